"""What the whole report tells about who talks to whom: who acts how often, who met whom, who answers whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import fsum

from communique.extract.acts.draft import JOINT, PASS_ON, Draft
from communique.extract.addressees.bystanders import bystanders
from communique.extract.addressees.dyads import Dyads
from communique.extract.addressees.mentions import AUDIENCE, MANY, Named, Phrases, Places, named
from communique.extract.parties.entities import Entity
from communique.extract.parties.gazetteer import lookup
from communique.extract.parties.naming import Name
from communique.extract.scene import Scene
from communique.parse.tree import Word

PARTIES = frozenset({"state", "organisation", "bloc", "group", "unknown", "body", "person"})
NAMED_AS_SUCH = frozenset({"state", "organisation", "bloc", "group", "body"})  # known, or known by words of their names
UNHEARD = frozenset({"wire", "media", "document", "unnamed"})
INITIATIVES = frozenset({"propose", "offer", "demand", "appeal", "expect", "threaten", "accuse"})
WINDOW = 40  # so many moves back an answer is looked for
RARE = 0.7  # so much must two moves share: one word that no third move has is worth 2, one of three moves 0.4

GROUPS = {
    "demand": "ask", "appeal": "ask", "expect": "ask", "propose": "put", "offer": "put", "commit": "give", "support": "good",
    "accept": "answer", "reject": "answer", "deny": "deny", "accuse": "blame", "criticise": "blame", "warn": "harm",
    "threaten": "harm", "position": "say", "assess": "say", "status": "status", "meet": "joint", "agree": "joint", "deed": "deed",
}  # fmt: skip

# Where the act's verb has the one acted on or asked, the likeliest place first.
PLACES = {group: tuple(places.split()) for group, places in {
    "ask": "dobj dative on to upon with from of dobj.to dobj.on dobj.from dobj.of nsubj C.nsubj C.from C.dobj.from nsubjpass.from"
    " C.nsubjpass for dobj.by dobj.poss dobj.with",
    "put": "dative to dobj.to dobj with dobj.with for dobj.for C.dobj C.with C.to",
    "give": "dative to dobj.to with dobj.with dobj for dobj.for against C.dobj C.with C.to C.for",
    "good": "dobj dative to with for dobj.to dobj.for dobj.with dobj.poss dobj.mod dobj.by dobj.of for.poss dobj.for.poss on",
    "answer": "dobj.poss dobj.by dobj.from dobj to with dobj.of dobj.mod to.poss from",
    "deny": "dobj.by dobj.poss dobj.from to dobj",
    "blame": "dobj at on against to dobj.at dobj.on dobj.poss dobj.mod dobj.by about about.poss over.poss dobj.about.poss"
             " dobj.about dobj.over.poss dobj.with dobj.of C.nsubj nsubj nsubjpass.by by of for",
    "harm": "dobj against on dative to dobj.against dobj.on dobj.to C.against C.on C.dobj C.nsubj against.mod on.mod"
            " dobj.against.mod dobj.on.mod",
    "deed": "dobj dative to on against from with at dobj.on dobj.to dobj.against dobj.from dobj.with dobj.poss dobj.of dobj.mod"
            " towards into against.mod at.mod on.mod dobj.against.mod dobj.at.mod dobj.on.mod",
    "status": "from attr.from nsubj.from nsubjpass.from dobj.from to with dobj dative dobj.from dobj.to dobj.poss dobj.by",
    "say": "dative to with",
    "joint": "",
}.items()}  # fmt: skip

# The verb's own object, what its preposition takes, the subject of what is demanded: no doubt is left.
PLAIN_PLACES = frozenset("dobj dative against at upon dobj.on dobj.against dobj.to dobj.for dobj.poss".split())
PLAIN_IN = {  # places that are as plain in moves of one kind: "X must", "expects an answer from X", "no reply has come from X"
    "ask": frozenset("nsubj C.nsubj from dobj.from C.from C.dobj.from nsubjpass.from".split()),
    "status": frozenset("from attr.from nsubj.from nsubjpass.from dobj.from".split()),
}
PRESSING = frozenset({"put", "place", "impose", "exert", "levy", "slap", "clamp"})  # "on X": "put pressure on X"
UNDER = frozenset({"C.nsubj", "C.C.nsubj"})
EACH_OTHER = frozenset({("each", "other"), ("one", "another")})
THINGS = frozenset({"answer", "deny", "deed", "put", "give", "status", "say"})  # "it" is what is refused, done, offered


class Stage:
    """A report's drafts in order of the text, with what is known of all of them: read once, then asked for each draft."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene, self.drafts = scene, drafts
        self.counts: Counter[str] = Counter()  # party -> how often it is named or acts
        self.acting: Counter[str] = Counter()  # party -> how often it acts
        self.met: set[tuple[str, str]] = set()
        self.first_met: frozenset[str] = frozenset()  # who takes part in the first meeting: the one a readout is about
        self.seen: dict[str, list[int]] = {}  # party -> sentences that name it
        self.private: set[str] = set()  # persons who act for no party
        self.places: dict[tuple[int, str], list[str]] = {}  # sentence and party -> its grammatical functions there
        self.paragraphs: dict[str, set[int]] = {}  # party -> paragraphs that name it
        self.breaks = [found.start() for found in re.finditer("\n", scene.parsed.text)]
        self._cast()
        self._actors()
        self.acts = self.acting.total()
        self.bystanders: frozenset[str] = frozenset() if scene.alone else bystanders(scene, frozenset(self.acting))
        self.players = sum(times > 1 for times in self.acting.values())
        self.known = frozenset(
            key
            for _, entity, _ in self._told()
            if entity.kind in NAMED_AS_SUCH or (entity.kind == "person" and entity.party != (entity.key,))
            for key in entity.party
        )
        self.ranked = sorted(
            self.counts,
            key=lambda k: -(2 * self.acting[k] + self.counts[k] * (self.acting[k] > 0) + 0.1 * self.counts[k]),
        )
        main = [key for key in self.ranked if self.acting[key]]
        places = Places(scene)
        self.phrases: list[Phrases] = [named(places, draft, main) for draft in drafts]
        self.acting_too = [one.acting_too(frozenset(d.by.keys)) for one, d in zip(self.phrases, drafts, strict=True)]
        self.heard = [self._heard(draft) for draft in drafts]
        self.targets = [self._target(number) for number in range(len(drafts))]
        self.towards = Counter(
            (one, other) for d, keys in zip(drafts, self.targets, strict=True) for one in d.by.keys for other in keys
        )
        self.aiming: Counter[str] = Counter()  # party -> how often it addresses anybody
        for (one, _), times in self.towards.items():
            self.aiming[one] += times
        self.asked = Counter(key for keys in self.targets for key in keys)  # party -> how often anybody addresses it
        self.titled = titled(scene)
        kinds = {key: entity.kind for _, entity, _ in self._told() for key in entity.party or (entity.key,)}
        self.dyads = Dyads(drafts, self.phrases, self.seen, kinds, self.known.union(self.acting), self.acting)
        self.side_by_side = {pair for draft in drafts for pair in _pairs(draft.by.keys)}  # who acts together with whom
        self.aimed_at = {  # by whom which two were addressed together
            (one, pair) for d, keys in zip(drafts, self.targets, strict=True) for pair in _pairs(keys) for one in d.by.keys
        }
        self.lemmas = [self._lemmas(draft) for draft in drafts]
        self.sharing = self._sharing()
        self._others: dict[tuple[str, ...], dict[str, int]] = {}
        self._relations: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def _told(self) -> Iterator[tuple[Name, Entity, Word]]:
        """The names of the report with their heads, without the labels of a transcript: they tell who speaks, not who is spoken
        of."""
        labels = [v.source for v in self.scene.voices if v.basis == "label" and v.source is not None]
        words, ends = self.scene.parsed.words, [end for _, end in labels]
        for (name, entity), head in zip(self.scene.cast.order, self.scene.cast.heads, strict=True):
            at = bisect_right(ends, words[name.first].start)
            if at == len(labels) or words[name.first].start < labels[at][0]:
                yield name, entity, head

    def _cast(self) -> None:
        words = self.scene.parsed.words
        for name, entity, head in self._told():
            for key in entity.party or (entity.key,):
                self.paragraphs.setdefault(key, set()).add(bisect_right(self.breaks, head.start))
                held = self.places.setdefault((head.sentence, key), [])
                held += [head.dep] if head.dep not in held else []
            if entity.kind in PARTIES:
                self.counts.update(entity.party)
                for key in entity.party:
                    self.seen.setdefault(key, []).append(words[name.first].sentence)
            if entity.kind == "person" and entity.party == (entity.key,):
                self.private.add(entity.key)

    def _actors(self) -> None:
        for draft in self.drafts:
            keys = draft.by.keys
            if draft.by.kind in PASS_ON:
                continue
            if keys and keys[0].split()[-1].lower() in AUDIENCE:
                continue  # "PRESENTER:" asks and addresses nobody
            if draft.by.kind != "unnamed" or self.scene.cast.counts.keys() & set(keys):
                self.acting.update(k for k in keys if k not in self.private)
            if draft.act in JOINT and len(keys) > 1:
                self.met |= {(one, other) for one in keys for other in keys if one != other}
                self.first_met = self.first_met or frozenset(keys)
        self.counts.update(self.acting)

    def real(self, key: str) -> int:
        """How sure it is that a key is a party: 2 where it acts or is known as one, 1 for people who go by a noun, else 0."""
        if key in self.acting or key in self.known:
            return 2
        return 0 if key in self.seen or key in self.private else 1

    def _heard(self, draft: Draft) -> tuple[str, ...]:
        """To whom the words of the move were told ("told Arland that …")."""
        keys: list[str] = []
        voice = draft.voice
        while voice is not None:
            at = self.scene.voices[voice].addressee
            if at is not None and self.scene.parsed.words[at].lemma not in AUDIENCE:
                who = self.scene.resolver.resolve(self.scene.parsed.words[at])
                if who is not None and who.kind not in UNHEARD:
                    keys += who.keys
            voice = self.scene.voices[voice].parent
        return tuple(k for k in dict.fromkeys(keys) if k not in draft.by.keys)

    def each_other(self, number: int) -> bool:
        """Whether the words of the move say "each other" or "one another"."""
        draft, words = self.drafts[number], self.scene.parsed.words
        said = [w.low for w in words[self.scene.word_at(draft.start) : self.scene.word_at(draft.end)]]
        return any(pair in EACH_OTHER for pair in pairwise(said))

    def tellers(self, number: int) -> list[str]:
        """Those in whose words the move is told."""
        keys: list[str] = []
        voice = self.drafts[number].voice
        while voice is not None:
            who = self.scene.sources.get(voice)
            if who is not None and who.kind not in UNHEARD:
                keys += who.keys
            voice = self.scene.voices[voice].parent
        return keys

    def _target(self, number: int) -> tuple[str, ...]:
        """Whom the syntax of the move names as the one acted on or asked: parties of the report first, then people by a noun."""
        draft = self.drafts[number]
        by = set(draft.by.keys)
        inside = self.phrases[number].inside
        unless = [key for n in inside if self._unless(draft, n) for key in n.keys]
        keys = [k for k in (*draft.to, *unless) if k not in by] or list(self.heard[number])
        group = GROUPS[draft.act]
        places, acting = PLACES[group], self.acting_too[number]
        for sure in (2, 1, 0):
            if keys:
                break
            fitting = [
                (places.index(n.path), [k for k in n.keys if k not in by and self.real(k) >= sure])
                for n in inside
                if n.path in places
                and n.at not in acting
                and (n.how != "it" or (group not in THINGS and n.kind != "document"))
                and (sure or n.path in PLAIN_PLACES)
            ]
            best = min((place for place, found in fitting if found), default=None)
            keys = [k for place, found in fitting if place == best for k in found]
        return tuple(dict.fromkeys(keys))

    def plain(self, number: int) -> bool:
        """Whether the target stands in a place, and is a party, that leaves no doubt."""
        target = set(self.targets[number])
        group = GROUPS[self.drafts[number].act]
        if not target or any(self.real(k) < 2 for k in target):
            return False
        places = PLAIN_IN.get(group, frozenset()) | (frozenset() if group in ("say", "status", "deny") else PLAIN_PLACES)
        if self.drafts[number].clause.verb.lemma in PRESSING:
            places |= {"on"}
        named = [n for n in self.phrases[number].inside if target & set(n.keys)]
        return any(n.path in places or self._unless(self.drafts[number], n) for n in named)

    def _unless(self, draft: Draft, named: Named) -> bool:
        """Whether a threat hangs on what the party does: "will walk out unless Arland pays", "if Arland does not pay"."""
        if draft.act != "threaten" or named.path not in UNDER:
            return False
        words = self.scene.parsed.words
        lows = {kid.low: kid.dep for kid in words[words[named.at].head].kids}
        return "unless" in lows or ("if" in lows and "neg" in lows.values())

    def _lemmas(self, draft: Draft) -> frozenset[str]:
        """The words with content, without names: by them an answer is known."""
        words = self.scene.parsed.words[self.scene.word_at(draft.start) : self.scene.word_at(draft.end)]
        return frozenset(
            w.lemma for w in words if w.tag[:2] in ("NN", "VB", "JJ", "CD") and len(w.lemma) > 2 and w.i not in self.scene.cast.at
        )

    def _sharing(self) -> list[dict[int, float]]:
        """For each draft the others near by, in order, that share rare words with it, and how much that weighs."""
        holding: dict[str, list[int]] = {}
        for number, lemmas in enumerate(self.lemmas):
            for lemma in lemmas:
                holding.setdefault(lemma, []).append(number)
        common: dict[tuple[int, int], list[float]] = {}
        for numbers in holding.values():
            for at, one in enumerate(numbers[:-1], 1):
                for other in numbers[at : bisect_right(numbers, one + WINDOW)]:
                    common.setdefault((one, other), []).append(1 / (len(numbers) - 0.5))
        found: list[dict[int, float]] = [{} for _ in self.drafts]
        for (one, other), weights in sorted(common.items()):
            if self.drafts[other].start >= self.drafts[one].end or self.drafts[one].start >= self.drafts[other].end:
                found[other][one] = fsum(weights)  # in whatever order
                if other < one + WINDOW:
                    found[one][other] = found[other][one]
        return found

    def answered(self, number: int) -> tuple[str | None, str | None]:
        """Whose earlier move shares most of its rare words with this one; whom the same party addressed in such words before."""
        by = set(self.drafts[number].by.keys)
        best: tuple[float, str | None] = (RARE, None)
        own: tuple[float, str | None] = (RARE, None)
        for k, weight in self.sharing[number].items():
            if k > number:
                break
            other = self.drafts[k]
            if by.intersection(other.by.keys):
                if self.targets[k] and weight >= own[0]:
                    own = (weight, self.targets[k][0])
                continue
            keys = [key for key in other.by.keys if key in self.acting]
            weight *= 1.3 if other.act in INITIATIVES else 1
            if keys and weight >= best[0]:
                best = (weight, keys[0])
        return best[1], own[1]

    def echoes(self, number: int) -> dict[str, float]:
        """How much of its rare words the move shares with one of each party's moves near by, before it or after."""
        found: dict[str, float] = {}
        for k, weight in self.sharing[number].items():
            for key in self.drafts[k].by.keys:
                found[key] = max(found.get(key, 0.0), weight)
        return found

    def paragraph(self, draft: Draft) -> int:
        """In which paragraph a draft begins."""
        return bisect_right(self.breaks, draft.start)

    def initiative(self, number: int) -> str | None:
        """Who made the last proposal, demand or charge before."""
        by = set(self.drafts[number].by.keys)
        for k in range(number - 1, max(-1, number - WINDOW), -1):
            other = self.drafts[k]
            if other.act in INITIATIVES and by.isdisjoint(other.by.keys):
                if keys := [key for key in other.by.keys if key in self.acting]:
                    return keys[0]
        return None

    def turn(self, number: int, step: int) -> str | None:
        """The other party that acts next before (or after), within five moves."""
        by = set(self.drafts[number].by.keys)
        for k in range(number + step, number + 6 * step, step):
            if not 0 <= k < len(self.drafts):
                break
            keys = self.drafts[k].by.keys
            if by.isdisjoint(keys) and (acting := [key for key in keys if key in self.acting]):
                return acting[0]
        return None

    def before(self, number: int) -> tuple[str, ...]:
        """Whom the same party addressed in its last moves."""
        by = self.drafts[number].by.keys
        for k in range(number - 1, max(-1, number - 5), -1):
            if self.drafts[k].by.keys == by and self.targets[k]:
                return self.targets[k]
        return ()

    def others(self, by: tuple[str, ...]) -> dict[str, int]:
        """The report's parties beside the acting ones, the most active first, each with its rank."""
        if by not in self._others:
            self._others[by] = {key: rank for rank, key in enumerate(key for key in self.ranked if key not in by)}
        return self._others[by]

    def relation(self, by: tuple[str, ...], key: str) -> list[str]:
        """What all moves of the report tell of a party beside the acting ones, in marks: the same for each of their moves."""
        if (by, key) not in self._relations:
            self._relations[by, key] = self._relation(by, key)
        return self._relations[by, key]

    def _relation(self, by: tuple[str, ...], key: str) -> list[str]:
        marks = [f"real{self.real(key)}"]
        if key in self.acting:
            all_acts = max(1, self.acts - sum(self.acting[k] for k in set(by)))
            marks.append(f"share{int(3.99 * self.acting[key] / all_acts)}")
        else:
            marks.append("never-acts")
        if times := sum(self.towards.get((one, key), 0) for one in by):
            marks += ["addressed-elsewhere", *["addressed-mostly"] * (times * 2 > sum(self.aiming[one] for one in set(by)))]
        if any((key, one) in self.towards for one in by):
            marks.append("addresses-back")
        if any((one, key) in self.met for one in by):
            marks.append("met")
        marks.append(f"asked{min(3, self.asked.get(key, 0))}")
        if any(frozenset((one, key)) in self.side_by_side for one in by):
            marks.append("ally")
        if key.islower():
            marks.append("common-name")
        return marks

    def distance(self, key: str, sentence: int) -> int:
        """How many sentences ago the party was named: 0 to 3, 4 for longer ago or never."""
        seen = self.seen.get(key, [])
        before = bisect_right(seen, sentence)
        return min(4, sentence - seen[before - 1]) if before else 4


def _pairs(keys: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in combinations(keys[:MANY], 2)]


def titled(scene: Scene) -> tuple[str, ...]:
    """The parties that the title names, in order."""
    report = scene.parsed.cleaned.report
    forms = re.findall(r"[\w.&-]+", re.sub(r"['’]s\b", "", report.title or ""))
    keys: list[str] = []
    k = 0
    while k < len(forms):
        known = lookup(forms, k, report.published)
        if known is not None and known[1].kind in PARTIES:
            keys.append(known[1].key)
        k += known[0] if known is not None else 1
    lows = {form.lower() for form in forms}
    for entity in scene.cast.entities:
        if entity.kind in PARTIES and entity.party and entity.name.split()[-1].lower() in lows:
            keys += entity.party
    return tuple(dict.fromkeys(keys))
