"""Acts told by a noun phrase alone: "talks between A and B on Monday", "a demand by A that …", "A's refusal to sign".

A phrase counts only where it names its parties and adds something of its own (a day, a complement), and where its verb has
not already made the act out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.extract.acts import frames
from communique.extract.acts.draft import JOINT, Draft
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import Act, Modality, Timex

TALKS = words("talks")
REQUESTED = frozenset(
    {
        "demand",
        "appeal",
        "offer",
        "propose",
        "reject",
        "accuse",
        "threaten",
        "warn",
        "accept",
        "deny",
        "expect",
        "commit",
        "criticise",
        "support",
    }
)
AGENTS = frozenset({"by", "from", "of"})
ABOUT = frozenset({"for", "on", "over", "to", "against"})


@cache
def _telling() -> frozenset[str]:
    """The nouns that may tell an act alone."""
    return AGREED | TALKS | {noun for noun, act in frames.nouns().items() if act in REQUESTED}


def find_nominals(scene: Scene, verbal: list[Draft]) -> Iterator[Draft]:
    """Drafts of noun phrases that no verbal draft has made its own."""
    nouns = frames.nouns()
    used = {(d.cue[0], d.cue[1]) for d in verbal if d.cue is not None}
    for word in scene.parsed.of_lemmas(_telling()):
        act = nouns.get(word.lemma)
        if word.lemma in AGREED:
            if (draft := _reached(scene, word, verbal)) is not None:
                yield draft
            continue
        if not word.is_noun or word.dep in ("compound", "amod", "ROOT") or word.i in scene.cast.at:
            continue
        draft = _talks(scene, word) if act is None or word.lemma in TALKS else _request(scene, word, act)
        if draft is not None and not any(start <= word.start < end for start, end in used):
            yield draft


def _talks(scene: Scene, word: Word) -> Draft | None:
    head = scene.parsed.words[word.head]
    if word.dep in ("nsubj", "nsubjpass") or (word.dep == "dobj" and head.lemma in HOLDING):
        return None  # the verb tells it
    parties = met(scene, word)
    if len(parties) < 2 or not (_dated(scene, word) or any(k.low in ("between", "with") for k in word.kids)):
        return None
    who = Who(tuple(parties), None, "state", "name")
    ahead = any(
        w.low in ("next", "planned", "upcoming", "forthcoming", "proposed", "possible") for w in scene.parsed.subtree(word)
    )
    ahead = ahead or any(_later(scene, t.value) for t in _dates_in(scene, word))  # "much hangs on the May 9 meeting with Arland"
    return _draft(scene, word, "meet", who, "planned" if ahead else "actual", 0.5)


def met(scene: Scene, word: Word) -> list[str]:
    """The parties of talks by the words that hang on their noun: "talks between A and B", "A's call with B"."""
    return _parties(scene, word, ("between", "with", "of"))


HOLDING = words("holding")
AGREED = frozenset({"agreement", "understanding", "accord", "arrangement", "compromise", "deal"})
REACHING = frozenset({"reach", "achieve", "conclude", "strike", "make"})


def _reached(scene: Scene, word: Word, verbal: list[Draft]) -> Draft | None:
    """ "The agreement to open talks, reached during the call of May 7": those it names, else those who met last before."""
    words = scene.parsed.words
    behind = words[word.right + 1 : word.right + 3]  # the parser hangs what a comma sets apart on the verb
    apart = behind[1:] if behind and behind[0].text == "," else []
    how = next((k for k in [*word.kids, *apart] if k.tag == "VBN" and k.lemma in REACHING), None)
    if how is None or not any(k.dep == "prep" and k.low in ("during", "at", "in", "on") for k in how.kids):
        return None
    if not (_dated(scene, word) or _dated(scene, how)) or any(draft.clause.verb.i == how.i for draft in verbal):
        return None
    parties = _parties(scene, word, ("between", "with", "of", "by"))
    if len(parties) < 2:
        met = [d.by for d in verbal if d.act in JOINT and len(d.by.keys) > 1 and d.start < word.start]
        parties = list(met[-1].keys) if met else []
    draft = _draft(scene, word, "agree", Who(tuple(parties), None, "state", "name"), "actual", 0.45) if len(parties) > 1 else None
    if draft is not None:
        draft.whole = draft.start, max(draft.end, words[how.right].end)  # "…, reached during the call of May 7" tells when
    return draft


def _request(scene: Scene, word: Word, act: Act) -> Draft | None:
    """A demand, offer, refusal with its owner and what it is about."""
    kids = word.kids
    if _missing(scene, word):
        return None
    if _equated(scene, word) and (owner := next((scene.resolver.resolve(k) for k in kids if k.dep == "poss"), None)) is not None:
        draft = _draft(scene, word, act, owner, "actual", 0.45) if owner.keys and owner.kind not in PAPERLESS else None
        if draft is not None:
            draft.end = max(draft.end, draft.clause.end)
        return draft
    by_whom = any(k.dep == "prep" and k.low == "by" for k in kids)
    about = ABOUT | {"of"} if any(k.dep == "poss" for k in kids) else ABOUT  # "Arland's promise of aid"; "the promise of Arland"
    if not by_whom and not any(k.dep in ("acl", "ccomp", "relcl") or (k.dep == "prep" and k.low in about) for k in kids):
        return None
    who = None
    for kid in kids:
        if by_whom and kid.dep != "prep":
            continue  # in "its rejection by Arland" it is what is turned down
        if kid.dep == "poss" or (kid.dep in ("amod", "compound") and kid.i in scene.cast.at):
            who = scene.resolver.resolve(kid) or who
        elif kid.dep == "prep" and kid.low in AGENTS:
            agent = next((k for k in kid.kids if k.dep == "pobj"), None)
            who = who or scene.resolver.resolve(agent) or scene.resolver.by_name(agent)
    head = scene.parsed.words[word.head]
    if head.low == "of" and scene.parsed.words[head.head].lemma in frames.VALUES:
        return None  # "the importance of a commitment by all sides"
    if who is None and head.lemma == "come":  # "a plea to rethink it came from the Federation"
        source = next((k for k in head.kids if k.dep == "prep" and k.low == "from"), None)
        agent = next((k for k in source.kids if k.dep == "pobj"), None) if source is not None else None
        who = scene.resolver.resolve(agent) or (scene.resolver.by_name(agent) if agent is not None else None)
    if who is None or who.kind in ("document", "wire", "media") or not who.keys:
        return None
    if head.lemma in frames.verbs_of("light") and (word.dep == "dobj" or (word.dep == "nsubjpass" and not by_whom)):
        return None  # the verb tells it
    return _draft(scene, word, act, who, "planned" if word.lemma in MEANT else "actual", 0.45)


def _missing(scene: Scene, word: Word) -> bool:
    """ "The lack of any concessions by Arland", "in the absence of an offer from them": told as not there."""
    link = scene.parsed.words[word.head]
    return word.dep == "pobj" and link.low == "of" and scene.parsed.words[link.head].lemma in ("absence", "lack")


PAPERLESS = frozenset({"document", "wire", "media"})
FOREMOST = frozenset({"central", "chief", "first", "key", "main", "major", "only", "other", "principal", "top"})


def _equated(scene: Scene, word: Word) -> bool:
    """Whether it is told what a demand or a condition is: "the rebels' main demand was the release of prisoners"."""
    head = scene.parsed.words[word.head]
    if word.dep != "nsubj" or head.lemma != "be" or word.lemma not in ("demand", "condition", "request"):
        return False
    said = any(k.dep in ("attr", "ccomp", "xcomp") and k.i > head.i for k in head.kids)
    return said and any(k.low in FOREMOST for k in word.kids)


MEANT = frozenset({"intent", "intention", "plan"})


def doer(scene: Scene, noun: Word) -> Who | None:
    """Whose deed a noun names: "a raid by Arland", "clashes between Arland and Borduria", "Arland's raid", "Arlandic raids"."""
    for kid in noun.kids:
        if kid.dep == "prep" and kid.low in ("by", "between"):
            agent = next((k for k in kid.kids if k.dep in ("pobj", "amod")), None)
            if (who := scene.resolver.resolve(agent) or scene.resolver.by_name(agent)) is not None:
                return who
    for kid in noun.kids:
        if (kid.dep == "poss" or (kid.dep in ("amod", "compound", "nmod") and kid.i in scene.cast.at)) and (
            who := scene.resolver.resolve(kid)
        ) is not None:
            return who
    return None


def _parties(scene: Scene, word: Word, prepositions: tuple[str, ...]) -> list[str]:
    keys: list[str] = []
    for kid in word.kids:
        target = None
        if kid.dep == "prep" and kid.low in prepositions:
            target = next((k for k in kid.kids if k.dep == "pobj"), None)
            if target is not None and target.lemma in TALKS:
                keys += [k for k in _parties(scene, target, prepositions) if k not in keys]
                continue
        elif kid.dep in ("poss", "amod", "compound", "nmod"):
            target = kid
        who = scene.resolver.resolve(target) if target is not None else None
        if who is not None and who.kind not in ("document", "wire", "media"):
            keys += [k for k in who.keys if k not in keys]
    return keys


def _dated(scene: Scene, word: Word) -> bool:
    """Whether a date stands inside the phrase."""
    return any(True for _ in _dates_in(scene, word))


def _dates_in(scene: Scene, word: Word) -> Iterator[Timex]:
    """The dates that stand inside the phrase."""
    start, end = scene.parsed.words[word.left].start, scene.parsed.words[word.right].end
    to_mended = scene.parsed.cleaned.offsets.to_mended
    return (t for t in scene.timexes if t.type == "DATE" and start <= to_mended(t.span.start) < end)


def _later(scene: Scene, value: str) -> bool:
    """Whether a day or month lies behind the day of the report."""
    today = scene.parsed.cleaned.report.published
    return ISO.fullmatch(value) is not None and value > today.isoformat()[: len(value)]


ISO = re.compile(r"\d{4}(?:-\d\d){1,2}")


def _draft(scene: Scene, word: Word, act: Act, who: Who, modality: Modality, sure: float) -> Draft | None:
    clause = next((scene.by_verb[up.i] for up in scene.parsed.up(word) if up.i in scene.by_verb), None)
    if clause is None:
        return None
    words, last = scene.parsed.words, word.right
    first = word.left + (words[word.left].low in ("the", "a", "an") and word.left < word.i)
    while last > word.i and words[last].dep in ("punct", "cc"):
        last -= 1
    inner = scene.innermost(word.start)
    speaker = scene.sources.get(inner) if inner is not None else None
    told = inner is not None and not (speaker is not None and set(speaker.keys) & set(who.keys))
    draft = Draft(
        words[first].start,
        words[last].end,
        (word.start, word.end),
        act,
        None,
        who,
        modality,
        "pos",
        clause,
        inner,
        told,
        False,
        sure,
    )
    draft.why.append(f"noun “{word.lemma}” → {act}")
    return draft
