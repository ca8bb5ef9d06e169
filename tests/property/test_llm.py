"""Whatever a language model answers, what is recorded stands in the report and can be recorded; nothing makes the engine fail."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.clean.clean import clean
from communique.extract.llm.answers import proposal, records
from communique.extract.llm.engine import LanguageModel
from communique.extract.llm.port import Answer, Prompt, Unanswered
from communique.extract.llm.prompt import FIELDS
from communique.extract.llm.words import places
from communique.parse.syntax import parse
from communique.record.move import ACTS, Reading
from communique.record.text import Report
from communique.store.whole import flaws

TEXT = (
    "BRIGHAVEN, May 6 (ANB) - Norland re-\njected Sudavia's “final”  offer on Monday. “We will close the port unless the fleet\nleaves by "
    "20 May,” its envoy Ada Brandt, who asked not to be named, told the Courier.\n\nSudavia and the Harbour Union met last week; "
    "they agreed to nothing. It was reported that France had urged both sides to return.\n\nReporting by A. Hill"
)
PARSED = next(parse([clean(Report("r", TEXT, date(2031, 5, 7), "field"))]))
TOKENS = PARSED.text.split()
WORDS = st.builds(lambda one, more: " ".join(TOKENS[one : one + more]), st.integers(0, len(TOKENS)), st.integers(0, 14))
NAMES = (
    st.sampled_from(
        "Norland Sudavia France FRA they we both sides Ada Brandt its envoy the Courier ANB Monday Utopia NATO".split(" ")
    )
    | WORDS
)
DATES = st.sampled_from(
    ["2031-05-05", "../2031-05-20", "2031-05", "2031-05~", "XXXX", "..", "/", "2031-13-01", "0000", "by May", "9999-12-31/.."]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)
VALUES = {
    "paragraph": st.integers(-2, 9), "span": WORDS, "cue": WORDS | st.none(), "act": st.sampled_from(ACTS), "kind": st.just("military") | st.none(),
    "by": st.lists(NAMES, min_size=1, max_size=3), "to": st.lists(NAMES, max_size=3), "speaker": NAMES | st.none(),
    "polarity": st.sampled_from(["pos", "neg"]), "modality": st.sampled_from(["actual", "planned", "conditional", "alleged"]),
    "condition": WORDS | st.none(), "when_words": WORDS | st.none(), "due_words": WORDS | st.none(), "when": DATES | st.none(),
    "due": DATES | st.none(),
}  # fmt: skip
assert list(VALUES) != [] and set(VALUES) == set(FIELDS)
LIKELY = st.fixed_dictionaries(VALUES)
ODD = st.builds(lambda whole, key, value: whole | {key: value}, LIKELY, st.sampled_from(list(VALUES)), ANY)
slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(content: str) -> Reading:
    """The reading where a model answers so."""
    return LanguageModel(lambda asked: Answer(content, "tiny"), "tiny")(PARSED)


@slow
@given(st.lists(LIKELY | ODD, max_size=8))
def test_what_is_recorded_stands_in_the_report(found: list[dict[str, object]]) -> None:
    content = json.dumps({"moves": found})
    reading = read(content)
    assert list(flaws(reading)) == [] and read(content) == reading
    for move in reading.moves:
        assert move.text == move.span.of(TEXT) and move.text.strip() and "Reporting by" not in move.text
        assert move.cue is None or move.span.holds(move.cue)
        assert move.act in ACTS and (move.kind is not None) == (move.act == "deed")
        assert move.by and "Utopia" not in move.by + move.to and "NATO" not in move.by + move.to
        assert move.modality != "conditional" or move.condition
        assert move.condition is None or move.condition in PARSED.text
        assert 0 < move.confidence < 1 and move.engine == "llm 1 tiny"
        assert any(next(places(PARSED.text, str(one["span"]), 0, len(PARSED.text)), None) for one in found)


@slow
@given(ANY)
def test_any_json_is_read_or_refused(value: object) -> None:
    assert isinstance(proposal(value), str) or isinstance(value, dict)
    try:
        assert list(flaws(read(json.dumps(value)))) == []
    except Unanswered as failure:
        assert failure.reason and failure.advice


@slow
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(content: str) -> None:
    try:
        records(content)
    except Unanswered as failure:
        assert not failure.stop


def test_a_prompt_says_nothing_of_the_answer_before() -> None:
    asked: list[Prompt] = []

    def ask(given: Prompt) -> Answer:
        asked.append(given)
        return Answer('{"moves": []}', "tiny")

    engine = LanguageModel(ask, "tiny")
    engine(PARSED)
    engine(PARSED)
    assert asked[0] == asked[1]
