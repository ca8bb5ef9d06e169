"""Who may judge: whoever opened the address with the token, in the browser in which it was opened.

The token is made when the server starts and is told to whoever started it.  A first visit with it is given a session of its own,
which the browser keeps from scripts and sends to this server alone; the session holds no secret but is sealed by the token, so
that nothing need be remembered of it but whose it is.
"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock
from urllib.parse import urlsplit

from communique.judging import AUTHOR

MOST = 256  # sessions whose author is remembered
LONGEST = 100  # characters of an author's name


@dataclass(frozen=True, slots=True)
class Judge:
    """One who may judge: the session, what a form must bring along, and the name told so far."""

    session: str
    csrf: str
    author: str


class Gate:
    """Knows the token, and sessions that were opened with it."""

    def __init__(self, token: str | None = None, cookie: str = "communique") -> None:
        self.token = token or token_urlsafe(32)
        self.cookie = cookie
        self._authors: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def opens(self, given: str) -> bool:
        """Whether this is the token; how long it takes to say so does not tell how near it is."""
        return _same(given, self.token)

    def session(self) -> str:
        """A new session."""
        new = token_urlsafe(18)
        return f"{new}.{self._seal('session', new)}"

    def judge(self, session: str | None) -> Judge | None:
        """Who judges in this session; None if it was not given here."""
        new, _, seal = (session or "").partition(".")
        if not session or not _same(seal, self._seal("session", new)):
            return None
        with self._lock:
            named = self._authors.get(new, "")
        return Judge(session, self._seal("form", new), named or os.environ.get(AUTHOR, ""))

    def name(self, judge: Judge, author: str) -> None:
        """Remember who judges in this session."""
        with self._lock:
            self._authors[judge.session.partition(".")[0]] = author
            while len(self._authors) > MOST:
                self._authors.popitem(last=False)

    def _seal(self, use: str, session: str) -> str:
        return hmac.new(self.token.encode(), f"{use} {session}".encode("utf-8", "surrogatepass"), sha256).hexdigest()


def from_here(judge: Judge, csrf: str) -> bool:
    """Whether a form was drawn for this session."""
    return _same(csrf, judge.csrf)


def same_origin(scheme: str, host: str, origin: str | None, site: str | None) -> bool:
    """Whether a browser tells that a page of this very server asks; one that tells nothing is not believed."""
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site is not None
    asked = urlsplit(origin)
    return (asked.scheme, asked.netloc) == (scheme, host)


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode("utf-8", "surrogatepass"))
