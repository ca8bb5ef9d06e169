"""The server: it answers from this machine's ledger to whoever may ask, in one way for all pages, and tells no stranger how.

Pages are made by `site.answer`; here stand what surrounds it: addresses read, errors told, headers that keep a page to itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from importlib.resources import files
from threading import Lock
from typing import cast, get_args
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.ask.find import NoSuchReport, NoSuchThread
from communique.errors import CommuniqueError
from communique.judging import BadJudgement
from communique.page.address import HOME, Address, Form, Served
from communique.page.draw import Setting, draw_plain
from communique.page.edition import Edition, NoSuchPage
from communique.page.gate import Gate, Judge, from_here, same_origin
from communique.page.kept import early_page, kept_page
from communique.page.kinds import kind_of
from communique.page.memory import Held, Memory
from communique.page.site import TYPES, Answer, Named, address_of, answer, day_asked, kind_at
from communique.page.verdict import author_in, judge
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
ROOM = 64 << 20  # bytes of answers kept in memory


Key = tuple[Named, Judge | None, str]
Prepared = Callable[[Edition, date | None], bool]


class Site:
    """The pages of whatever edition is current, each kept once made, apart for each who may judge: theirs hold forms.

    `prepared` says whether pages as of a day can be made at once, and has the day made ready where they cannot.
    """

    def __init__(self, current: Callable[[], Edition], prepared: Prepared) -> None:
        self.current, self.prepared = current, prepared
        self._edition: Edition | None = None  # whose answers are kept
        self._kept: dict[bool, Memory] = {}
        self._made: dict[Key, Lock] = {}  # what is being made
        self._lock = Lock()

    def at_hand(self, request: Request, judge: Judge | None) -> Held | None:
        """What `answer` gives where that was made before: nobody is kept waiting for it."""
        edition = self.current()
        with suppress(CommuniqueError):  # told by `answer`
            named = asked(edition, request)
            if self._edition is edition and not (judge and kind_at(named).judged):
                return self._held(named, _key(named, judge, request))
        return None

    def answer(self, request: Request, judge: Judge | None = None) -> Held:
        """What is at the address of the request.  Raises what `site.answer` raises."""
        edition = self.current()
        named = asked(edition, request)
        key = _key(named, judge, request)
        setting = Setting(Served(key[2]), edition.moment, judge=judge)
        with self._lock:
            if self._edition is not edition:
                self._edition = edition
                self._kept = {True: Memory(HELD, ROOM), False: Memory(HELD, ROOM >> 4)}
                self._made = {}
        if judge and kind_at(named).judged:
            return self._whole(edition, named, setting) if self.prepared(edition, named.day) else early(edition, named, setting)
        if held := self._held(named, key):
            return held
        with self._lock:
            made = self._made.setdefault(key, Lock())
        try:
            with made:  # of many who ask for it at once one makes it
                return self._held(named, key) or self._make(edition, named, setting, key)
        finally:
            with self._lock:
                self._made.pop(key, None)

    def _held(self, named: Named, key: Key) -> Held | None:
        """An answer that was made before."""
        with self._lock:
            return self._kept[kind_at(named).kept].get(key)

    def _make(self, edition: Edition, named: Named, setting: Setting, key: Key) -> Held:
        """An answer: of an earlier day as it was kept, else made, and kept in memory if its edition is shown still; where its
        day is not at hand what can be shown of it by now.
        """
        page = named.form == "html"
        ready = not page or self.prepared(edition, named.day)  # which has the day made ready for what is asked next
        if page and named.day is not None and not setting.judge and (kept := kept_page(edition, named, setting)):
            held = Held.of(kept.encode("utf-8", "replace"), TYPES["html"])
        elif ready:
            held = self._whole(edition, named, setting)
        else:
            return early(edition, named, setting)
        with self._lock:
            if self._edition is edition:
                self._kept[kind_at(named).kept].put(key, held)
        return held

    @staticmethod
    def _whole(edition: Edition, named: Named, setting: Setting) -> Held:
        made = answer(edition, address_of(edition, named), setting)
        return Held.of(made.body, made.type)

    def judged(self, request: Request, judge: Judge, form: Mapping[str, str], fault: str) -> Answer:
        """The review with what could not be done told in place.  Raises what `site.answer` raises."""
        edition = self.current()
        at = review_at(edition, form, form.get("of", ""))
        return answer(edition, at, Setting(Served(), edition.moment, judge=judge, fault=fault, typed=form))


def early(edition: Edition, named: Named, setting: Setting) -> Held:
    """What is shown of a page while its day is being derived."""
    return Held.of(early_page(edition, named, setting).encode("utf-8", "replace"), TYPES["html"], final=False)


def _key(named: Named, judge: Judge | None, request: Request) -> Key:
    """By what an answer is known again; a feed is read elsewhere, so it names where it is from."""
    return named, judge, root_of(request) if named.form == "atom" else ""


def review_at(edition: Edition, form: Mapping[str, str], of: str, done: str | None = None) -> Address:
    """The review at a doubt, as of the day that the form was drawn for."""
    day = day_asked(edition, as_day(form.get("as-of") or None))
    return Address("review", None, day).asking(of=of or None, done=done)


def root_of(request: Request) -> str:
    """By what this server was asked, a name that the guard has let pass."""
    return f"{request.url.scheme}://{request.headers['host']}"


def asked(edition: Edition, request: Request) -> Named:
    """What a request names.

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
    query = tuple((one, request.query_params[one]) for one in kind.asks if request.query_params.get(one))
    named = Named(name, item or None, day, query, cast(Form, form))
    kind_at(named)
    return named


