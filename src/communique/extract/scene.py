"""All that one report's readers share: words, clauses, voices, cast, dates; who speaks at any place of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from communique.extract.clauses import Clause, find_clauses
from communique.extract.dates.find import find_dates
from communique.extract.offices import office_of
from communique.extract.parties.cast import find_cast
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import holder_of
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.who import DOCUMENTS, UNNAMED, Who
from communique.extract.voices.find import Voice, find_voices
from communique.parse.tree import Parsed, Word
from communique.record.move import LinkKind, Timex

ASKING = frozenset({"Q", "QUESTION", "REPORTER", "MODERATOR", "OPERATOR", "HOST", "INTERVIEWER", "THE MODERATOR", "THE OPERATOR"})

Hearing = Callable[[Parsed], tuple[Voice, ...]]


@dataclass
class Scene:
    """A report with everything found in it so far; offsets are mended."""

    parsed: Parsed
    clauses: list[Clause]
    voices: tuple[Voice, ...]
    cast: Cast
    resolver: Resolver
    timexes: tuple[Timex, ...]
    office: Who | None  # the office that speaks through its own release
    sources: dict[int, Who | None]  # voice index -> who speaks

    @cached_property
    def by_verb(self) -> dict[int, Clause]:
        """Word index of a verb -> its clause."""
        return {c.verb.i: c for c in self.clauses}

    def word_at(self, offset: int) -> int:
        """Index of the first word at or after a mended offset."""
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.parsed.words]

    @cached_property
    def _below(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent is not None:
                found.setdefault(clause.parent.verb.i, []).append(clause)
        return found

    @cached_property
    def _raised(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            if clause.raised is not None:
                found.setdefault(clause.raised.verb.i, []).append(clause)
        return found

    def raised_to(self, clause: Clause) -> list[Clause]:
        """The clauses that stand beside `clause` though the parser put them inside its content."""
        return self._raised.get(clause.verb.i, [])

    def below(self, clause: Clause) -> list[Clause]:
        """The clauses that hang directly on a clause, in order."""
        return self._below.get(clause.verb.i, [])

    @cached_property
    def _voice_at(self) -> list[int | None]:
        """For each word the voice whose content is the smallest that holds it, of equals the innermost."""
        held: list[int | None] = [None] * len(self.parsed.words)
        depth = [len(self.above(n)) for n in range(len(self.voices))]
        by_size = sorted(range(len(self.voices)), key=lambda n: (-sum(e - s for s, e in self.voices[n].content), depth[n], -n))
        for number in by_size:
            for start, end in self.voices[number].content:
                first, last = self.word_at(start), self.word_at(end)
                held[first:last] = [number] * (last - first)
        return held

    def above(self, voice: int) -> list[int]:
        """The voices that hold a voice, nearest first."""
        found: list[int] = []
        at = self.voices[voice].parent
        while at is not None and at not in found:
            found.append(at)
            at = self.voices[at].parent
        return found

    def innermost(self, at: int) -> int | None:
        """The voice whose content is the smallest that holds the word at mended offset `at`."""
        word = self.word_at(at)
        return self._voice_at[word] if word < len(self._voice_at) else None

    def inside(self, word: Word) -> tuple[Who | None, bool]:
        """Who speaks at a word, and whether the words there are his own."""
        number = self.innermost(word.start)
        if number is None:
            return None, False
        voice = self.voices[number]
        if voice.source is not None and voice.source[0] <= word.start < voice.source[1]:
            return None, False
        direct = voice.quote == "direct" or (voice.quote == "mixed" and self.quoted(word.start))
        return self.sources.get(number), direct

    def quoted(self, at: int) -> bool:
        """Whether mended offset `at` stands between quotation marks of its paragraph."""
        text = self.parsed.text
        start = text.rfind("\n", 0, at) + 1
        return text.count("“", start, at) > text.count("”", start, at)

    def speaker(self, voice: int | None) -> Who | None:
        """Who speaks in a voice; outside of all, the office that publishes."""
        while voice is not None:
            who = self.sources.get(voice)
            if who is not None:
                return who
            voice = self.voices[voice].parent
        return self.office


def set_scene(parsed: Parsed, hear: Hearing = find_voices) -> Scene:
    """Find clauses, voices (by `hear`), cast and dates, and who speaks in each voice."""
    cast = find_cast(parsed)
    resolver = Resolver(cast)
    voices = hear(parsed)
    scene = Scene(parsed, find_clauses(parsed), voices, cast, resolver, find_dates(parsed), None, {})
    scene.office = office_of(cast)
    resolver.inside = scene.inside
    for number, voice in enumerate(voices):
        who = None
        if voice.head is not None:
            head = parsed.words[voice.head]
            inner = scene.innermost(head.start)
            printed = parsed.text[slice(*voice.source)] if voice.source else ""
            who = _label(scene, re.sub(r"^(?:THE|MR\.?|MRS\.?|MS\.?|DR\.?)\s+", "", printed)) if printed.isupper() else None
            if printed in ASKING:
                continue  # a question is nobody's move
            rank = voice.basis == "label" and bool(UNNAMED & set(printed.lower().split()))
            if who is None and rank and scene.office is not None:
                who = _unknown_label(scene, printed, voice)
            who = who or resolver.resolve(
                head, scene.sources.get(inner) if inner is not None and inner < number else scene.office
            )
            if who is None and voice.basis == "label" and printed.isupper():
                who = _unknown_label(scene, printed, voice)
            who = who or _as_printed(scene, head, voice)
        scene.sources[number] = who
    return scene


def _unknown_label(scene: Scene, printed: str, voice: Voice) -> Who:
    """A label that names nobody of the text: in an office's own transcript one who speaks for it, by name or by rank alone."""
    keys = scene.office.keys if scene.office is not None else ()
    if UNNAMED & set(printed.lower().split()):
        text = printed.lower()
        return Who(keys or ("unnamed",), text, "unnamed", "title", span=voice.source)
    name = re.sub(r"^(?:THE|MR\.?|MRS\.?|MS\.?|DR\.?)\s+", "", printed).title()
    return Who(keys or (name,), name, "person", "title", span=voice.source)


