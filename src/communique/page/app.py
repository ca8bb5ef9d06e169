"""The server: it answers from this machine's ledger to whoever may ask, in one way for all pages, and tells no stranger how.

Pages are made by `site.answer`; here stand what surrounds it: addresses read, errors told, headers that keep a page to itself.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.resources import files
from threading import Lock
from typing import cast, get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.ask.find import NoSuchReport, NoSuchThread
from communique.errors import CommuniqueError
from communique.page.address import HOME, Address, Form, Served
from communique.page.draw import Setting, draw_plain
from communique.page.edition import Edition, NoSuchPage
from communique.page.kinds import kind_of
from communique.page.site import Answer, answer, day_asked
from communique.record.when import as_day

LOG = logging.getLogger("communique.page")
HELD = 400  # answers kept in memory
FORMS: tuple[Form, ...] = get_args(Form)
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
LONGEST = 2_000  # characters of what may be asked


class Site:
    """The pages of whatever edition is current, each kept once made."""

    def __init__(self, current: Callable[[], Edition]) -> None:
        self.current = current
        self._kept: OrderedDict[tuple[int, Address], Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, request: Request) -> Answer:
        """What is at the address of the request.  Raises what `site.answer` raises."""
        edition = self.current()
        address = asked(edition, request)
        key = (id(edition), address)
        with self._lock:
            held = self._kept.get(key)
        if held is None:
            held = answer(edition, address, Setting(Served(), edition.moment))
            with self._lock:
                self._kept[key] = held
                while len(self._kept) > HELD:
                    self._kept.popitem(last=False)
        return held


def asked(edition: Edition, request: Request) -> Address:
    """The address that a request names, with the id of its item.

    Raises NoSuchPage, BadDate.
    """
    path = str(request.path_params.get("path", ""))
    if len(path) + len(request.url.query) > LONGEST:
        raise NoSuchPage("this address is longer than any page's")
    stem, dot, form = path.rpartition(".")
    if not dot or form not in FORMS:
        stem, form = path, "html"
    name, _, item = stem.partition("/")
    name = name or HOME
    kind = kind_of(name, bool(item))
    if kind is None:
        raise NoSuchPage(f"there is no page {path!r}")
    day = day_asked(edition, as_day(request.query_params.get("as-of") or None))
    id = edition.sight(day).id_of(name, item) if item else None
    query = tuple((one, request.query_params[one]) for one in kind.asks if request.query_params.get(one))
    return Address(name, id, day, query, cast(Form, form))


def application(current: Callable[[], Edition], hosts: Iterable[str]) -> ASGIApp:
    """The server's application; `hosts` are the names under which it may be asked."""
    site = Site(current)

    async def page(request: Request) -> Response:
        try:
            made = await run_in_threadpool(site.answer, request)
        except (NoSuchPage, NoSuchReport, NoSuchThread) as missing:
            return _told(404, "Not here", str(missing))
        except CommuniqueError as problem:
            return _told(400, "This could not be read", str(problem))
        except Exception:
            LOG.exception("%s failed", request.url.path)
            return _told(
                500, "Something failed here", "The page could not be made; whoever runs this server finds why in its log."
            )
        tag = f'"{sha256(made.body).hexdigest()[:24]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return Response(made.body, media_type=made.type, headers={"etag": tag})

    routes = [
        Mount("/static", StaticFiles(directory=str(files("communique.page") / "static"))),
        Route("/{path:path}", page, methods=["GET", "HEAD"]),
    ]
    inner = Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=1000)])
    return Guard(inner, hosts)


def _told(status: int, title: str, told: str) -> Response:
    body = draw_plain("error.html", Setting(Served()), title=title, told=told, back="/")
    return Response(body.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


class Guard:
    """Refuses what is asked under a foreign name (a page elsewhere that had its name lead here), and closes every answer to
    scripts, frames and requests from outside.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name for name, _ in message.get("headers", [])}
                headers = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in told]
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        if host_of(named) not in self.hosts:
            refusal = _told(421, "Not under this name", "This server answers under its own name alone.")
            await refusal(scope, receive, closed)
            return
        await self.app(scope, receive, closed)


def host_of(named: str) -> str:
    """The host of a Host header without its port, an address of version 6 in its brackets."""
    if named.startswith("["):
        return named.partition("]")[0] + "]"
    return named.partition(":")[0].lower()
