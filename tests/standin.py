"""A stand-in for a language model's endpoint, on this machine: it answers as a test tells it and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Raw:
    """An answer that is no chat completion: status, body as it goes out, headers; `delay` is waited before."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0


@dataclass(frozen=True)
class Chat:
    """A chat completion: what the model says, under which name, how it ended and what it is said to have cost."""

    content: object
    model: object = "stand-in-7b"
    finish: str = "stop"
    usage: object = field(default_factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 100})


def error(status: int, message: str, *headers: tuple[str, str]) -> Raw:
    """An error as OpenAI-compatible servers write it."""
    return Raw(status, json.dumps({"error": {"message": message}}).encode(), headers)


def proposed(span: str, act: str, *by: str, **more: object) -> dict[str, object]:
    """One move as a model proposes it; what is not said is as a plain, undated statement has it."""
    return {
        "paragraph": 1, "span": span, "cue": None, "act": act, "kind": None, "by": list(by), "speaker": None, "to": [],
        "polarity": "pos", "modality": "actual", "condition": None, "when_words": None, "when": None, "due_words": None,
        "due": None,
    } | more  # fmt: skip


def moves(*found: object) -> str:
    """The JSON of an answer."""
    return json.dumps({"moves": list(found)}, ensure_ascii=False)


class StandIn:
    """The server: `requests` and `headers` are those it got; `url` is what --llm-url takes."""

    def __init__(self, answer: Callable[[Request], Raw | Chat | str]) -> None:
        self.answer = answer
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        server = self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_address[1]}/v1"

    def texts(self) -> list[str]:
        """What was sent as data, one for each request."""
        return [request["messages"][1]["content"] for request in self.requests]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(request)
                outer.headers.append(dict(self.headers.items()))
                outer.paths.append(self.path)
                answer = outer.answer(request)
                raw = answer if isinstance(answer, Raw) else chat(answer)
                time.sleep(raw.delay)
                try:
                    self.send_response(raw.status)
                    for name, value in (("Content-Length", str(len(raw.body))), *raw.headers):
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(raw.body)
                except OSError:  # who asked has gone
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


def chat(answer: Chat | str) -> Raw:
    """The completion as it goes out."""
    said = Chat(answer) if isinstance(answer, str) else answer
    choice = {"index": 0, "message": {"role": "assistant", "content": said.content}, "finish_reason": said.finish}
    return Raw(body=json.dumps({"model": said.model, "choices": [choice], "usage": said.usage}).encode())


@contextmanager
def standing_in(answer: Callable[[Request], Raw | Chat | str] | Raw | Chat | str) -> Iterator[StandIn]:
    """A running stand-in."""
    server = StandIn(answer if callable(answer) else lambda _: answer)
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()
        thread.join()
