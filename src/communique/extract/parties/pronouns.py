"""Pronouns and pairs ("he", "they", "both sides"): resolved to the nearest that fits, or to nobody."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.meeting import met_in
from communique.extract.parties.salience import is_main
from communique.extract.parties.table import Table, at_the_table
from communique.extract.parties.who import DOCUMENTS, FIRST, HE, IT, MANY, PROVISIONS, SHE, THEY, Who
from communique.parse.tree import Word
from communique.record.move import LinkKind

SPEECH = words("speech")
WORKS = words("works")  # where people work; who acts is the company
CONTROLLING = frozenset({"dare", "ask", "challenge", "urge", "press", "order", "defy"})  # whose object is to do something


class Pronouns(ABC):
    """The part of a resolver that reaches back in the text; `inside` tells who speaks at a word and whether in his own words."""

    _states: set[str]  # the keys that are states
    _open: set[int]  # phrases that are being read

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.parsed = cast.parsed
        self.inside: Callable[[Word], tuple[Who | None, bool]] = lambda _: (None, False)
        self._persons = [(head, e) for (_, e), head in zip(cast.order, cast.heads, strict=True) if e.kind == "person"]

    @cached_property
    def table(self) -> Table:
        """Who sits at the table of this report."""
        return Table(self.cast)

    @abstractmethod
    def resolve(self, word: Word | None, speaker: Who | None = None) -> Who | None:
        """The parties that the phrase headed by `word` stands for."""

    @abstractmethod
    def couple(self, word: Word, joined: bool) -> tuple[str, ...]:
        """The two told before a word to deal with each other, or where they may be only joined by "and" those (see couples)."""

    @abstractmethod
    def alone(self, word: Word) -> Who | None:
        """Who a phrase stands for without those joined to it by "and"."""

    @abstractmethod
    def same_noun(self, word: Word) -> Who | None:
        """A group named before by the same common noun."""

    @abstractmethod
    def by_name(self, word: Word | None) -> Who | None:
        """Who has no other name than a common noun."""

    def _as_who(self, entity: Entity) -> Who:
        kind: LinkKind = "person" if entity.kind == "person" else "state" if entity.kind in ("state", "body") else "organisation"
        if entity.kind in ("wire", "media"):
            kind = "wire" if entity.kind == "wire" else "media"
        return Who(entity.party or (entity.key,), entity.name, kind, "name", entity.role, guessed=entity.guessed)

    def _pronoun(self, word: Word, speaker: Who | None) -> Who | None:
        low = word.low
        if low in FIRST:
            return replace(speaker, how="quotation") if speaker else None
        if low in ("who", "which", "that", "whose", "whom"):
            for up in self.parsed.up(word):
                if up.dep == "relcl":
                    noun = self.parsed.words[up.head]
                    return self.resolve(noun, speaker) or (self.by_name(noun) if low == "whose" else None)
            before = self.parsed.words[word.i - 1 - (self.parsed.words[word.i - 1].text == ",")] if low == "whose" else word
            return self.resolve(before, speaker) or self.by_name(before) if before.is_noun else None
        source, direct = self.inside(word)
        if (
            source is not None
            and not direct
            and (
                (low in HE and source.kind == "person" and self._agrees(word, source))
                or (low in IT and (source.kind in ("state", "organisation") or _office(source)) and len(source.keys) == 1)
                or (low in THEY and (len(source.keys) > 1 or source.kind == "unnamed" or _several(source)))
            )
        ):  # in indirect speech "he", "it" and "they" are first of all the speaker
            return replace(source, how="pronoun")
        if low in HE:
            if (told := self._described_before(word) or self._unnamed_speaker(word)) is not None:
                return replace(told, how="pronoun")
            entity = self._last_person(word, speaker)
            return replace(self._as_who(entity), how="pronoun") if entity else None
        if (
            low in IT
            and word.dep in ("nsubj", "nsubjpass")
            and self.parsed.words[word.head].lemma == "be"
            and any(
                k.dep in ("acomp", "attr") and k.tag[:2] in ("JJ", "NN") for k in self.parsed.words[word.head].kids
            )
            and any(k.dep in ("ccomp", "xcomp", "advcl") for k in self.parsed.words[word.head].kids)
        ):
            return None  # "it is important to …"
        if low in IT or low in THEY:
            return self._group_pronoun(word, speaker)
        return None

    def _described_before(self, word: Word) -> Who | None:
        """ "A source in the delegation told Norpost … “The forms came. …” he said": the nameless subject of the last sentence
        before a quotation of several sentences in the paragraph."""
        words, sentences, skipped = self.parsed.words, self.parsed.sentences, False
        for number in range(word.sentence - 1, max(-1, word.sentence - 8), -1):
            root = words[sentences[number].root]
            if sentences[number].block != sentences[word.sentence].block:
                return None
            if self.inside(root)[1]:
                skipped = True
                continue
            if not skipped:
                return None
            subject = next((k for k in root.kids if k.dep == "nsubj"), None)
            if subject is None or subject.tag != "NN" or subject.i in self.cast.at:
                return None
            who = self.resolve(subject)
            return who if who is not None and who.kind == "unnamed" and root.lemma in SPEECH else None
        return None

    def _unnamed_speaker(self, word: Word) -> Who | None:
        """ "A source in the delegation told … he said", "the rebel leader said … he said": who spoke last before, where nobody
        was named since."""
        last = max((head.i for head, _ in self._persons if head.i < word.i), default=-1)
        for other in self._subjects_before(word):
            if other.i > last and other.tag == "NN" and self.parsed.words[other.head].lemma in SPEECH:
                who = self.resolve(other)
                by_post = who is not None and who.kind == "person" and who.name is not None and self._agrees(word, who)
                return who if who is not None and (who.kind == "unnamed" or by_post) else None
        return None

    def _agrees(self, word: Word, source: Who) -> bool:
        """Whether "he" or "she" may mean a person, as far as name and title tell."""
        person = next((e for _, e in self._persons if e.name == source.name), None)
        return person is None or not person.gender or (person.gender == "she") == (word.low in SHE)

    def last_told(self, word: Word) -> Who | None:
        """Whom a pronoun is likeliest to mean that nothing near it settles: the person or the party told of last."""
        if word.low in HE:
            for head, entity in reversed(self._persons):
                if head.i < word.i and (not entity.gender or (entity.gender == "she") == (word.low in SHE)):
                    return replace(self._as_who(entity), how="pronoun", guessed=True)
            return None
        keys = self.standing_before(word.i, None if word.low in IT else True) if word.low in IT | THEY else ()
        return Who(keys, None, "organisation", "pronoun", guessed=True) if keys else None

    @abstractmethod
    def standing_before(self, at: int, plural: bool | None) -> tuple[str, ...]:
        """The party that stands out most before word `at`."""

    def last_speaker(self, word: Word) -> Who | None:
        """Whose sentence came before, for a readout's passives ("attention was drawn to …")."""
        entity = self._last_person(word, None)
        return replace(self._as_who(entity), how="office") if entity is not None and self.cast.home in entity.party else None

    def _last_person(self, word: Word, speaker: Who | None) -> Entity | None:
        """He and she: the subject named last in this or the three sentences before, else any person named there."""
        fallback = None
        for head, entity in reversed(self._persons):
            if head.i >= word.i:
                continue
            if word.sentence - head.sentence > 4:
                break
            if speaker is not None and speaker.name == entity.name:
                continue
            if entity.gender and entity.gender != ("she" if word.low in SHE else "he"):
                continue
            if (
                head.dep in ("nsubj", "nsubjpass", "agent")
                or (head.dep in ("conj", "appos") and self._heads_clause(self.parsed.words[head.head], head))
                or self._before_verb(head)
            ):
                if head.sentence < word.sentence or head.dep in ("nsubj", "nsubjpass"):
                    return entity
            fallback = fallback or entity
        return fallback

    def _heads_clause(self, noun: Word, name: Word) -> bool:
        """Whether a noun that a name explains is a subject, or belongs to one: "a negotiator for the dockers, Ann Hill, said"."""
        words = self.parsed.words
        post = words[words[noun.head].head]
        return noun.dep == "nsubj" or (name.dep == "appos" and noun.dep == "pobj" and post.dep == "nsubj" and post.i < name.i)

    def _crowd_before(self, word: Word) -> str | None:
        """What the people are called whom "their" means in "their union": the nearest of the plural subjects before."""
        for other in self._subjects_before(word):
            if other.tag == "NNS" and other.i not in self.cast.at and (who := self.resolve(other)) is not None:
                return who.name if who.keys == (who.name,) else None
        return None

    def _before_verb(self, head: Word) -> bool:
        """Whether a name stands right before its sentence's verb, to which the parser gives no subject."""
        verb = self.parsed.words[head.i + 1] if head.i + 1 < len(self.parsed.words) else head
        root = verb.i == self.parsed.sentences[head.sentence].root and verb.tag in ("VBD", "VBZ")
        return root and not any(kid.dep in ("nsubj", "nsubjpass") for kid in verb.kids)

    def _group_pronoun(self, word: Word, speaker: Who | None) -> Who | None:
        """It and they: the subject of the clause above where that is no person, else the subject before."""
        if self._met and word.low == "they" and word.dep == "nsubj" and word.i == self.parsed.sentences[word.sentence].first:
            return Who(self._met, None, "state", "pronoun")  # "They also discussed …" in the readout of a call
        if word.low == "they" and self.parsed.words[word.head].lemma in SAYING and (one := self._one_unnamed(word)) is not None:
            return one
        for up in self.parsed.up(word):
            if up.lemma in CONTROLLING and up.i < word.i and word.low in ("it", "they"):  # "dared the company to say how it …"
                for kid in up.kids:
                    if kid.dep == "dobj" and kid.i < word.i and kid.tag != "PRP" and (who := self.resolve(kid, speaker)):
                        if who.kind in ("state", "organisation"):
                            return replace(who, how="pronoun")
            for kid in up.kids:
                if (
                    kid.dep in ("nsubj", "nsubjpass")
                    and kid.i < word.i
                    and kid.tag != "PRP"
                    and (who := self.resolve(kid, speaker))
                ):
                    if who.kind != "person" or ((word.low in THEY) == (len(who.keys) > 1) and len(who.keys) > 1):
                        return replace(who, how="pronoun")
                elif kid.dep == "nsubj" and kid.i < word.i and kid.is_noun and word.low in IT and up.lemma == "be":
                    for whose in kid.kids:  # "Velmar's line is that it …"
                        if (
                            whose.dep == "poss"
                            and whose.is_noun
                            and (who := self.resolve(whose, speaker))
                            and who.kind != "person"
                        ):
                            return replace(who, how="pronoun")
        for other in self._subjects_before(word):
            if other.lemma in DOCUMENTS and word.low in ("it", "they") and other.sentence < word.sentence:
                head = self.parsed.words[word.head]
                if head.lemma in PROVISIONS and (who := self.resolve(other, speaker)) is not None and who.kind == "document":
                    return replace(who, how="pronoun")
            named = other.tag == ("NN" if word.low in IT else "NNS") and other.lemma not in WORKS  # "it" is no "inspectors"
            if other.is_noun and (who := self.resolve(other, speaker) or (self.by_name(other) if named else None)):
                several = who.kind == "person" and len(who.keys) > 1
                if (several or who.kind not in ONE_SPEAKS) and (word.low in IT) == (len(who.keys) < 2):
                    return replace(who, how="pronoun")
        pair = self.pair(word) if self.cast.office and word.low in THEY and word.dep in ("nsubj", "nsubjpass") else None
        return replace(pair, how="pronoun") if pair is not None else None  # readouts: "they" are those who met

    def _one_unnamed(self, word: Word) -> Who | None:
        """ "“…,” a ministry source said. “…,” they added": papers that do not tell the sex call one "they"."""
        for other in [w for w in self._subjects_before(word) if w.sentence < word.sentence][:1]:
            if other.tag == "NN" and other.low in UNNAMED_ONE and self.parsed.words[other.head].lemma in SAYING:
                who = self.resolve(other)
                return replace(who, how="pronoun") if who is not None else None
        return None

    def _subjects_before(self, word: Word) -> list[Word]:
        """Subjects before a word: of its own sentence the nearest first, of the two before it the main clause's first."""
        tokens, sentences = self.parsed.words, self.parsed.sentences
        found: list[Word] = []
        for number in range(word.sentence, max(-1, word.sentence - 3), -1):
            subjects = self.parsed.subjects(sentences[number].first, min(sentences[number].last, word.i))
            main = [w for w in subjects if number < word.sentence and is_main(self.parsed, tokens[w.head])]
            found += main + [w for w in reversed(subjects) if w not in main]
        return found

    @cached_property
    def _met(self) -> tuple[str, ...]:
        return met_in(self.cast)

    def _gathered(self, word: Word) -> tuple[str, ...]:
        """Three or more who are told to act together shortly before, or whom a release tells to have met: all of them."""
        sentences = self.parsed.sentences
        above = range(word.sentence - 1, max(-1, word.sentence - 1 - AGO), -1)
        numbers = range(min(word.sentence, AGO)) if self.cast.office else above
        for number in numbers:
            keys: list[str] = []
            for kid in self.parsed.words[sentences[number].root].kids:
                named = [kid] if kid.dep in ("nsubj", "nsubjpass") else []
                if kid.dep == "prep" and kid.low == "with":
                    named = [k for k in kid.kids if k.dep == "pobj"]
                for one in named:
                    who = self.resolve(one)
                    keys += [k for k in who.keys if k not in keys] if who is not None and who.how != "definite" else []
            if len(keys) >= SEVERAL:
                return tuple(keys)
        return ()

    @cached_property
    def _rows(self) -> list[tuple[int, tuple[str, ...]]]:
        """Names that follow one another with only commas and "and" between, with where each row begins."""
        words, rows, last = self.parsed.words, list[tuple[int, tuple[str, ...]]](), -1
        for name, entity in self.cast.order:
            goes_on = last >= 0 and all(w.low in (",", "and", "the") for w in words[last : name.first])
            if goes_on and entity.party:
                rows[-1] = rows[-1][0], rows[-1][1] + entity.party
            elif entity.party:
                rows.append((name.first, entity.party))
            last = name.last if entity.party else -1
        return rows

    def _row(self, word: Word, size: int) -> tuple[str, ...]:
        """The last row of so many names before a word: "the five nations" after "Velmar, Kestria, Orlan, Bosk and Tarn"."""
        return next((keys for first, keys in reversed(self._rows) if first < word.i and len(set(keys)) == size), ())

    def pair(self, word: Word) -> Who | None:
        """The parties of the talks as named so far: those named together last, else the most named."""
        said = {k.low for k in word.kids} | {word.low}
        counted = next((count for mark, count in COUNTED.items() if mark in said), 0)
        row = self._row(word, counted) if counted > 2 and not self.cast.office else ()
        if row or counted > MOST or (counted > 2 and word.lemma in NAMELESS):
            return self._both(row) if row else None
        met = self._met if counted == 2 else self._gathered(word) or self._met
        if met and counted in (0, len(met)):
            return self._both(met)
        states = word.lemma in STATE_NOUNS
        size = counted or 2
        told = self.couple(word, self._opens(word, said)) if size == 2 and not self.cast.office else ()
        third = self._third(word)
        if told and not third.intersection(told) and (not states or self._states.issuperset(told)):
            return self._both(told)
        keys = self.table.sides(word, size, states, third)
        if self.cast.office:  # a release's own meeting stands at its head
            keys = _first_joint(self.cast, self.table.standing, word, size, states) or keys
        return self._both(tuple(keys)) if len(keys) > 1 else None

    def _opens(self, word: Word, said: set[str]) -> bool:
        """Whether "both" or "neither" opens a sentence: those meant have just been named; "the two sides" may be any two."""
        first = self.parsed.words[self.parsed.sentences[word.sentence].first]
        return word.left == first.i and first.low in ("both", "neither", "each") and not said & {"side", "sides"}

    def _third(self, word: Word) -> frozenset[str]:
        """Who deals with the two, and so is neither: "Velmar met both sides", "Velmar put it to the two sides"."""
        verb = self.parsed.words[word.head]
        if word.dep == "pobj" and verb.dep in ("prep", "dative"):
            prep, verb = verb, self.parsed.words[verb.head]
            if prep.low == "with" and prep.i != verb.i + 1:
                return frozenset()  # "meets her colleagues with the two sides far apart"
        subject = next((k for k in verb.kids if k.dep == "nsubj"), None)
        if self.cast.office or word.dep not in ("dobj", "pobj") or subject is None or subject.i in self._open:
            return frozenset()
        who = self.resolve(subject)
        return frozenset(who.keys) if who is not None and len(who.keys) == 1 else frozenset()

    def _both(self, keys: tuple[str, ...]) -> Who:
        return Who(keys, None, "state" if self._states.issuperset(keys) else "organisation", "definite")


