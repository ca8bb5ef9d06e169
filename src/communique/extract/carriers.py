"""Through whom words reached the outlet: the station it was told to, the paper that carried the interview."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import press_words
from communique.extract.parties.naming import Name
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import LinkHow

MEDIA = words("media_nouns")
UTTERED = words("utterances")  # what a medium carries: an interview, remarks, a statement
DISPATCHES = words("dispatches")  # what only passes on: "a report of the Island News Service"
SEEN = frozenset({"obtain", "see", "review", "view", "acquire", "leak"})  # a document "seen by X"
FRAMES = frozenset({"according to", "as per", "in view", "in the words of"})
PASSING = frozenset(
    {"carry", "publish", "broadcast", "air", "print", "post", "quote", "cite", "monitor", "distribute", "release"}
)
CALLED = frozenset(
    {"agency", "service", "daily", "weekly", "newspaper", "radio", "station", "channel", "portal", "paper", "magazine"}
)
SERVICE = re.compile(r"\b(?:news|press|telegraph|information) (?:agency|service|bureau)\b", re.IGNORECASE)
LOOSE = frozenset({"network", "channel", "portal", "outlet", "record", "review", "standard", "today", "media"})  # not in a name
SPEAKING = frozenset({"speak", "talk", "write", "comment", "appear", "tell", "say"})
BETWEEN = frozenset({"in", "to", "with", "on", "by", "through", "via", "during", "from", "for", "at"})
TO_PRESS = frozenset({"to", "with", "on", "over", "via", "through", "in", "by", "for"})


@dataclass(frozen=True, slots=True)
class Carrier:
    """A medium and how it got the words."""

    who: Who
    how: LinkHow


def medium(scene: Scene, word: Word | None) -> Who | None:
    """The medium or agency that a word stands for, by name or by description ("state television", "the daily Norpost")."""
    if word is None or not (word.is_noun or (word.tag == "JJ" and word.low in MEDIA)):  # "according to the daily"
        return None
    who = scene.resolver.resolve(word)
    if who is not None and who.kind in ("media", "wire"):
        return who
    at = scene.cast.at.get(word.i)
    before = scene.parsed.words[at[0].first - 1].low if at is not None and at[0].first else ""
    if at is not None and at[1].kind in ("person", "unknown") and before in CALLED:
        span = (scene.parsed.words[at[0].first].start, scene.parsed.words[at[0].last - 1].end)
        return Who((at[1].key,), at[1].name, "media", "name", span=span)  # "the news service Norpost"
    beside = scene.parsed.words[word.i + 1] if word.i + 1 < len(scene.parsed.words) else None
    numbered = word.low in MEDIA and beside is not None and beside.tag == "CD"  # "Channel 6"
    if at is not None and not numbered:
        name, entity = at
        if (
            name.entry is not None
            or entity.kind in ("person", "state", "place")
            or not _named_as_medium(scene, name, entity.name)
        ):
            return None
        span = (scene.parsed.words[name.first].start, scene.parsed.words[name.last - 1].end)
        return Who((entity.key,), entity.name, "media", "name", span=span)
    called = scene.parsed.text[scene.parsed.words[word.left].start : word.end]
    if SERVICE.search(called) and word.tag[:3] == "NNP":  # "the Nordic Press Service"
        start = scene.parsed.words[word.left].start + (len(called) - len(called := re.sub(r"^(?:the|a|an) ", "", called)))
        return Who((called,), called, "media", "name", span=(start, word.end))
    if word.lemma not in MEDIA and word.low not in MEDIA:
        return None
    kids = word.kids
    if any(kid.low in ("this", "our") for kid in kids):
        return None  # "told this newspaper": the outlet itself
    if beside is not None and (who := by_structure(scene, beside)) is not None:  # "the evening paper Norpost"
        return who
    for kid in kids:  # "the paper, Norpost,", "Radio Sant's website", "the station's website"
        if kid.dep in ("appos", "poss") and (
            who := by_structure(scene, kid) or (medium(scene, kid) if kid.dep == "poss" else None)
        ):
            return who
    end = beside.end if beside is not None and numbered else word.end
    span = (scene.parsed.words[word.left].start, end)
    text = re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", scene.parsed.text[slice(*span)], flags=re.IGNORECASE)
    if " " not in text:
        return _named_before(scene, word) if any(kid.low == "the" for kid in kids) else None
    if text.lower() in ("news media", "local press", "foreign press", "state media"):
        return None if text.lower() != "state media" else Who((text,), text, "media", "definite", span=span)
    return Who((text,), text, "media", "definite", span=span)


def by_structure(scene: Scene, word: Word) -> Who | None:
    """Any outlet that a name may stand for where the sentence leaves no other reading ("carried by X", "the daily X")."""
    if (at := scene.cast.at.get(word.i)) is None:
        return None
    name, entity = at
    if entity.kind in ("person", "state", "place", "body", "bloc") or (
        name.entry is not None and entity.kind not in ("wire", "media")
    ):
        return None
    span = (scene.parsed.words[name.first].start, scene.parsed.words[name.last - 1].end)
    return Who((entity.key,), entity.name, "wire" if entity.kind == "wire" else "media", "name", span=span)


def _named_before(scene: Scene, word: Word) -> Who | None:
    """Which paper "the newspaper" is: the last medium named before."""
    outlet = (scene.parsed.cleaned.report.outlet or "").lower()
    span = (word.start, word.end)
    for name, entity in reversed(scene.cast.order):
        if name.first < word.i and word.sentence - scene.parsed.words[name.first].sentence < 12:
            described = entity.kind in ("wire", "media") or (name.entry is None and _named_as_medium(scene, name, entity.name))
            if described and entity.kind not in ("person", "state", "place") and entity.name.lower() not in outlet:
                return Who((entity.key,), entity.name, "wire" if entity.kind == "wire" else "media", "definite", span=span)
    return None


def _named_as_medium(scene: Scene, name: Name, called: str) -> bool:
    """Whether an unknown name is that of a medium: by a word of its own ("Radio Sant") or beside it ("the daily Norpost")."""
    words = scene.parsed.words
    beside = [words[k].low for k in (name.first - 1, name.last) if 0 <= k < len(words)]
    own = called.lower().split()
    if SERVICE.search(called):
        return True
    return (
        any(low in MEDIA for low in beside)
        or own[-1] in press_words() - LOOSE
        or own[0] in ("radio", "channel", "television", "tv")
    )


def carriers(scene: Scene, number: int) -> list[Carrier]:
    """The media of one voice by its own clause, outermost first."""
    voice = scene.voices[number]
    found: list[Carrier] = []
    if voice.cue_word is not None and voice.lemma != ":" and voice.lemma not in FRAMES:
        found = of_clause(scene, scene.parsed.words[voice.cue_word])
    if voice.addressee is not None and not found and (who := medium(scene, scene.parsed.words[voice.addressee])):
        found = [Carrier(who, "interview")]
    if voice.head is not None and not found:
        found = of_noun(scene, scene.parsed.words[voice.head])
    return found


def of_noun(scene: Scene, head: Word) -> list[Carrier]:
    """The media that a source phrase names: "X, in an interview with Y", "X, whose words Y cites", "a letter seen by Y"."""
    beside = [kid for kid in head.kids if kid.dep == "appos"]  # "the partner, Ann Hill, whose words X cites"
    passed = _uttered(scene, head) or [one for word in (head, *_copied(head), *beside) for one in _passed(scene, word)]
    speaking = (kid for kid in head.kids if kid.dep == "acl" and kid.tag == "VBG" and kid.lemma in SPEAKING)
    return passed or [one for kid in speaking for one in of_clause(scene, kid)]  # "the general, speaking over Radio X, said"


def _copied(head: Word) -> list[Word]:
    """What it is a copy of: "a copy of the letter, seen by X"."""
    return [word for of in head.kids if head.lemma in ("copy", "text", "translation") and of.low == "of" for word in of.kids]


def dispatch(scene: Scene, head: Word) -> Who | None:
    """Whose report is meant where the source is a report: "according to a report in Y"."""
    if head.lemma not in DISPATCHES:
        return None
    for prep in head.kids:
        if prep.dep in ("poss", "compound") and (who := medium(scene, prep)) is not None:
            return who
        if prep.dep == "prep" and prep.low in ("of", "by", "in", "from", "on"):
            for object_ in prep.kids:
                if object_.dep == "pobj" and (who := medium(scene, object_) or by_structure(scene, object_)) is not None:
                    return who
    return None


def _passed(scene: Scene, noun: Word) -> list[Carrier]:
    """As in "rebel radio, monitored by X", "a statement carried by X"."""
    found = []
    for clause in noun.kids:
        passes = clause.lemma in PASSING or clause.lemma in SEEN
        if clause.dep in ("acl", "relcl") and passes and clause.tag in ("VBN", "VBD"):
            for by in clause.kids:
                for agent in by.kids if by.low in ("by", "on", "in") else ():
                    if agent.dep == "pobj" and (who := medium(scene, agent) or by_structure(scene, agent)) is not None:
                        found.append(Carrier(who, "cites" if clause.lemma in SEEN else "reports"))
    return found


def of_clause(scene: Scene, verb: Word) -> list[Carrier]:
    """The media that the clause of a verb names: "told X", "said in an interview with X carried by Y", "speaking on X"."""
    if verb.i not in scene.carried:
        scene.carried[verb.i] = _of_clause(scene, verb)
    kept: list[Carrier] = scene.carried[verb.i]
    return kept


def _of_clause(scene: Scene, verb: Word) -> list[Carrier]:
    found = _uttered(scene, verb)
    interviewed = any(w.lemma == "interview" for prep in verb.kids for w in prep.kids if w.dep == "pobj")
    for kid in verb.kids:
        if kid.i < verb.i and kid.dep != "advcl":
            continue
        whom = medium(scene, kid) or (by_structure(scene, kid) if interviewed else None)
        if kid.dep in ("dobj", "dative") and verb.lemma in ("tell", "inform", "give", "write") and (who := whom):
            found.append(Carrier(who, "interview"))
        elif kid.dep in ("prep", "dative") and kid.low in TO_PRESS and kid.i > verb.i:
            for object_ in kid.kids:
                if (
                    object_.dep == "pobj"
                    and object_.lemma not in UTTERED
                    and (who := medium(scene, object_) or _on_air(scene, object_))
                ):
                    found.append(Carrier(who, "interview" if kid.low in ("to", "with") else "reports"))
        elif kid.dep == "advcl" and kid.tag == "VBG" and kid.lemma in SPEAKING and kid.lemma != verb.lemma:
            found += of_clause(scene, kid)
    return _each_once(found)


def _on_air(scene: Scene, programme: Word) -> Who | None:
    """Whose programme it was said in: "on Radio Sant's breakfast show"."""
    return next((who for kid in programme.kids if kid.dep == "poss" and (who := medium(scene, kid)) is not None), None)


def _uttered(scene: Scene, top: Word) -> list[Carrier]:
    """As in "in an interview with X", "in remarks carried by X"; `top` is the verb or the noun that the phrase hangs on."""
    outer: list[Carrier] = []
    inner: list[Carrier] = []
    apart = [kid for comma in top.kids if comma.dep == "punct" for kid in comma.kids]  # where the parser hangs them so
    for prep in (*top.kids, *apart):
        if prep.dep != "prep" or prep.low not in BETWEEN:
            continue
        for noun in prep.kids:
            if noun.dep != "pobj" or noun.lemma not in UTTERED:
                continue
            for word in scene.parsed.words[noun.left : noun.right + 1]:
                if word.i == noun.i or not word.is_noun or word.dep == "compound":
                    continue
                passed = any(up.lemma in PASSING for up in scene.parsed.up(word) if noun.i < up.i)
                talked = noun.lemma == "interview" and scene.parsed.words[word.head].low in ("with", "to")
                sure = word.dep == "pobj" and (passed or talked)
                who = medium(scene, word) or (by_structure(scene, word) if sure else None)
                if who is None:
                    continue
                (outer if passed else inner).append(Carrier(who, "reports" if passed else "interview"))
    return _each_once(outer + inner)


def _each_once(found: list[Carrier]) -> list[Carrier]:
    kept: dict[str | None, Carrier] = {}
    for carrier in found:
        kept.setdefault(carrier.who.name, carrier)
    return list(kept.values())
