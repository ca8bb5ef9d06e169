"""The judge over candidates: which clauses are looked at, whose they may be, and what weights make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import numpy as np
import pytest

from communique.clean.clean import clean
from communique.extract.acts.find import find_acts
from communique.extract.engine import Judged
from communique.extract.moves import content
from communique.extract.scene import Scene, set_scene
from communique.extract.trained.acting import Acting
from communique.extract.trained.candidates import places
from communique.extract.trained.choose import candidates, chosen, ranked, worth
from communique.extract.trained.signs import Seen
from communique.extract.trained.weights import Judgement, Scale, Trust, Weights, learnt, pack, unpack
from communique.parse.syntax import parse
from communique.record.move import Act, Modality
from communique.record.text import Report

ACTS: tuple[Act, ...] = get_args(Act)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
FERRY = (
    "The Dockers' Union rejected the offer of Ambry Lines on Thursday. "
    "The ferry company has three weeks of fuel left, its chairman, Tom Hale, said. "
    "The union is sitting on its hands over the night crossings."
)


def scene_of(text: str) -> Scene:
    report = Report("r", text, date(2019, 3, 15), "field", None, None, None)
    return set_scene(next(parse([clean(report)])))


def row(**columns: float) -> list[float]:
    """One row of weights: `move`, acts and modalities by name, `negative`."""
    names = ("move", *ACTS, *MODALITIES, "negative")
    return [columns.get(name, 0.0) for name in names]


def judgement(**rows: list[float]) -> Judgement:
    """Weights made by hand, by sign; the rules' choice of the party holds."""
    table = {"always": row(), **rows}
    signs = sorted(table)
    return Judgement(
        Weights({"always": 0, "base": 1}, np.array([[0.0], [1.0]], dtype=np.float32)),
        Weights({sign: n for n, sign in enumerate(signs)}, np.array([table[s] for s in signs], dtype=np.float32)),
        ACTS, MODALITIES, Trust(), Scale(0.25, (0.0,), (0.3, 0.9)), "by hand",
    )  # fmt: skip


def drafts_of(scene: Scene) -> list:  # type: ignore[type-arg]
    return content(scene, find_acts(scene))


def test_every_clause_is_looked_at_and_the_rules_drafts_stand_with_theirs() -> None:
    scene = scene_of(FERRY)
    found = list(places(scene, drafts_of(scene)))
    assert [place.clause.verb.text for place in found] == ["rejected", "has", "left", "said", "sitting"]
    assert [draft.act for draft in found[0].drafts] == ["reject"]


def test_the_party_that_the_rules_name_is_the_first_of_the_options() -> None:
    scene = scene_of(FERRY)
    place = next(iter(places(scene, drafts_of(scene))))
    options = Acting(scene).options(place, place.bases[0])
    assert options[0].who.keys == ("Dockers' Union",) and "base" in options[0].signs
    assert ("Ambry Lines",) in [option.who.keys for option in options]


def test_a_clause_that_no_frame_tells_becomes_a_move_where_the_weights_say_so() -> None:
    scene = scene_of(FERRY)
    by = judgement(**{"verb sit": row(move=4, status=3), "rule": row(move=-4), "loose": row(move=-4)})
    (only,) = chosen(scene, drafts_of(scene), replace(by, scale=by.scale._replace(least=0.1)))
    draft, sure = only
    assert (draft.act, draft.by.keys, sure) == ("status", ("Dockers' Union",), 0.9)
    assert scene.parsed.text[draft.start : draft.end].startswith("The union is sitting")
    assert draft.why[-1] == "judged status (verb sit)"


def test_what_the_rules_told_goes_where_the_weights_are_against_it() -> None:
    scene = scene_of(FERRY)
    assert not chosen(scene, drafts_of(scene), judgement(always=row(move=-6)))


def test_act_modality_and_polarity_are_the_likeliest() -> None:
    scene = scene_of(FERRY)
    by = judgement(**{"verb reject": row(move=6, deny=5, alleged=5, negative=2), "always": row(move=-4)})
    ((draft, _),) = chosen(scene, drafts_of(scene), by)
    assert (draft.act, draft.modality, draft.polarity, draft.kind) == ("deny", "alleged", "neg", None)


