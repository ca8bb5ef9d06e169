"""A model learns from reports with gold who is quoted; it is read back as it was written, or refused with its reason."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import train_voices
from click.testing import CliRunner
from factory import report

from communique.clean.clean import clean
from communique.cli import cli
from communique.extract.engine import Rules
from communique.extract.voices import find
from communique.extract.voices.features import VERSION
from communique.extract.voices.learned import find_voices, set_board
from communique.extract.voices.modelfile import MANIFEST, VoicesModelUnfit, load
from communique.extract.voices.training import aligned
from communique.parse.syntax import parse
from communique.parse.tree import Parsed

PEOPLE = ("Orla Venn", "Tomas Hale", "the port minister", "Irena Quist", "the ferry union", "Karl Obrecht", "the mayor", "Dana Roe")
CLAIMS = (
    "the ferries would sail on Monday", "the border was calm", "no offer had been made", "the harbour would stay shut",
    "the talks were far from over", "the strike would end this week", "the new text was empty", "both sides had met twice",
)  # fmt: skip
SETTING = "The sea was rough all week. Two ships lay at anchor near the pier."


def told(who: str, what: str, cue: str, order: int) -> tuple[str, dict[str, list[list[int]]]]:
    """One sentence with its gold; "yodelled" is a cue that no lexicon knows."""
    who = who if order else who[0].upper() + who[1:]
    sentence = f"{who} {cue} that {what}." if order == 0 else f"“{what[0].upper() + what[1:]},” {who} {cue}."
    content = f"that {what}" if order == 0 else f"“{what[0].upper() + what[1:]},”"

    def place(part: str) -> list[list[int]]:
        return [[sentence.index(part), sentence.index(part) + len(part)]]

    return sentence, {"source": place(who), "cue": place(cue), "content": place(content)}


def gold_report(number: int) -> dict[str, object]:
    """An invented report of four sentences that tell and two that do not."""
    text, attributions = SETTING, []
    for k in range(4):
        who, what = PEOPLE[(number + k) % len(PEOPLE)], CLAIMS[(number * 3 + k) % len(CLAIMS)]
        sentence, one = told(who, what, ("said", "yodelled")[k % 2], (number + k) // 2 % 2)
        text += "\n\n"
        attributions.append({role: [[a + len(text), b + len(text)] for a, b in spans] for role, spans in one.items()})
        text += sentence
    return {"id": f"r{number}", "text": text, "attributions": attributions}


def parsed(text: str) -> Parsed:
    return next(parse([clean(report("new", "2019-03-15", text))]))


def heard(text: str, model: Path) -> list[tuple[str, str, str]]:
    """Source, cue and content of the voices that a model finds."""
    one = parsed(text)
    voices = find_voices(one, load(model)[0])
    return [
        (one.text[slice(*v.source)] if v.source else "", one.text[slice(*v.cue)] if v.cue else "", " ".join(one.text[a:b] for a, b in v.content))
        for v in voices
    ]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "invented.jsonl"
    path.write_text("\n".join(json.dumps(gold_report(number)) for number in range(16)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(gold: Path) -> Path:
    path = gold.parent / "invented.voices"
    assert train_voices.main([str(gold), "--to", str(path)]) == 0
    return path


def rewritten(model: Path, to: Path, **changes: object) -> Path:
    """The model with other lines in its manifest."""
    with zipfile.ZipFile(model) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, json.dumps(json.loads(content) | changes) if name == MANIFEST else content)
    return to


def test_a_cue_that_no_lexicon_knows_is_learnt_from_the_gold(model: Path) -> None:
    text = "The harbour was quiet.\n\nMira Sand yodelled that the pier would reopen."
    assert find.find_voices(parsed(text)) == ()
    assert heard(text, model) == [("Mira Sand", "yodelled", "that the pier would reopen")]


def test_what_the_rules_know_is_kept(model: Path) -> None:
    assert heard("Mira Sand said that the pier would reopen.", model) == [("Mira Sand", "said", "that the pier would reopen")]
    assert heard("The pier was long. The boats were old.", model) == []


def test_a_model_says_what_it_was_trained_on(model: Path, gold: Path) -> None:
    _, manifest = load(model)
    (told_of,) = manifest.gold
    assert (told_of["name"], told_of["reports"], told_of["attributions"]) == ("invented.jsonl", 16, 64)
    assert len(told_of["sha256"]) == 64
    assert (manifest.name, manifest.features, manifest.nested) == ("invented", VERSION, False)


def test_the_same_gold_gives_the_same_file(model: Path, gold: Path) -> None:
    again = gold.parent / "again.voices"
    train_voices.main([str(gold), "--to", str(again), "--name", "invented"])
    assert again.read_bytes() == model.read_bytes()


def test_a_model_of_other_features_is_refused_by_name(model: Path, tmp_path: Path) -> None:
    old = rewritten(model, tmp_path / "old.voices", features=VERSION + 1)
    with pytest.raises(VoicesModelUnfit, match=rf"old\.voices was trained with features {VERSION + 1}.*train it anew"):
        Rules(old)


@pytest.mark.parametrize("content", [None, b"no zip", b""])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "some.voices"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VoicesModelUnfit, match=r"some\.voices"):
        load(path)


def test_a_damaged_model_is_refused(model: Path, tmp_path: Path) -> None:
    hashes = {part: "0" * 64 for part in ("cues", "parts", "judge")}
    with pytest.raises(VoicesModelUnfit, match="damaged"):
        load(rewritten(model, tmp_path / "bad.voices", sha256=hashes))


def test_without_a_model_the_rules_read_the_voices() -> None:
    text = "Orla Venn said that the ferries would sail on Monday. “We will sign,” said Tomas Hale."
    one = parsed(text)
    reading = Rules()(one)
    assert reading.engine == "rules 1"
    by_rules = find.attributions(one, find.find_voices(one))
    assert [(a.source, a.cue, a.content) for a in reading.attributions] == [(a.source, a.cue, a.content) for a in by_rules]


def test_the_engine_says_which_model_read_the_voices(model: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("Mira Sand yodelled that the pier would reopen.", encoding="utf-8")
    ledger = ["--ledger", str(tmp_path / "talks.db")]
    run = CliRunner().invoke(cli, [*ledger, "read", str(one), "--published", "2019-03-15", "--voices", str(model)])
    assert run.exit_code == 0, run.output
    exported = CliRunner().invoke(cli, [*ledger, "export", "reports"])
    told_of = json.loads(exported.stdout.splitlines()[0])
    assert told_of["engine"].endswith(f"on rules 1 + voices invented {load(model)[1].digest}")


def test_gold_lies_on_words_whatever_was_mended() -> None:
    row = gold_report(3)
    board = set_board(parsed(str(row["text"])))
    words = board.layout.words
    for one in aligned(board, row["attributions"]):  # type: ignore[arg-type]
        assert one.anchor is not None and words[one.anchor].text in ("said", "yodelled")
        assert one.anchor in one.cue and not one.cue & one.content


def test_a_quotation_signed_with_a_dash_and_a_name_is_that_persons(model: Path) -> None:
    signed = "Readers wrote to us.\n\n“The ferries never came. We waited all night.” — Mira Sand\n\nThe pier is long."
    voice = ("Mira Sand", "", "“The ferries never came. We waited all night.”")
    one = parsed(signed)
    (by_rules,) = find.find_voices(one)
    assert by_rules.source is not None and one.text[slice(*by_rules.source)] == "Mira Sand"
    assert by_rules.quote == "direct"
    assert voice in heard(signed, model)


def test_gold_can_be_cross_validated(gold: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    assert train_voices.main([str(gold), "--folds", "2", "--to", str(found)]) == 0
    rows = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows} == {f"r{number}" for number in range(16)}
    assert sum(len(row["attributions"]) for row in rows) >= 56
