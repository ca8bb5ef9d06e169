"""The way to a language model and back: what a server will not take is left out, what fails is tried again, and never elsewhere."""

from __future__ import annotations

import json
import socket
import threading
from typing import Any

import pytest
from standin import Chat, Raw, Request, error, standing_in

from communique.endpoint import client as client_module
from communique.endpoint.address import KEY, MODEL, URL, EndpointUnfit, endpoint
from communique.endpoint.client import IN_A_ROW, TRIES, Client, Exhausted
from communique.endpoint.engine import connect
from communique.extract.llm.port import Prompt, TooLong, Unanswered

ASKED = Prompt("Be brief.", "What was refused?", {"type": "object"})


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long would have been waited between two tries."""
    seconds: list[float] = []
    monkeypatch.setattr(client_module, "pause", seconds.append)
    return seconds


def client(url: str, *, timeout: float = 10.0, limit: int | None = None, key: str | None = None) -> Client:
    """A client of a stand-in."""
    return Client(endpoint(url, "tiny", environment={KEY: key} if key else {}), timeout=timeout, limit=limit)


class Server:
    """A server that refuses some of what may be asked of it, as its kind does."""

    def __init__(self, **refused: str) -> None:
        self.refused = refused

    def __call__(self, request: Request) -> Raw | str:
        return next((error(400, told) for name, told in self.refused.items() if name in request), "done")


def test_a_question_is_put_under_the_schema_and_the_same_each_time() -> None:
    with standing_in("done") as server:
        ask = client(server.url)
        assert [ask(ASKED).text, ask(ASKED).text] == ["done", "done"]
    first, second = server.requests
    assert first == second and server.paths == ["/v1/chat/completions"] * 2
    assert (first["temperature"], first["seed"], first["model"]) == (0, 0, "tiny")
    assert first["response_format"]["json_schema"] == {"name": "moves", "strict": True, "schema": {"type": "object"}}
    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize(
    ("refused", "told", "left"),
    [
        ("response_format", "'response_format' of type 'json_schema' is not supported", {"response_format"}),
        ("response_format", "This grammar is too large", {"response_format"}),
        ("response_format", "Invalid request", {"response_format"}),
        ("temperature", "Unsupported value: 'temperature' does not support 0 with this model", {"temperature"}),
        ("seed", "Extra inputs are not permitted: seed", {"seed"}),
        ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", {"max_tokens"}),
    ],
)
def test_what_a_server_does_not_know_is_left_out_from_then_on(refused: str, told: str, left: set[str]) -> None:
    with standing_in(Server(**{refused: told})) as server:
        ask = client(server.url)
        assert [ask(ASKED).text, ask(ASKED).text] == ["done", "done"]
        assert ask.without == left and len(server.requests) == 3
        assert ("max_completion_tokens" in server.requests[-1]) == (refused == "max_tokens")
        assert ask.structured == (refused != "response_format")


def test_a_server_that_knows_nothing_of_it_is_asked_plainly() -> None:
    refused = {name: f"unknown field {name}" for name in ("response_format", "seed", "temperature")}
    with standing_in(Server(**refused)) as server:
        assert client(server.url)(ASKED).text == "done"
        assert set(server.requests[-1]) == {"model", "messages", "max_tokens"}


def test_a_request_that_is_refused_for_no_known_reason_fails_without_end_of_the_run() -> None:
    with standing_in(error(400, "I do not like it")) as server, pytest.raises(Unanswered, match="I do not like it") as caught:
        client(server.url)(ASKED)
    assert not caught.value.stop and len(server.requests) == 2


def test_a_text_that_does_not_fit_is_asked_for_with_less_room_and_then_given_back() -> None:
    def answer(request: Request) -> Raw | str:
        small = error(400, "This model's maximum context length is 2048 tokens; your max_tokens is too large")
        return small if request["max_tokens"] > room else "done"

    room = 2048
    with standing_in(answer) as server:
        ask = client(server.url)
        assert ask(ASKED).text == "done" and [request["max_tokens"] for request in server.requests] == [8192, 4096, 2048]
        room = 0
        with pytest.raises(TooLong, match="maximum context length"):
            ask(ASKED)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
def test_a_busy_server_is_tried_again_more_and_more_slowly(status: int, waited: list[float]) -> None:
    turns = iter([error(status, "busy"), error(status, "busy"), "done"])
    with standing_in(lambda request: next(turns)) as server:
        ask = client(server.url)
        assert ask(ASKED).text == "done" and waited == [1, 2]
        assert (ask.spent.calls, ask.spent.again, ask.spent.failed) == (3, 2, 0)


def test_a_server_may_say_how_long_to_wait_but_not_for_ever(waited: list[float]) -> None:
    asked = ("7", "86400", "Fri, 01 Jan 2099 00:00:00 GMT", "-5")
    turns = iter([*(error(429, "slow down", ("Retry-After", value)) for value in asked), "done"])
    with standing_in(lambda request: next(turns)) as server:
        assert client(server.url)(ASKED).text == "done"
    assert waited == [7, 60, 4, 8]


def test_a_server_that_stays_busy_fails_the_call_and_at_last_the_run(waited: list[float]) -> None:
    with standing_in(error(503, "busy")) as server:
        ask = client(server.url)
        stops = []
        for _ in range(IN_A_ROW):
            with pytest.raises(Unanswered, match="503: busy") as caught:
                ask(ASKED)
            stops.append(caught.value.stop)
        assert stops == [False] * (IN_A_ROW - 1) + [True] and len(server.requests) == TRIES * IN_A_ROW


def test_money_that_is_spent_is_not_waited_for(waited: list[float]) -> None:
    spent = error(429, "You exceeded your current quota: insufficient_quota")
    with standing_in(spent) as server, pytest.raises(Unanswered) as caught:
        client(server.url)(ASKED)
    assert caught.value.stop and len(server.requests) == 1 and waited == []


def test_an_answer_that_does_not_come_is_waited_for_twice(waited: list[float]) -> None:
    with standing_in(Raw(delay=0.6)) as server, pytest.raises(Unanswered, match="did not answer within") as caught:
        client(server.url, timeout=0.2)(ASKED)
    assert not caught.value.stop and len(server.requests) == 2


def test_no_redirect_is_followed_and_no_key_taken_elsewhere() -> None:
    with (
        standing_in("stolen") as other,
        standing_in(Raw(307, headers=(("Location", other.url + "/chat/completions"),))) as server,
    ):
        with pytest.raises(Unanswered, match="no redirect is followed") as caught:
            client(server.url, key="sk-1")(ASKED)
        assert caught.value.stop and other.requests == []


def test_a_connection_that_breaks_off_is_tried_again(waited: list[float]) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    cuts = [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", b"no http at all\r\n\r\n"]

    def serve() -> None:
        for cut in cuts:
            connection, _ = listening.accept()
            connection.recv(1 << 16)
            connection.sendall(cut)
            connection.close()
        listening.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with pytest.raises(Unanswered) as caught:
        client(f"http://127.0.0.1:{listening.getsockname()[1]}/v1")(ASKED)
    thread.join()
    assert waited == [1, 2, 4, 8] and caught.value.stop  # at last nobody listens any more


def test_plain_http_spoken_to_as_https_is_named() -> None:
    with standing_in("done") as server, pytest.raises(Unanswered, match="does not speak https") as caught:
        client(server.url.replace("http:", "https:"))(ASKED)
    assert caught.value.stop


def test_tokens_are_counted_as_stated_and_else_estimated() -> None:
    counts: list[Any] = [{"prompt_tokens": 7, "completion_tokens": 5}, None]
    with standing_in(lambda request: Chat("x" * 30, usage=counts[len(server.requests) - 1])) as server:
        ask = client(server.url)
        ask(ASKED)
        assert (ask.spent.prompt, ask.spent.answer, ask.spent.guessed) == (7, 5, 0)
        ask(ASKED)
        assert (ask.spent.prompt, ask.spent.answer, ask.spent.guessed) == (7 + 9, 5 + 11, 1)


def test_a_limit_of_tokens_holds_before_anything_is_sent() -> None:
    with standing_in(Chat("done", usage={"prompt_tokens": 400, "completion_tokens": 100})) as server:
        ask = client(server.url, limit=1000)
        ask(ASKED)
        assert server.requests[0]["max_tokens"] < 1000
        ask(ASKED)
        with pytest.raises(Exhausted):
            ask(ASKED)
        assert len(server.requests) == 2 and ask.spent.failed == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (Chat(None, finish="content_filter"), "content_filter"), (Chat("", finish="length"), "cut off while it thought"),
        (Raw(body=json.dumps({"choices": [{"message": {"content": None, "refusal": "I would rather not"}}]}).encode()), "rather not"),
        (Raw(body=json.dumps({"error": {"message": "the model is loading"}}).encode()), "the model is loading"),
    ],
)  # fmt: skip
def test_an_answer_without_words_is_told_with_its_reason(content: Raw | Chat, told: str) -> None:
    with standing_in(content) as server, pytest.raises(Unanswered, match=told):
        client(server.url)(ASKED)


def test_an_answer_in_parts_is_put_together() -> None:
    with standing_in(Chat([{"type": "text", "text": "do"}, {"type": "text", "text": "ne"}, {"type": "image"}, 3])) as server:
        assert client(server.url)(ASKED).text == "done"


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("http://localhost:8080", "http://localhost:8080 /v1/chat/completions"),
        ("http://127.0.0.1:1234/v1/", "http://127.0.0.1:1234 /v1/chat/completions"),
        ("http://[::1]:11434/v1", "http://[::1]:11434 /v1/chat/completions"),
        ("https://models.example/api/v1/chat/completions", "https://models.example:443 /api/v1/chat/completions"),
    ],
)
def test_an_address_leads_to_the_chat_completions(url: str, whole: str) -> None:
    to = endpoint(url, "tiny", environment={})
    assert f"{to} {to.path}" == whole


def test_plain_http_to_another_machine_must_be_asked_for() -> None:
    with pytest.raises(EndpointUnfit, match="--llm-plain-http"):
        endpoint("http://gpu.example:8000/v1", "tiny", environment={})
    assert not endpoint("http://gpu.example:8000/v1", "tiny", plain_http=True, environment={}).secure


def test_the_environment_names_what_the_options_do_not() -> None:
    known = {URL: "https://models.example/v1", MODEL: "large", KEY: " sk-1\n"}
    assert (endpoint(None, None, environment=known).model, endpoint(None, "tiny", environment=known).model) == ("large", "tiny")
    assert endpoint(None, None, environment=known).key == "sk-1" and "sk-1" not in repr(endpoint(None, None, environment=known))


def test_prices_may_be_given_as_numbers() -> None:
    asking = connect("http://127.0.0.1:9/v1", "tiny", price=(0.5, 2))
    assert asking.told().cost == 0.0 and connect("http://127.0.0.1:9/v1", "tiny").told().cost is None