def test_a_deed_has_a_kind() -> None:
    scene = scene_of(FERRY)
    by = judgement(**{"verb reject": row(move=6, deed=5), "always": row(move=-4)})
    assert [draft.kind for draft, _ in chosen(scene, drafts_of(scene), by)] == ["other"]


def test_one_clause_is_told_once_and_of_its_likeliest_party() -> None:
    scene = scene_of(FERRY)
    by = judgement(always=row(move=3))
    by = replace(by, acting=Weights({"always": 0}, np.array([[1.0]], dtype=np.float32)))  # every party is as likely
    verbs = [draft.clause.verb.text for draft, _ in chosen(scene, drafts_of(scene), by)]
    assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Ana Dorst met Swedish Foreign Minister Lars Holm in Oslo on Monday.",
        "Norway was locked in a room with Sweden until midnight.",
    ],
)
def test_a_meeting_is_of_all_who_took_part_though_one_of_them_is_likelier(text: str) -> None:
    scene = scene_of(text)
    by = judgement(always=row(move=3, meet=5))
    alone = Weights({"always": 0, "joint True": 1}, np.array([[1.0], [-9.0]], dtype=np.float32))
    assert [draft.by.keys for draft, _ in chosen(scene, drafts_of(scene), replace(by, acting=alone))] == [("NOR", "SWE")]


@pytest.mark.parametrize("who", ["Norway", "Norway and Chile"])
def test_whoever_is_told_by_another_that_he_must_act_does_not_demand_it(who: str) -> None:
    scene = scene_of(f"{who} must open the books, Swedish Foreign Minister Lars Holm said.")
    by = judgement(always=row(move=3))
    subject = Weights({"always": 0, "is subject": 1}, np.array([[1.0], [9.0]], dtype=np.float32))
    found = chosen(scene, drafts_of(scene), replace(by, acting=subject))
    assert ("SWE",) in [draft.by.keys for draft, _ in found] and ("NOR",) not in [draft.by.keys for draft, _ in found]


def test_a_candidate_is_worth_less_where_its_act_is_open() -> None:
    sure, open_ = np.array(row(move=1, meet=9), dtype=np.float32), np.array(row(move=1), dtype=np.float32)
    assert worth(sure, len(ACTS)) > worth(open_, len(ACTS)) > 0.3


def test_signs_are_those_of_the_clause_and_of_the_choice() -> None:
    scene = scene_of(FERRY)
    drafts = drafts_of(scene)
    first = candidates(Seen(scene, drafts), ranked(scene, drafts, judgement()))[0]
    assert {"verb reject", "rule reject", "frame reject", "object offer", "choice 0"} <= first.signs


def test_weights_come_back_from_their_bytes_which_are_always_the_same() -> None:
    facts = {"acts": ACTS, "modalities": MODALITIES, "trust": Trust(), "least": 0.25, "sums": [0.5], "levels": [0.4, 0.8], "name": "x"}
    rows = {"always": row(move=1.5), "verb sit": row(status=-2)}
    acting = {"always": [0.0], "base": [1.0]}
    data = pack(acting, rows, facts)
    back = unpack(data)
    assert data == pack(dict(reversed(acting.items())), dict(reversed(rows.items())), facts)
    assert back.judging.of({"verb sit", "never seen"})[0] == pytest.approx(1.5)
    assert back.judging.of({"verb sit"})[1 + ACTS.index("status")] == pytest.approx(-2)
    assert (back.scale.confidence(0.4), back.scale.confidence(0.6)) == (0.4, 0.8)


def test_the_weights_that_ship_know_every_act_and_promise_what_can_be() -> None:
    shipped = learnt()
    assert (set(shipped.acts), set(shipped.modalities)) == (set(ACTS), set(MODALITIES))
    assert list(shipped.scale.levels) == sorted(shipped.scale.levels) and 0 < shipped.scale.levels[0] <= shipped.scale.levels[-1] < 1
    assert len(shipped.scale.sums) == len(shipped.scale.levels) - 1


def test_the_trained_engine_reads_a_report_to_the_same_moves_every_time() -> None:
    report = Report("r", FERRY, date(2019, 3, 15), "field", None, None, None)
    parsed = next(parse([clean(report)]))
    one, other = Judged()(parsed), Judged()(parsed)
    assert one == other and one.engine.startswith("judge 1 on rules 1")
    assert ("reject", ("Dockers' Union",)) in [(move.act, move.by) for move in one.moves]
    for move in one.moves:
        assert move.text == FERRY[move.span.start : move.span.end] and 0 < move.confidence < 1


