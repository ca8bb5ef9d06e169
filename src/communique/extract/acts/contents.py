"""What a party does by saying a sentence, where no verb of the sentence names the act: the ordered tests of the guideline.

Tests in order: answer (refusal, "untrue"), harm (own: threaten; other: warn), somebody is to act (must, should, hope), own
conduct (will, ready), judgement of a party (bad, sad, good), process, aims, else assess.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import load
from communique.parse.tree import Parsed, Word
from communique.record.move import Act


@dataclass(frozen=True, slots=True)
class Verdict:
    """The act that a sentence performs, why, and how sure the test is (0..1)."""

    act: Act
    why: str
    sure: float
    negative: bool = False


PERIL = words("peril")
MEETINGS = words("meetings")
ADMISSIBLE = frozenset(
    {"acceptable", "admissible", "adequate", "appropriate", "enough", "feasible", "negotiable", "possible", "sufficient"}
)
UNDERWAY = frozenset({"consideration", "discussion", "examination", "negotiation", "preparation", "review", "study", "way"})


@cache
def words_of(field: str) -> frozenset[str]:
    """A word list of contents.json."""
    return frozenset(load("contents.json")[field])


def judge(parsed: Parsed, clause: Clause, own: bool | None, span: tuple[int, int]) -> Verdict:
    """The act of the content whose main clause is `clause`; `own` tells whether its subject is the speaker (None: no party)."""
    key = "verdict", own, span
    if key not in clause.memo:
        clause.memo[key] = _judge(parsed, clause, own, span)
    return cast(Verdict, clause.memo[key])


def _judge(parsed: Parsed, clause: Clause, own: bool | None, span: tuple[int, int]) -> Verdict:
    verb, modal = clause.verb, clause.modal
    lemmas = content_lemmas(parsed, span)
    near = _near(parsed, clause)
    if (
        near & words_of("untrue")
        and (verb.lemma == "be" or near & {"claim", "allegation", "report", "accusation"})
        and own is not True
    ):
        return Verdict("deny", "content: called untrue", 0.6)
    if (
        clause.negated
        and own
        and verb.lemma in words_of("refusable")
        and (modal or verb.tag in ("VBP", "VBZ", "VB"))
        and modal not in ("could", "may", "might")
    ):
        return Verdict("reject", "content: own refusal", 0.6)
    subject = clause.subject.lemma if clause.subject is not None else ""
    if subject == "it" and "time" in clause.args and verb.lemma == "be":
        return Verdict("appeal", "content: it is time", 0.5)
    future = modal in ("will", "shall", "would") or _going_to(parsed, clause)
    if (
        own
        and future
        and not clause.negated
        and (verb.lemma in words_of("harm") or (near & words_of("harm") and clause.condition))
        and not near & {"positively", "favourably", "favorably", "constructively"}
    ):
        return Verdict(
            "threaten" if clause.condition or verb.lemma in ("retaliate", "respond", "punish", "strike") else "commit",
            "content: own harm",
            0.5,
        )
    if modal in ("must", "should", "ought") or _have_to(parsed, clause) or verb.lemma in ("need", "require"):
        if own:
            return Verdict("demand", "content: own need", 0.45)
        return Verdict("demand", f"content: {modal or verb.lemma}", 0.55)
    if verb.lemma in words_of("hoping") and own is not False and not clause.negated:
        return Verdict("expect", "content: hope", 0.6)
    if own and future:
        return Verdict("reject" if clause.negated else "commit", "content: own future", 0.6)
    if own and near & words_of("ready"):
        return Verdict("offer", "content: ready", 0.5)
    if own and verb.lemma in words_of("wanting"):
        return Verdict("position", "content: want", 0.55)
    if near & words_of("certain") and own is not False:
        return Verdict("commit", "content: committed", 0.5)
    if verb.tag == "VB" and not clause.modal and clause.subject is None and not clause.infinitive:
        return Verdict("appeal", "content: imperative", 0.45)
    if own is not True and ((lemmas & words_of("danger") and (future or modal in ("could", "may", "might"))) or near & PERIL):
        return Verdict("warn", "content: danger", 0.45)
    if own is False and (lemmas & words_of("bad")):
        return Verdict("accuse", "content: wrong of another", 0.5)
    if _there(parsed, clause) and clause.objects and own is not True:
        for field, act in (("bad", "criticise"), ("good", "support")):
            if _below(parsed, clause.objects[0]) & words_of(field):
                return Verdict(act, f"content: there are {field} ones", 0.45)  # type: ignore[arg-type]
    if near & words_of("sad"):
        return Verdict("criticise", "content: regret", 0.45)
    if near & words_of("bad") and own is not True:
        return Verdict("criticise" if verb.lemma == "be" else "accuse", "content: bad", 0.4)
    if (lemmas & words_of("good") and own is not True) or near & words_of("good"):
        return Verdict("status" if subject in MEETINGS else "support", "content: praise", 0.45)
    if "under" in clause.args and clause.far & UNDERWAY:
        return Verdict("status", "content: under way", 0.45, clause.negated)
    if subject in words_of("process") or (_there(parsed, clause) and near & words_of("process")):
        return Verdict("status", "content: process", 0.45, clause.negated)
    if near & words_of("aim"):
        return Verdict("position", "content: aim", 0.45)
    if own and verb.tag == "VBG":
        return Verdict("status", "content: own doing", 0.35, clause.negated)
    past = clause.perfect or verb.tag == "VBD" or any(k.low == "did" for k in parsed.kids(verb))
    if own and past and clause.negated and verb.lemma != "be":
        if verb.lemma in words_of("receiving"):
            return Verdict("status", "content: nothing received", 0.45, True)
        if verb.lemma not in words_of("thinking"):
            return Verdict("deny", "content: not done", 0.35)
    if own and past and verb.lemma not in ("be", "have"):
        return Verdict("deed", "content: own past doing", 0.35)
    if own:
        return Verdict("position", "content: own statement", 0.35)
    if clause.negated and future:
        return Verdict("reject", "content: will not be", 0.4)
    if clause.negated and past and not near & ADMISSIBLE:
        return Verdict("deny", "content: was not", 0.4)
    if clause.negated:
        return Verdict("reject", "content: is not", 0.4)
    if future and clause.passive and clause.agent is None:
        return Verdict("commit", "content: will be done", 0.4)
    return Verdict("assess", "content: statement", 0.35)


def content_lemmas(parsed: Parsed, span: tuple[int, int]) -> frozenset[str]:
    """Lemmas of the words inside mended span."""
    return frozenset([word.lemma for word in parsed.between(*span)])


def _near(parsed: Parsed, clause: Clause) -> set[str]:
    """The verb, its arguments and their direct modifiers."""
    near = {clause.verb.lemma, *clause.args, *clause.far}
    for word in parsed.kids(clause.verb):
        if word.dep not in ("ccomp", "advcl", "conj", "punct", "relcl"):
            near.add(word.lemma)
            near.update(
                k.lemma
                for k in parsed.kids(word)
                if k.dep in ("amod", "advmod", "compound", "xcomp", "acomp", "attr", "dobj", "pobj")
            )
    return near


def _below(parsed: Parsed, word: Word) -> set[str]:
    return {w.lemma for w in parsed.subtree(word)}


def _going_to(parsed: Parsed, clause: Clause) -> bool:
    return (clause.verb.dep == "xcomp" and parsed.words[clause.verb.head].low == "going") or (
        clause.verb.low == "going" and "to" in clause.args
    )


def _have_to(parsed: Parsed, clause: Clause) -> bool:
    head = parsed.words[clause.verb.head]
    has = clause.verb.lemma == "have" and any(k.dep == "xcomp" for k in parsed.kids(clause.verb)) and not clause.objects
    return has or (clause.verb.dep == "xcomp" and head.lemma in ("have", "need", "got"))


def _there(parsed: Parsed, clause: Clause) -> bool:
    return any(k.dep == "expl" for k in parsed.kids(clause.verb))
