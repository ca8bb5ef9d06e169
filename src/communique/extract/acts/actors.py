"""Who acts in a clause: by its grammar, else whom the text around it leaves."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.extract.acts import frames
from communique.extract.acts.draft import JOINT, PASS_ON, SPEECH_ACTS
from communique.extract.acts.nominals import doer
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import collective
from communique.extract.parties.nouns import ORGANS, telling
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import LinkKind

PAPERS = words("documents") | words("utterances")
WRITINGS = PAPERS | words("papers")


def acting(scene: Scene, clause: Clause, speaker: Who | None) -> Who | None:
    """Who acts in a clause by its grammar: its subject, of a passive the agent; None where the text does not say."""
    resolve = scene.resolver.resolve
    if (issuing := issued(scene, clause)) is not None:
        return acting(scene, issuing, speaker)
    if clause.passive and not _undergoes(clause):
        if clause.agent is None:
            return _summoner(scene, clause, speaker)
        return resolve(clause.agent, speaker) or scene.resolver.by_name(clause.agent)
    if speaker is None and clause.subject is None and any(k.dep == "expl" for k in clause.verb.kids):
        # "There was no reply from Arland"
        named = (k for o in clause.objects for k in o.kids if k.dep == "amod" and k.i in scene.cast.at)  # "no Danish reply"
        theirs = (noun for prep, noun in clause.preps if prep == "from")
        return next((resolve(noun, speaker) for noun in (*theirs, *named)), None)
    who = resolve(clause.subject, speaker)
    if who is None and clause.subject is not None:
        inner = scene.innermost(clause.verb.start)
        talks = frames.talks_of(clause.subject)
        if talks is not None and (inner is None or scene.sources.get(inner) is None):
            return _talkers(scene, clause, talks)
        if clause.subject.lemma in frames.doings():
            return doer(scene, clause.subject)  # "the raid by Arland left …", "Arlandic strikes killed …"
        return _joined(scene, clause.subject)
    return who


SUMMONED = frozenset({"call", "summon"})


def _summoner(scene: Scene, clause: Clause, speaker: Who | None) -> Who | None:
    """ "The envoy was summoned to the Foreign Ministry and handed a note": whose house it is summons him, and hands it over."""
    upper = clause.parent if clause.verb.dep == "conj" and clause.parent is not None else clause
    if upper.verb.lemma not in SUMMONED or not upper.passive:
        return None
    houses = (scene.resolver.resolve(noun, speaker) for prep, noun in upper.preps if prep in ("to", "into", "at", "before"))
    return next((who for who in houses if who is not None and who.kind == "state"), None)


def _joined(scene: Scene, word: Word) -> Who | None:
    """Who goes by a common noun, with those joined to it: "rebels and the government of Arland"."""
    who = scene.resolver.by_name(word)
    joined = (k for k in word.kids if k.dep == "conj" and not any(x.tag == "PRP$" for x in k.kids))  # not "and their lawyers"
    others = list(joined) if who is not None and who.name is not None else []
    found = [scene.resolver.resolve(k) or scene.resolver.by_name(k) for k in others]
    known = [other for other in found if other is not None and other.name and other.kind not in PASS_ON]
    if who is None or not known or len(known) < len(others):
        return who
    keys = dict.fromkeys((*who.keys, *(key for other in known for key in other.keys)))
    return replace(who, keys=tuple(keys), name=" and ".join(str(one.name) for one in (who, *known)))


def _undergoes(clause: Clause) -> bool:
    """ "Was dismayed", "would not be drawn": the subject of the passive is whose act it is."""
    frame = frames.match(clause)
    return frame is not None and frame.words[0] == "be"


def _talkers(scene: Scene, clause: Clause, talks: Word) -> Who | None:
    """Whose talks they are: the parties named with them ("talks between A and B"), of a bloc's own summit the bloc, else those of
    the report."""
    house = scene.cast.house
    if house is not None and house.kind != "state" and talks.lemma in ORGANS and house.party:
        return Who(house.party, house.name, "organisation", "office")
    if (both := between(scene, talks)) is not None:
        return both
    keys: list[str] = []
    for k in range(talks.left, talks.right + 1):
        if k in scene.cast.at and scene.cast.at[k][1].kind in ("state", "organisation", "bloc", "unknown", "group"):
            keys += [key for key in scene.cast.at[k][1].party if key not in keys]
    return Who(tuple(keys), None, "state", "definite") if len(keys) > 1 else scene.resolver.pair(clause.verb)


def between(scene: Scene, noun: Word) -> Who | None:
    """Whose talks they are by the words themselves: "talks between the government and the Front"."""
    for prep in noun.kids:
        for one in prep.kids if prep.low == "between" else ():
            who = (scene.resolver.resolve(one) or _joined(scene, one)) if one.dep == "pobj" else None
            if who is not None and len(who.keys) > 1 and who.kind not in PASS_ON:
                return replace(who, name=None)
    return None


def issued(scene: Scene, clause: Clause) -> Clause | None:
    """The clause by which a paper is issued that does what this participle tells: "issued a statement condemning the raid"."""
    noun, upper = scene.parsed.words[clause.verb.head], clause.parent
    if clause.verb.tag != "VBG" or clause.verb.dep != "acl" or noun.lemma not in PAPERS or upper is None:
        return None
    frame = frames.match(clause)
    if frame is None or frame.act not in SPEECH_ACTS or noun.head != upper.verb.i:
        return None
    return upper if noun.dep == ("nsubjpass" if upper.passive else "dobj") else None


def presumed(scene: Scene, clause: Clause, speaker: Who | None) -> Who | None:
    """Who acts where grammar names somebody of no known party: under the name that the phrase gives, or who was told of last."""
    word = clause.agent if clause.passive and not _undergoes(clause) else clause.subject
    return _presumed(scene, word, speaker) if word is not None else None


def _presumed(scene: Scene, word: Word, speaker: Who | None) -> Who | None:
    resolver = scene.resolver
    if word.low in RELATIVE:
        up = next((u for u in scene.parsed.up(word) if u.dep == "relcl"), None)
        head = scene.parsed.words[up.head] if up is not None else word
        return None if head.low in RELATIVE else resolver.resolve(head, speaker) or _presumed(scene, head, speaker)
    if word.low in TWO or (word.tag == "CD" and word.low == "two"):
        return resolver.pair(word)
    if word.tag == "PRP":
        return resolver.last_told(word)
    if not word.is_noun or _dates(scene, word) or not may_act(scene, word):
        return None
    text = resolver.phrase(word)
    kind: LinkKind = (
        "document" if word.lemma in WRITINGS else "unnamed" if word.lemma in DOERS and word.tag == "NN" else "organisation"
    )
    return Who((text,), text, kind, "definite", guessed=True)


def _dates(scene: Scene, word: Word) -> bool:
    """Whether the word belongs to a date: "December", "end-July"."""
    raw = scene.parsed.raw(word.start, word.end)
    return any(t.span.start < raw.end and raw.start < t.span.end for t in scene.timexes)


def may_act(scene: Scene, word: Word) -> bool:
    """Whether a noun can do anything: a name, people, a body of people, a paper that speaks for who wrote it."""
    named = word.text[0].isupper() and word.i > scene.parsed.sentences[word.sentence].first
    if word.tag[:3] == "NNP" or named or word.lemma in WRITINGS or word.lemma in telling() or word.low in telling():
        return True
    if word.lemma in collective() or word.low in collective() or word.lemma in DOERS:
        return True
    return PERSONAL.search(word.lemma) is not None and word.lemma not in NO_DOERS


RELATIVE = frozenset({"who", "which", "that", "whom"})
TWO = frozenset({"each", "neither", "both", "either"})
DOERS, NO_DOERS = words("doers"), words("no_doers")
PERSONAL = re.compile(r".{3}(?:er|or|ist|ian|man|men|woman|women|crat)s?$")


SIDES = frozenset(
    {"alliance", "bloc", "camp", "chamber", "commission", "committee", "company", "country", "faction", "federation"}
    | {"front", "government", "group", "house", "leader", "ministry", "movement", "nation", "neighbour", "neighbor", "party"}
    | {"power", "side", "state", "union"}
)


def several(clause: Clause) -> bool:
    """Whether the subject joins or counts parties: "the army and the front", "both commissions", "14 parties"."""
    subject = clause.subject
    if subject is None or not subject.is_noun:
        return False
    kids = subject.kids
    counted = any(k.low in ("both", "all") or k.dep == "nummod" for k in kids)
    return any(k.dep == "conj" for k in kids) or (counted and subject.tag[-1] == "S" and subject.lemma in SIDES)


def agentless(scene: Scene, clause: Clause, frame: frames.Frame, speaker: Who | None, inner: int | None) -> Who | None:
    """A passive without an agent: those who met or agreed; how it stands, as told by somebody ("no date had been fixed, the envoy
    said"), is told by him; in a readout else whose sentence came before."""
    if clause.subject is not None and clause.subject.low == "nothing" and speaker is not None:
        return speaker  # "nothing is agreed until everything is agreed"
    if frame.act == "status" and inner is not None and speaker is not None and speaker.kind not in PASS_ON:
        return speaker
    if frame.kind == "coerce" and inner is not None and speaker is not None and _takes(scene, clause, speaker):
        return speaker
    if frame.act == "agree" and clause.modal in ("can", "could", "may", "might") and inner is not None:
        return None  # "an agreement could be reached, he said": his view of it
    if frame.act in JOINT or frame.act == "status":
        if clause.subject is not None:
            if (both := between(scene, clause.subject)) is not None:
                return both
            found = _parties_in(scene, clause)
            if len(found) > 1:
                return Who(tuple(found), None, "state", "definite")
        return scene.resolver.pair(clause.verb)
    if frame.act in SPEECH_ACTS and scene.office is not None:
        return speaker if inner is not None else scene.resolver.last_speaker(clause.verb) or scene.office
    return None


ORDER = frozenset(
    "army border coast customs fsb gendarmerie guard immigration intelligence interior justice kgb military navy police"
    " prosecution prosecutor prosecutors security".split()
)


def _takes(scene: Scene, clause: Clause, speaker: Who) -> bool:
    """Whether who tells that others are held, or will be thrown out, is who does it: "two men were arrested, the Security Service
    said", "the envoys will be expelled, the minister said"."""
    if speaker.kind in PASS_ON or speaker.kind == "unnamed" or len(speaker.keys) != 1 or clause.subject is None:
        return False
    if any(k.dep == "poss" and k.low in ("our", "my") for k in clause.subject.kids):
        return False
    whom = scene.resolver.resolve(clause.subject, speaker)
    if whom is not None and set(whom.keys) & set(speaker.keys):
        return False
    told = f"{speaker.name or ''} {speaker.role or ''}".lower().split()
    return clause.modal in ("will", "shall", "would") or not ORDER.isdisjoint(told)


def joint(scene: Scene, clause: Clause, actor: Who, speaker: Who | None) -> Who:
    """Actor and those met, called or agreed with; who will not meet another refuses alone."""
    if clause.negated and clause.modal:
        return actor
    keys = list(actor.keys)
    if len(keys) < 2 or any(p in ("with", "between") for p, _ in clause.preps):
        others: list[Word] = [
            w for p, w in clause.preps if p in ("with", "between", "to") and (p != "to" or clause.verb.lemma in ("speak", "talk"))
        ]
        if clause.verb.lemma in ("meet", "visit", "telephone", "phone", "host", "receive", "call"):
            others += [o for o in clause.objects if o.dep == "dobj"]
        for other in others:
            if who := scene.resolver.resolve(other, speaker):
                if who.kind not in ("wire", "media", "document"):
                    keys += [k for k in who.keys if k not in keys]
    return replace(actor, keys=tuple(keys), name=actor.name if len(keys) == len(actor.keys) else None)


def _parties_in(scene: Scene, clause: Clause) -> list[str]:
    """Party keys named in the clause, in order."""
    keys: list[str] = []
    told = (k for k in clause.verb.kids if k.dep in BESIDE or (k.dep == "prep" and k.low in WHERE))
    aside = {k for kid in (*_brokered(clause), *told) for k in range(kid.left, kid.right + 1)}
    for k in range(clause.verb.left, clause.verb.right + 1):
        if k in scene.cast.at and k not in aside:
            entity = scene.cast.at[k][1]
            if entity.kind in ("state", "organisation", "bloc", "person", "body", "group"):
                keys += [key for key in entity.party if key not in keys]
    return keys


BESIDE = frozenset({"advcl", "ccomp", "conj", "parataxis"})
WHERE = frozenset({"after", "at", "before", "in", "near", "outside", "since", "under"})
BROKERING = frozenset("back broker facilitate guarantee host mediate propose sponsor supervise urge".split())


def _brokered(clause: Clause) -> list[Word]:
    """ "The pact, brokered by Arland and Kestria, will be signed": who brokers it does not sign."""
    return [k for k in clause.subject.kids if k.dep == "acl" and k.lemma in BROKERING] if clause.subject is not None else []
