"""A prompt goes out, an answer comes back, and what it cost is counted; whatever fails is told without the key."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from time import sleep as pause
from typing import Any

from communique.endpoint.address import KEY, LONGEST_NAME, Endpoint
from communique.endpoint.http import NoReply, Reply, post
from communique.extract.llm.port import Answer, Prompt, TooLong, Unanswered

AGAIN = "read it again: what was recorded stays, the rest is asked anew"
CHECK = "check --llm-url, --llm-model and the key, then read again: what was recorded stays"
TRIES = 5  # of one call: a server that is busy or starting is given half a minute
LATE = 2  # of one call that is not answered in time: it costs as much again
WAIT = 60.0  # seconds at most that an endpoint may ask us to wait
IN_A_ROW = 5  # calls that fail one after another: then the next would too
ANSWER = 8192  # tokens of an answer at most, a model's thinking included; less where the endpoint has no room for so many
SHORT = 1024  # tokens: an answer to a window needs no more than that
LEAST = 256  # tokens: what is left for an answer when no more is asked
LETTERS = 3  # characters of a token at least: an estimate that rather counts too many, until the endpoint counts itself
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
WIDE = re.compile(r"context.?(?:length|window|size)|too long|too large|reduce the length|exceeds? the|too many tokens", re.I)
SPENT = re.compile(r"insufficient|billing|credit|balance", re.I)
STRUCTURE = ("response_format", "json_schema", "schema", "grammar")
FEATURES = {  # what a request may do without, and by which words an endpoint says that it does not know it
    "max_tokens": ("max_completion_tokens",), "response_format": STRUCTURE, "seed": ("seed",), "temperature": ("temperature",),
}  # fmt: skip


class Exhausted(Unanswered):
    """The tokens that this run may cost are spent."""


@dataclass(slots=True)
class Spent:
    """What was asked and what it cost; `guessed` are calls whose tokens the endpoint did not count: they are estimated."""

    calls: int = 0
    again: int = 0
    failed: int = 0
    prompt: int = 0
    answer: int = 0
    guessed: int = 0

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.prompt + self.answer


class Client:
    """Asks one endpoint, at most `limit` tokens in all."""

    def __init__(self, to: Endpoint, *, timeout: float, limit: int | None = None) -> None:
        self.to = to
        self.spent = Spent()
        self.without: set[str] = set()  # features that this endpoint has refused
        self._timeout = timeout
        self._limit = limit
        self._most = ANSWER
        self._failed_in_a_row = 0

    @property
    def structured(self) -> bool:
        """Whether answers are asked for under the schema."""
        return "response_format" not in self.without

    def __call__(self, prompt: Prompt) -> Answer:
        """Put the prompt.  Raises Unanswered, among them Exhausted and TooLong."""
        try:
            answer = self._ask(prompt)
        except TooLong:
            raise
        except Unanswered as failure:
            self.spent.failed += not isinstance(failure, Exhausted)
            self._failed_in_a_row += 1
            if self._failed_in_a_row >= IN_A_ROW:
                failure.stop, failure.advice = True, f"{IN_A_ROW} calls in a row have failed: {CHECK}"
            raise
        self._failed_in_a_row = 0
        return answer

    def _ask(self, prompt: Prompt) -> Answer:
        while True:
            room = self._room(prompt)
            reply = self._sent(json.dumps(self._request(prompt, room)).encode("ascii"))
            if reply.status == 200:
                return self._answer(prompt, reply)
            self._refused(reply)  # raises, or leaves out what is not known there

    def _room(self, prompt: Prompt) -> int:
        """The tokens that the answer may have."""
        if self._limit is None:
            return self._most
        room = self._limit - self.spent.tokens - _estimate(prompt.system + prompt.user)
        if room < LEAST:
            raise Exhausted(
                f"the limit of {self._limit} tokens for one run does not reach for it ({self.spent.tokens} are spent)",
                "read again to go on from here, with a higher --llm-max-tokens if it is the first",
                stop=True,
            )
        return min(self._most, room)

    def _request(self, prompt: Prompt, room: int) -> dict[str, Any]:
        """Equal prompts make equal requests."""
        request: dict[str, Any] = {
            "model": self.to.model,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "temperature": 0,
            "seed": 0,
            "max_tokens": room,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "moves", "strict": True, "schema": prompt.schema},
            },
        }
        if "max_tokens" in self.without:
            request["max_completion_tokens"] = room
        return {name: value for name, value in request.items() if name not in self.without}

    def _sent(self, body: bytes) -> Reply:
        """The reply to a body; an endpoint that is busy or away is tried again, more and more slowly."""
        late = 0
        for turn in range(1, TRIES + 1):
            self.spent.calls += 1
            self.spent.again += turn > 1
            try:
                reply = post(self.to, body, self._timeout)
            except NoReply as failure:
                late += failure.late
                if not failure.again or turn == TRIES or late == LATE:
                    raise self._failed(str(failure), stop=failure.away) from None
                pause(2.0 ** (turn - 1))
                continue
            out = reply.status == 429 and SPENT.search(_said(reply)) is not None
            if reply.status not in BUSY or out or turn == TRIES:
                return reply
            pause(min(reply.wait if reply.wait is not None else 2.0 ** (turn - 1), WAIT))
        raise AssertionError("every turn returns or raises")

    def _refused(self, reply: Reply) -> None:
        """Ask from now on for less, or without what the endpoint does not know.  Raises Unanswered for any other reason."""
        said = _said(reply)
        status = reply.status
        if 300 <= status < 400:
            raise self._failed("it sends us on to another address, and no redirect is followed", stop=True)
        if status in (401, 403):
            has = "it refuses the key" if self.to.key is not None else f"it asks for a key and ${KEY} has none"
            raise self._failed(f"{has} ({status})", stop=True)
        if status in (402, 404, 405) or (status == 429 and SPENT.search(said)):
            raise self._failed(f"it refuses ({status}: {self._clean(said)})", stop=True)
        low = said.lower()
        if status in (400, 413, 422) and WIDE.search(said) and not any(mark in low for mark in STRUCTURE):
            if self._most > SHORT:
                self._most //= 2
                return
            raise TooLong(f"{self.to}: the text does not fit ({self._clean(said)})", "take a model with a longer context")
        if status in (400, 422):
            left = [name for name in FEATURES if name not in self.without]
            unknown = [name for name in left if any(mark in low for mark in FEATURES[name])]
            if unknown or self.structured:
                self.without.add(unknown[0] if unknown else "response_format")
                return
        raise self._failed(f"it refuses ({status}: {self._clean(said)})")

    def _answer(self, prompt: Prompt, reply: Reply) -> Answer:
        """What the model says, and what it cost.  Raises Unanswered."""
        try:
            found = json.loads(reply.body)
        except (ValueError, RecursionError):
            raise self._failed("its answer is no JSON") from None
        text, choice = None, _at(found, "choices", 0)
        content = _at(choice, "message", "content")
        if isinstance(content, str):
            text = content
        elif isinstance(content, list):
            text = "".join(part for one in content if isinstance(part := _at(one, "text"), str))
        self._count(found, prompt, text or "")
        if not text:
            told = _at(choice, "message", "refusal") or _at(found, "error", "message") or _at(choice, "finish_reason")
            why = "it was cut off while it thought" if told == "length" else self._clean(str(told or "no reason given"))
            raise self._failed(f"it gives no answer ({why})")
        stated = _at(found, "model")
        name = " ".join(stated.split()) if isinstance(stated, str) else ""
        known = bool(name) and name.isprintable() and len(name) <= LONGEST_NAME and self._clean(name) == name
        return Answer(text, name if known else self.to.model, _at(choice, "finish_reason") == "length")

    def _count(self, found: object, prompt: Prompt, text: str) -> None:
        counted = [_at(found, "usage", name) for name in ("prompt_tokens", "completion_tokens")]
        asked, answered = (one if isinstance(one, int) and not isinstance(one, bool) and one >= 0 else None for one in counted)
        self.spent.guessed += asked is None or answered is None
        self.spent.prompt += asked if asked is not None else _estimate(prompt.system + prompt.user)
        self.spent.answer += answered if answered is not None else _estimate(text)

    def _failed(self, why: str, *, stop: bool = False) -> Unanswered:
        return Unanswered(f"the language model at {self.to}: {why}", CHECK if stop else AGAIN, stop=stop)

    def _clean(self, said: str) -> str:
        """A message of the endpoint on one short line; the key, should it repeat it, is taken out."""
        if self.to.key is not None:
            said = said.replace(self.to.key, "…")
        flat = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return flat if len(flat) <= 160 else flat[:160] + "…"


def _estimate(text: str) -> int:
    return len(text) // LETTERS + 1


def _said(reply: Reply) -> str:
    """The message of an error, or the beginning of whatever came instead."""
    text = reply.body[:4000].decode("utf-8", "replace")
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        return text
    for message in (_at(found, "error", "message"), _at(found, "error"), _at(found, "message"), _at(found, "detail")):
        if isinstance(message, str):
            return message
    return text


def _at(value: object, *path: str | int) -> object:
    """What lies at a path in JSON, None where it leads nowhere."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