def test_who_opens_a_voice_by_the_verb_of_a_judged_clause_speaks_in_it() -> None:
    scene = scene_of("The ferry company has three weeks of fuel left, its chairman, Tom Hale, told the Ambry Herald.")
    by = judgement(**{"verb tell": row(move=6, status=5), "always": row(move=-4)})
    by = replace(by, acting=Weights({"always": 0, "actor named": 1}, np.array([[0.0], [1.0]], dtype=np.float32)))
    ((draft, _),) = chosen(scene, [], by)
    assert draft.clause.verb.text == "told" and draft.speaks
    assert draft.voice is not None and scene.voices[draft.voice].cue_word == draft.clause.verb.i


def test_who_opens_a_voice_ends_the_chain_whoever_is_judged_to_act() -> None:
    scene = scene_of("The Ferry Guild met on Monday. Its opponents are said to be ready. A passenger, reached at home, said that it rained.")
    by = judgement(**{"verb say": row(move=6, status=5), "always": row(move=-4)})
    found = [draft for draft, _ in chosen(scene, [], by)]
    assert [draft.clause.verb.text for draft in found] == ["said", "said"]
    assert all(draft.told and draft.voice == scene.by_cue[draft.clause.verb.i] for draft in found)


def test_what_a_person_does_by_words_is_told_by_that_person() -> None:
    scene = scene_of("Tom Hale of the Ferry Guild pointed to the empty quay. He then left the hall.")
    by = judgement(**{"verb point": row(move=6, criticise=5), "verb leave": row(move=6, deed=5), "always": row(move=-4)})
    assert [(draft.act, draft.speaks) for draft, _ in chosen(scene, [], by)] == [("criticise", True), ("deed", False)]


def test_two_parties_may_move_in_one_clause() -> None:
    scene = scene_of("Chile rejected an appeal by Peru to open the border.")
    by = replace(judgement(always=row(move=2.0)), trust=Trust(act=1.0))
    assert {(draft.act, draft.by.keys) for draft, _ in chosen(scene, drafts_of(scene), by)} >= {("reject", ("CHL",)), ("appeal", ("PER",))}


def test_a_deed_that_several_words_tell_stays_one() -> None:
    by = judgement(always=row(move=2.0, commit=1.0))
    plain, several = scene_of("Peru extended its quota."), scene_of("Peru imposed tariffs on Chile.")
    assert [draft.act for draft, _ in chosen(plain, drafts_of(plain), by)] == ["commit"]
    assert [draft.act for draft, _ in chosen(several, drafts_of(several), by)] == ["deed"]


def test_a_sentence_alone_is_told_as_by_rule_though_no_surer() -> None:
    against = judgement(always=row(move=-2.0))
    alone = scene_of("Peru imposed tariffs on Chile.")
    among = scene_of("Peru imposed tariffs on Chile. The day was grey. Nobody was in the streets.")
    assert [(draft.act, sure) for draft, sure in chosen(alone, drafts_of(alone), against)] == [("deed", 0.3)]
    assert not chosen(among, drafts_of(among), against)


def test_talks_are_of_all_who_held_them_though_one_is_thought_to_act() -> None:
    scene = scene_of("Norway received the premier of Denmark on Monday. The talks lasted eight hours.")
    by = judgement(**{"verb last": row(move=6, meet=5), "always": row(move=-4)})
    by = replace(by, acting=Weights({"always": 0, "base": 1}, np.array([[0.0], [-5.0]], dtype=np.float32)))
    ((draft, _),) = chosen(scene, drafts_of(scene), by)
    assert (draft.act, set(draft.by.keys)) == ("meet", {"NOR", "DNK"})


def test_an_act_that_a_noun_tells_is_not_judged_by_the_verb_beside_it() -> None:
    scene = scene_of("The premier of Norway left after the demand by Denmark for a halt to the night ferries.")
    by = judgement(always=row(move=6, meet=1.5))
    assert {draft.by.keys: draft.act for draft, _ in chosen(scene, drafts_of(scene), by)} == {("NOR",): "meet", ("DNK",): "demand"}