def application(
    current: Callable[[], Edition],
    hosts: Iterable[str],
    gate: Gate | None = None,
    renewed: Callable[[], None] = lambda: None,
    prepared: Prepared = lambda edition, day: True,
) -> ASGIApp:
    """The server's application; `hosts` are the names under which it may be asked.

    With a `gate` those whom it knows may judge, and `renewed` is called when they have; without one nothing can be written.
    `prepared` says whether pages as of a day can be made at once; where not, what was kept of them is shown, or that they are
    being derived.
    """
    site = Site(current, prepared)

    async def page(request: Request) -> Response:
        if gate and "token" in request.query_params:
            return _entered(gate, request)
        judge = gate.judge(request.cookies.get(gate.cookie)) if gate else None
        try:
            made = site.at_hand(request, judge)
            if made is None:
                made = await run_in_threadpool(site.answer, request, judge)
        except (NoSuchPage, NoSuchReport, NoSuchThread) as missing:
            return _told(404, "Not here", str(missing))
        except CommuniqueError as problem:
            return _told(400, "This could not be read", str(problem))
        except Exception:
            return _failed(request)
        headers = {"etag": made.tag, "vary": "Accept-Encoding, Cookie" if gate else "Accept-Encoding"}
        status = 200
        if not made.final:
            status, headers = 202, {**headers, "cache-control": "no-store", "retry-after": "2"}
        if request.headers.get("if-none-match") == made.tag:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(made.packed, status, media_type=made.type, headers={**headers, "content-encoding": "gzip"})
        return Response(made.body, status, media_type=made.type, headers=headers)

    async def verdict(request: Request) -> Response:
        """Judge as a form says, and go on to the next doubt."""
        if gate is None:
            return _told(403, "Nothing can be judged here", READ_ONLY)
        who = gate.judge(request.cookies.get(gate.cookie))
        if who is None:
            return _told(403, "Who may judge is not known", UNKNOWN)
        form = await posted(request)
        origin, fetched = request.headers.get("origin"), request.headers.get("sec-fetch-site")
        here = same_origin(request.url.scheme, request.headers["host"], origin, fetched)
        if not here or form is None or not from_here(who, form.get("csrf", "")):
            return _told(403, "Not from this page", FOREIGN)
        try:
            return await run_in_threadpool(judged, request, gate, who, form)
        except CommuniqueError as problem:
            return _told(400, "This could not be read", str(problem))
        except Exception:
            return _failed(request)

    def judged(request: Request, gate: Gate, who: Judge, form: Mapping[str, str]) -> Response:
        ledger = current().ledger
        try:
            author = author_in(form, who.author)
            gate.name(who, author)
            made = judge(ledger, form, author) if form.get("kind") != "author" else ()
        except BadJudgement as problem:
            shown = site.judged(request, who, form, str(problem))
            return Response(shown.body, 400, media_type=shown.type, headers={"cache-control": "no-store"})
        if made:
            renewed()
        back = form.get("back", "")
        if made and HERE.fullmatch(back):
            return Response(status_code=303, headers={"location": back})
        done = str(made[-1].id) if made else None
        there = review_at(current(), form, form.get("next", "") if made else form.get("of", ""), done)
        return Response(status_code=303, headers={"location": Served().href(there)})

    routes = [
        Mount("/static", GZipMiddleware(StaticFiles(directory=str(files("communique.page") / "static")))),
        Route("/review", verdict, methods=["POST"]),
        Route("/{path:path}", page, methods=["GET", "HEAD"]),
    ]
    return Guard(Starlette(routes=routes), hosts)


READ_ONLY = "This page is read-only. Whoever runs it can start it with: communique serve --review"
UNKNOWN = "Open the address that communique serve --review printed, with its token, in this browser first."
FOREIGN = "Judgements are taken from the forms of this very page; open it again and answer there."
BODY = 64 << 10  # bytes of a form
HERE = re.compile(r"/(?![/\\])[!-~]*")  # the address of a page of this server


async def posted(request: Request) -> Mapping[str, str] | None:
    """The fields of a form that was sent; None for what is no form, or too long for one."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            return None
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError:
        return None


def _entered(gate: Gate, request: Request) -> Response:
    """The way in: with the token a session, and the same address without it."""
    if not gate.opens(request.query_params["token"]):
        return _told(403, "Not this token", UNKNOWN)
    path = "/" + str(request.path_params.get("path", "")).lstrip("/\\")
    entered = Response(status_code=303, headers={"location": quote(path), "cache-control": "no-store"})
    entered.set_cookie(gate.cookie, gate.session(), httponly=True, samesite="strict", path="/")
    return entered


def _failed(request: Request) -> Response:
    LOG.exception("%s failed", request.url.path)
    return _told(500, "Something failed here", "The page could not be made; whoever runs this server finds why in its log.")


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
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name for name, _ in message.get("headers", [])}
                headers = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in told]
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        if len(named) != 1 or host_of(named[0]) not in self.hosts:
            refusal = _told(421, "Not under this name", "This server answers under its own name alone.")
            await refusal(scope, receive, closed)
            return
        await self.app(scope, receive, closed)


def host_of(named: str) -> str:
    """The host of a Host header without its port, an address of version 6 in its brackets."""
    name, _, rest = named.partition("]") if named.startswith("[") else named.partition(":")
    if named.startswith("["):
        name, rest = f"{name}]", rest.removeprefix(":")
    return name.lower() if not rest or (rest.isascii() and rest.isdigit()) else ""
