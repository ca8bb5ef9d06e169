"""One request, one answer: within a time, up to a size, to the host that was named and no other."""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from communique.endpoint.address import Endpoint

LONGEST = 4 << 20  # bytes of an answer; no list of moves is near that
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whatever it is; `wait` are the seconds to wait that it names."""

    status: int
    body: bytes
    wait: float | None = None


class NoReply(Exception):
    """Nothing came back, or more than can be an answer; `again`: another try may fare better, `away`: nobody is there at all."""

    def __init__(self, why: str, *, again: bool = True, away: bool = False, late: bool = False) -> None:
        super().__init__(why)
        self.again = again
        self.away = away
        self.late = late


def post(to: Endpoint, body: bytes, timeout: float) -> Reply:
    """Send a JSON body and read the answer; a redirect is an answer like any other and is not followed.

    Raises NoReply.
    """
    deadline = time.monotonic() + timeout
    connection = (
        HTTPSConnection(to.host, to.port, timeout=timeout, context=ssl.create_default_context())
        if to.secure
        else HTTPConnection(to.host, to.port, timeout=timeout)
    )
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "communique"}
    if to.key is not None:
        headers["Authorization"] = f"Bearer {to.key}"
    try:
        connection.connect()
    except (OSError, HTTPException) as problem:
        connection.close()
        raise _unreachable(problem) from None
    try:
        connection.request("POST", to.path, body, headers)
        response = connection.getresponse()
        parts: list[bytes] = []
        size = 0
        while part := response.read1(CHUNK):
            size += len(part)
            if size > LONGEST:
                raise NoReply(f"its answer is longer than {LONGEST >> 20} MB", again=False)
            parts.append(part)
            if time.monotonic() > deadline:
                raise TimeoutError
        if response.length:  # the connection ended before the answer did
            raise NoReply("it stopped in the middle of its answer")
        return Reply(response.status, b"".join(parts), _seconds(response.getheader("Retry-After")))
    except TimeoutError:
        raise NoReply(f"it did not answer within {timeout:g} s", late=True) from None
    except (OSError, HTTPException) as problem:
        raise NoReply(f"the connection failed ({_named(problem)})") from None
    finally:
        connection.close()


def _unreachable(problem: Exception) -> NoReply:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return NoReply(f"its certificate does not hold ({problem.verify_message})", again=False, away=True)
    if isinstance(problem, ssl.SSLError):
        return NoReply("it does not speak https", again=False, away=True)
    if isinstance(problem, socket.gaierror):
        return NoReply("no such host is known", again=False, away=True)
    if isinstance(problem, TimeoutError):
        return NoReply("it cannot be reached in time", away=True)
    return NoReply(f"it cannot be reached ({_named(problem)})", away=True)


def _named(problem: Exception) -> str:
    """What went wrong, without the text of an exception that might repeat what was sent."""
    return problem.strerror if isinstance(problem, OSError) and problem.strerror else type(problem).__name__


def _seconds(value: str | None) -> float | None:
    return float(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 6 else None
