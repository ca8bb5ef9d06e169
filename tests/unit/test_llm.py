"""What is asked of a language model about a report, and how its answer is held against the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pytest
from standin import moves, proposed

from communique.clean.clean import clean
from communique.extract.llm import windows as windows_module
from communique.extract.llm.answers import records
from communique.extract.llm.engine import CUTS, UNMEASURED, LanguageModel
from communique.extract.llm.port import Answer, Prompt, TooLong, Unanswered
from communique.extract.llm.prompt import INSTRUCTIONS, REMINDER, SCHEMA, VERSION, prompt
from communique.extract.llm.windows import windows
from communique.extract.llm.words import places
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.move import Move, Reading
from communique.record.text import Report


def parsed(text: str, published: str = "2031-05-07", outlet: str | None = None, title: str | None = None) -> Parsed:
    """A parsed report, of a Wednesday unless said otherwise."""
    report = Report("r", text, date.fromisoformat(published), "field", outlet, "field" if outlet else None, title)
    return next(parse([clean(report)]))


def read(text: str, *found: object, **more: str) -> Reading:
    """The reading of a report for which a model proposes these moves."""
    return LanguageModel(lambda asked: Answer(moves(*found), "tiny"), "tiny")(parsed(text, **more))


def the(text: str, *found: object) -> Move:
    """The one move that is recorded."""
    (move,) = read(text, *found).moves
    return move


def sent(report: Parsed) -> list[str]:
    """The paragraphs of a report as they are sent, window by window."""
    return [prompt(report, window).user for window in windows(report)]


# --- what is asked ---


def test_what_is_asked_changes_together_with_its_version() -> None:
    asked = sha256("\n".join([INSTRUCTIONS, REMINDER, json.dumps(SCHEMA)]).encode()).hexdigest()[:12]
    assert (VERSION, asked) == (1, "a020d01715e9"), "raise VERSION, so that reports are read anew, and pin this digest"


def test_one_text_makes_one_prompt_and_says_what_is_known_of_the_report() -> None:
    text = "BRIGHAVEN, May 6 (ANB) - Norland rejected the offer.\n\nSudavia waits."
    first, again = (
        prompt(p, windows(p)[0]) for p in (parsed(text, outlet="Courier", title="No"), parsed(text, outlet="Courier", title="No"))
    )
    assert first == again
    lines = first.user.splitlines()
    assert lines[1:4] == ["published: 2031-05-07 (Wednesday)", "outlet: Courier", "title: No"]
    assert (
        lines[4].startswith("dateline: BRIGHAVEN")
        and "[1] Norland rejected the offer." in lines
        and "[2] Sudavia waits." in lines
    )


def test_page_furniture_is_not_sent() -> None:
    text = "Norland rejected the offer, its envoy said on Monday.\n\nRELATED HEADLINES\n\nSudavia waits for an answer from Norland.\n\nReporting by A. Hill; editing by B. Dale"
    assert "editing by" not in sent(parsed(text))[0]


def test_a_long_report_is_read_in_windows_of_whole_paragraphs_each_with_what_stands_before() -> None:
    paragraphs = [f"Envoy number {n} said that Norland would reject the draft of the union. " * 6 for n in range(40)]
    report = parsed("\n\n".join(paragraphs))
    asked = sent(report)
    assert len(asked) > 3 and all(len(user) < windows_module.SIZE + windows_module.BEFORE + 600 for user in asked)
    lines = [line for user in asked for line in user.splitlines() if line.startswith("[")]
    assert lines == [f"[{n}] {' '.join(one.split())}" for n, one in enumerate(paragraphs, 1)]
    for earlier, later in pairwise(asked):
        before = next(line for line in later.splitlines() if line.startswith("before, ")).split(": ", 1)[1]
        assert [line for line in earlier.splitlines() if line.startswith("[")][-1].endswith(before)


def test_a_paragraph_without_end_is_cut_between_sentences() -> None:
    sentence = "Norland said that the union would not sign the treaty before the summer. "
    report = parsed(sentence * 200)
    pieces = [piece for window in windows(report) for piece in window.pieces]
    assert len(pieces) > 2 and all(piece.end - piece.start <= windows_module.SIZE for piece in pieces)
    assert all(report.text[piece.start : piece.end].startswith("Norland") for piece in pieces)
    endless = parsed("and so on " * 3000)
    assert all(piece.end - piece.start <= windows_module.SIZE for window in windows(endless) for piece in window.pieces)


def test_a_report_without_a_sentence_is_not_asked_about() -> None:
    def never(asked: Prompt) -> Answer:
        raise AssertionError("nothing to ask")

    assert LanguageModel(never, "tiny")(parsed("\n \n")).moves == ()


# --- what is asked again ---


def by_size(most: int, refuse: Callable[[], Answer]) -> tuple[LanguageModel, list[str]]:
    """A model that can take so many characters of a report, and what it was asked."""
    asked: list[str] = []

    def ask(given: Prompt) -> Answer:
        asked.append(given.user)
        return (
            refuse() if sum(len(line) for line in given.user.splitlines() if line[:1] == "[") > most else Answer(moves(), "tiny")
        )

    return LanguageModel(ask, "tiny"), asked


FIVE = "\n\n".join(f"Norland met envoy number {n} of the union on Monday. They agreed on nothing." for n in range(5))


def test_what_does_not_fit_a_model_is_asked_by_halves() -> None:
    def refuse() -> Answer:
        raise TooLong("too long", "take another")

    engine, asked = by_size(60, refuse)
    engine(parsed(FIVE))
    assert sum(line.startswith("[") for user in asked[-1:] for line in user.splitlines()) == 1
    answered = [line.split("] ")[1] for user in asked for line in user.splitlines() if line[:1] == "[" and len(line) <= 60]
    assert " ".join(answered) == " ".join(FIVE.split())
    engine, asked = by_size(10, refuse)
    with pytest.raises(TooLong):
        engine(parsed(FIVE))


def test_an_answer_that_was_cut_off_is_asked_by_halves_but_not_for_ever() -> None:
    engine, asked = by_size(200, lambda: Answer('{"moves": [{"span": "Norl', "tiny", cut=True))
    assert engine(parsed(FIVE)).moves == () and len(asked) > 2
    engine, asked = by_size(0, lambda: Answer('{"moves": [{"span": "Norl', "tiny", cut=True))
    with pytest.raises(Unanswered):
        engine(parsed(FIVE))
    assert len(asked) == CUTS + 1


# --- what is made of an answer ---


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the union would not sign", ["the union would not sign"]),
        ("the  union\nwould not", ["the union would not"]),
        ('"never"', ["“never”"]),
        ("union's", ["union’s"]),
        ("The union", []),
        ("union would sign", []),
        ("he union", []),
        ("the un", []),
        ("…", []),
        ("", []),
    ],
)
def test_words_stand_where_they_stand(words: str, found: list[str]) -> None:
    text = "Hale said the union would not sign, “never”. It is the union’s last word."
    assert [text[slice(*place)] for place in places(text, words, 0, len(text))] == found


@pytest.mark.parametrize(
    "text", ['{"moves": []}', "[]", '```json\n{"moves": []}\n```', 'Sure: {"moves": []} Done.', '<think>{"moves": [1]}</think>[]', '[]</think>[]']
)
def test_a_list_of_moves_is_found_in_an_answer(text: str) -> None:
    assert records(text) == []


def test_a_span_is_the_report_s_own_text_at_its_own_place() -> None:
    raw = 'Norland re-\njected the “final”   offer.\n\nNorland rejected the "final" offer again.'
    first = the(raw, proposed('Norland rejected the "final" offer', "reject", "Norland"))
    assert first.text == first.span.of(raw) and first.span.start == 0 and first.text.startswith("Norland re-\njected")
    second = the(raw, proposed('Norland rejected the "final" offer', "reject", "Norland", paragraph=2))
    assert second.text == second.span.of(raw) == 'Norland rejected the "final" offer' and second.span.start > 30


def test_the_voice_the_chain_and_the_speaker_are_read_in_the_report() -> None:
    text = "LINDMOOR (ANB): Norland will not sign, its envoy Ada Brandt told the Courier on Monday."
    move = the(text, proposed("Norland will not sign", "reject", "Norland", speaker="Ada Brandt", modality="actual"))
    assert (move.speaker, move.role, move.quote) == ("Ada Brandt", "envoy", "indirect")
    assert [link.name for link in move.chain][-1] == "Ada Brandt" and "ANB" in [link.name for link in move.chain]
    assert move.said.edtf == "2031-05-05"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("France", ("FRA",)), ("Paris", ("FRA",)), ("the French government", ("FRA",)), ("FRA", ("FRA",)), ("Ines Moreau", ("FRA",)),
        ("Foreign Minister Ines Moreau", ("FRA",)), ("Harbour Workers’ Union", ("Harbour Workers’ Union",)), ("fishermen", ("fishermen",)),
        ("Spain", None), ("last week", None), ("Ministers", None),
    ],
)  # fmt: skip
def test_who_acts_is_found_in_the_report_or_nobody_acts(name: str, keys: tuple[str, ...] | None) -> None:
    text = (
        "Paris and the Harbour Workers’ Union met last week. The French government sent Foreign Minister Ines Moreau. France spoke for "
        "itself, and fishermen complained. The offer was refused."
    )
    found = read(text, proposed("The offer was refused", "reject", name)).moves
    assert (found[0].by if found else None) == keys


def test_nobody_acts_whom_only_a_later_paragraph_names() -> None:
    text = "The offer was refused.\n\nNorland and Sudavia met on Monday."
    assert read(text, proposed("The offer was refused", "reject", "Norland")).moves == ()


def test_who_joins_an_act_is_named_on_his_own() -> None:
    text = "Norland and Sudavia rejected the offer on Monday."
    assert the(text, proposed(text[:-1], "reject", "Norland", "Sudavia")).by == ("Norland", "Sudavia")
    assert the(text, proposed(text[:-1], "reject", "Norland")).by == ("Norland",)


@pytest.mark.parametrize(
    ("words", "given", "due"),
    [
        ("by 20 May", "../2031-05-20", "../2031-05-20"),
        ("by 20 May", "2031-06-01", "../2031-05-20"),  # our own reading of the words holds
        ("by 20 May", None, "../2031-05-20"),
        ("the week of the fair", "2031-06", "2031-06"),
        ("the week of the fair", "2931-06", None),
        ("the week of the fair", "in June", None),
        ("the week of the feast", "2031-06", None),
        ("an answer", "2031-06", None),
        (None, "2031-06", None),
    ],
)
def test_a_date_counts_with_its_words(words: str | None, given: str | None, due: str | None) -> None:
    text = "In the week of the fair Norland would like an answer, by 20 May if it must be. Sudavia expects the talks to go on."
    move = the(text, proposed("Sudavia expects the talks to go on", "expect", "Sudavia", due_words=words, due=given))
    assert (move.due.edtf if move.due else None) == due


def test_an_act_is_not_dated_after_the_report() -> None:
    text = "Norland rejected the offer. Talks go on by 20 June."
    move = the(text, proposed("Norland rejected the offer", "reject", "Norland", when_words="by 20 June", when="2031-06-20"))
    assert move.when.edtf == "../2031-05-07"


def test_a_condition_is_the_report_s_or_the_act_does_not_wait_for_one() -> None:
    text = "Norland will close the port if the fleet stays."
    whole = proposed("Norland will close the port", "threaten", "Norland", modality="conditional")
    assert the(text, whole | {"condition": "if the fleet stays"}).condition == "if the fleet stays"
    made_up = the("Norland will close the port.", whole | {"condition": "if the fleet stays"})
    assert (made_up.condition, made_up.modality) == (None, "hypothetical")


def test_an_act_told_twice_is_recorded_once_and_two_acts_in_one_span_are_two() -> None:
    text = "Norland rejected the draft and offered another."
    found = read(
        text, proposed("Norland rejected the draft", "reject", "Norland"), proposed(text[:-1], "offer", "Norland"),
        proposed("Norland rejected the draft and", "reject", "Norland"),
    )  # fmt: skip
    assert sorted(move.act for move in found.moves) == ["offer", "reject"]


def test_how_sure_a_move_is_comes_from_the_rules_or_is_not_known() -> None:
    text = "Norland rejected the offer on Monday. The ferry to the islands of Norland goes at noon."
    known, other = read(
        text, proposed("Norland rejected the offer on Monday", "reject", "Norland"), proposed("The ferry to the islands of Norland goes at noon", "status", "Norland")
    ).moves  # fmt: skip
    assert "the rules find the same act" in known.why and known.confidence != UNMEASURED
    assert "the rules find no move of this party here" in other.why and other.confidence == UNMEASURED


def test_each_move_is_by_the_model_that_answered() -> None:
    answers = iter(["tiny-a", "tiny-b"])
    paragraph = "Norland rejected the offer of envoy number {}. " + "The ferry went on its way to the islands. " * 60
    text = paragraph.format(1) + "\n\n" + paragraph.format(2)

    def ask(asked: Prompt) -> Answer:
        number = 1 if "number 1" in asked.user.split("[")[1] else 2
        return Answer(moves(proposed(f"Norland rejected the offer of envoy number {number}", "reject", "Norland")), next(answers))

    engine = LanguageModel(ask, "tiny")
    found = engine(parsed(text))
    assert [move.engine for move in found.moves] == ["llm 1 tiny-a", "llm 1 tiny-b"]
    assert found.engine == engine.name == "llm 1 tiny + rules 1" and dict(engine.tally.models) == {"tiny-a": 1, "tiny-b": 1}


def test_marks_of_thinking_inside_a_quoted_span_do_no_harm() -> None:
    text = "Norland rejected the offer </think> of the union."
    assert the(text, proposed(text[:-1], "reject", "Norland")).text == text[:-1]


def test_the_order_of_proposals_changes_nothing() -> None:
    text = "Norland met the union on Monday. Its envoy rejected the draft. They offered to return, and he warned of a strike."
    found = [
        proposed("Norland met the union on Monday", "meet", "Norland", "the union"), proposed("Its envoy rejected the draft", "reject", "Norland"),
        proposed("They offered to return", "offer", "They"), proposed("he warned of a strike", "warn", "he"),
    ]  # fmt: skip
    assert read(text, *found) == read(text, *reversed(found))
