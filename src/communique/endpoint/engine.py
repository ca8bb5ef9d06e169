"""The language-model engine at work: put together from what the user names, told of at the end, cost and failures included."""

from __future__ import annotations

import math
from pathlib import Path

from communique.endpoint.address import EndpointUnfit, endpoint
from communique.endpoint.client import Client
from communique.endpoint.told import Asked
from communique.extract.engine import Rules
from communique.extract.llm.engine import LanguageModel

TIMEOUT = 300.0  # seconds: a model on a laptop takes its time
MILLION = 1_000_000


class Asking:
    """The engine of one run, and what it has come to so far."""

    def __init__(self, engine: LanguageModel, client: Client, price: tuple[float, float] | None) -> None:
        self.engine = engine
        self._client = client
        self._price = price

    def told(self) -> Asked:
        """What it has come to."""
        tally, spent = self.engine.tally, self._client.spent
        cost = None
        if self._price is not None:
            cost = (spent.prompt * self._price[0] + spent.answer * self._price[1]) / MILLION
        return Asked(
            model=self._client.to.model, stated=tuple(tally.models.most_common()), structured=self._client.structured,
            calls=spent.calls, again=spent.again, failed=spent.failed, prompt_tokens=spent.prompt, answer_tokens=spent.answer,
            guessed=spent.guessed, cost=cost, proposed=tally.proposed, kept=tally.kept,
            dropped=tuple(tally.dropped.most_common()), left_out=tuple(tally.left_out.most_common()), barren=tuple(tally.barren),
        )  # fmt: skip


def connect(
    url: str | None, model: str | None, key_file: str | Path | None = None, *, plain_http: bool = False,
    timeout: float | None = None, max_tokens: int | None = None, price: str | tuple[float, float] | None = None,
    rules: Rules | None = None,
) -> Asking:  # fmt: skip
    """The engine over the endpoint that the options or the environment name; nothing is sent before it is called.

    Raises EndpointUnfit.
    """
    to = endpoint(url, model, key_file, plain_http=plain_http)
    if timeout is not None and not 0 < timeout <= 86_400:
        raise EndpointUnfit(f"{timeout:g} is no time to wait for an answer; --llm-timeout takes seconds")
    if max_tokens is not None and max_tokens < 1:
        raise EndpointUnfit(f"{max_tokens} is no number of tokens; --llm-max-tokens takes 1 or more")
    client = Client(to, timeout=timeout or TIMEOUT, limit=max_tokens)
    return Asking(LanguageModel(client, to.model, rules), client, _price(price))


def _price(price: str | tuple[float, float] | None) -> tuple[float, float] | None:
    """What a million tokens cost, those of the prompt and those of the answer."""
    if price is None:
        return None
    try:
        first, second = map(float, price.split(",") if isinstance(price, str) else price)
    except ValueError:
        first = second = math.nan
    if not (0 <= first < math.inf and 0 <= second < math.inf):
        raise EndpointUnfit(f"{price!r} is no price; --llm-price takes two numbers, for a million tokens in and out: 0.15,0.60")
    return first, second
