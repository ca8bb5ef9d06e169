"""Where a language model listens and how it is reached; no key is ever part of an address, of a message or of a repr."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from communique.errors import CommuniqueError

URL = "COMMUNIQUE_LLM_URL"
MODEL = "COMMUNIQUE_LLM_MODEL"
KEY = "COMMUNIQUE_LLM_KEY"
PATH = "/chat/completions"
LONGEST_KEY = 4096
LONGEST_NAME = 100


class EndpointUnfit(CommuniqueError):
    """The language model is not named as it must be: what is missing or wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint; `path` is that of its chat completions."""

    secure: bool
    host: str
    port: int
    path: str
    model: str
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}"


def endpoint(
    url: str | None, model: str | None, key_file: str | Path | None = None, *, plain_http: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Endpoint:  # fmt: skip
    """The endpoint that the options name, or else the environment.

    Raises EndpointUnfit.
    """
    url, model = url or environment.get(URL), model or environment.get(MODEL)
    if not url:
        raise EndpointUnfit(
            "--engine llm asks a language model of your choice, and none is named; give --llm-url (or $"
            f"{URL}), as http://127.0.0.1:8080/v1 for a server on this machine"
        )
    if not model or not model.strip():
        raise EndpointUnfit(f"the language model has no name; give --llm-model (or ${MODEL}) as the endpoint calls it")
    if len(model) > LONGEST_NAME or not model.isprintable():
        raise EndpointUnfit(f"the model's name is not one of at most {LONGEST_NAME} printable characters; check --llm-model")
    parts = _split(url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    if not secure and not plain_http and not _here(host):
        raise EndpointUnfit(
            f"{host}: reports would go there in the clear; give an https:// address, or --llm-plain-http if you trust the way"
        )
    return Endpoint(
        secure, host, parts.port or (443 if secure else 80), _path(parts.path), model.strip(), _key(key_file, environment)
    )


def _split(url: str) -> SplitResult:
    teach = "give the address as https://host/v1, nothing else in it; a key goes into $" + KEY
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointUnfit(f"the address of the language model is none; {teach}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise EndpointUnfit(f"the address of the language model is none; {teach}")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise EndpointUnfit(f"the address of the language model holds more than host and path; {teach}")
    if not (url.isascii() and url.isprintable()) or " " in url:
        raise EndpointUnfit(f"the address of the language model holds characters that no address has; {teach}")
    return parts


def _here(host: str) -> bool:
    """Whether the host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _path(path: str) -> str:
    path = path.rstrip("/")
    return path if path.endswith(PATH) else (path or "/v1") + PATH


def _key(file: str | Path | None, environment: Mapping[str, str]) -> str | None:
    """The key of the file, else of the environment; None where neither has one."""
    if file is None:
        key, where = environment.get(KEY, "").strip(), f"${KEY}"
    else:
        where = str(file)
        try:
            with Path(file).open("rb") as opened:
                key = opened.read(LONGEST_KEY + 1).decode("ascii").strip()
        except (OSError, UnicodeDecodeError) as problem:
            why = problem.strerror if isinstance(problem, OSError) else "it is no plain text"
            raise EndpointUnfit(f"{where}: the key cannot be read ({why}); check --llm-key-file") from None
        if not key:
            raise EndpointUnfit(f"{where}: no key in it; check --llm-key-file")
    if len(key) > LONGEST_KEY or any(not "!" <= c <= "~" for c in key):
        raise EndpointUnfit(f"{where}: what it holds is no key (one word of ASCII characters)")
    return key or None