def _as_printed(scene: Scene, head: Word, voice: Voice) -> Who | None:
    """A source that stands for no known party: unnamed people are kept as printed, anything else is left open."""
    if voice.source is None or head.tag[:2] != "NN" or head.lemma in ("it", "there"):
        return None
    text = scene.parsed.text[slice(*voice.source)].strip('“”" ,')
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    text = re.split(r",?\s(?:that|which|who|whose|whom)\s", text)[0]
    if len(text) > 90 or text.lower() in ("", "that", "which", "who", "it", "this", "there", "what"):
        return None
    kind: LinkKind = "document" if head.lemma in DOCUMENTS else "unnamed" if head.tag in ("NN", "NNS") else "organisation"
    return Who((text,), text, kind, "name", span=voice.source)


def _answering(scene: Scene, letters: str) -> Entity | None:
    """Who speaks under the letters of an interview: whose initials they are, else for "A" whom the interview names first."""
    if len(letters) > 3:
        return None
    people = [e for e in scene.cast.entities if e.kind == "person" and e.party]
    initials = (e for e in people if "".join(w[0] for w in e.name.split()) == letters)
    return next(initials, people[0] if letters == "A" and people else None)


def _label(scene: Scene, text: str) -> Who | None:
    """A transcript's label in capitals: "PRESIDENT HILL", "MR. HILL", "THE PRESIDENT"."""
    if not text.isupper():
        return None
    last = text.split()[-1].title()
    if (answering := _answering(scene, text.replace(".", ""))) is not None:
        return Who(answering.party, answering.name, "person", "title", answering.role)
    for entity in scene.cast.entities:
        if entity.kind == "person" and entity.name.split()[-1].lower() == last.lower():
            return Who(entity.party, entity.name, "person", "title", entity.role)
    known = holder_of(last, scene.parsed.cleaned.report.published)
    if known is not None:
        return Who((known.code,), known.name, "person", "title", known.post)
    if scene.office is not None and text in ("PRESIDENT", "VICE PRESIDENT", "SECRETARY"):
        return scene.office
    return None