SAYING = words("speech") | words("speaking")
UNNAMED_ONE = frozenset({"aide", "diplomat", "insider", "official", "representative", "source", "spokesperson"})
ONE_SPEAKS = frozenset({"person", "unnamed", "wire", "media"})
MOST = 4  # sides that are looked for; of more it is only known who stands in a row
COUNTED = {"three": 3, "four": 4} | MANY | dict.fromkeys(("two", "both", "either", "neither", "side", "sides"), 2)
SEVERAL = 3
NAMELESS = frozenset({"faction", "group", "militia", "movement"})  # of more than two only a row of names tells which
AGO = 4  # sentences


def _office(who: Who) -> bool:
    """Whether it is somebody's office that speaks: "the president's office said it …"."""
    return (who.name or "").lower().endswith((" office", " secretariat"))


def _several(who: Who) -> bool:
    """Whether a party's name is that of several: "counties", "the Dockers"."""
    return who.kind == "organisation" and (who.name or "").endswith("s") and " of " not in (who.name or "")


STATE_NOUNS = frozenset({"government", "country", "nation", "capital", "state", "president", "minister"})


def _first_joint(cast: Cast, standing: Mapping[str, float], word: Word, size: int, only_states: bool) -> list[str]:
    """The parties that one sentence before names together, of people first: the first such sentence."""
    by_sentence: dict[int, tuple[list[str], list[str]]] = {}
    for name, entity in cast.order:
        sentence = cast.parsed.words[name.first].sentence
        if sentence <= word.sentence and name.first < word.i and at_the_table(name, entity):
            if only_states and entity.kind not in ("state", "person"):
                continue
            people, all_of = by_sentence.setdefault(sentence, ([], []))
            all_of += [k for k in entity.party if k not in all_of]
            if entity.kind == "person":
                people += [k for k in entity.party if k not in people]
    own = cast.house.party[0] if cast.house is not None else cast.home
    for personal in (True, False):
        for sentence in sorted(by_sentence):
            named = by_sentence[sentence][0 if personal else 1]
            if len(named) >= size and (own is None or own in named or own not in standing):
                return sorted(named, key=lambda k: -standing.get(k, 0.0))[:size]
    return []
