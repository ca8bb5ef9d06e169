"""All that one report's readers share: words, clauses, voices, cast, dates; who speaks at any place of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from communique.extract.clauses import Clause, find_clauses
from communique.extract.dates.find import find_dates
from communique.extract.factuality import Facts
from communique.extract.offices import office_of
from communique.extract.parties.cast import find_cast
from communique.extract.parties.entities import Cast
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.who import Who
from communique.extract.sources import as_printed, settled
from communique.extract.turns import askers, speaker_of
from communique.extract.voices.find import Voice, find_voices
from communique.parse.tree import Parsed, Word
from communique.record.move import Timex

Hearing = Callable[[Parsed], tuple[Voice, ...]]


class Speech:
    """Which voice holds each word of a report, and who speaks in it.

    It knows nothing of the resolver, which asks it: a report that is read is then freed at once, not when garbage is looked for.
    """

    def __init__(self, parsed: Parsed, voices: tuple[Voice, ...]) -> None:
        self.parsed, self.voices = parsed, voices
        self.sources: dict[int, Who | None] = {}  # voice index -> who speaks

    @cached_property
    def _voice_at(self) -> list[int | None]:
        """For each word the voice whose content is the smallest that holds it, of equals the innermost."""
        held: list[int | None] = [None] * len(self.parsed.words)
        depth = [len(self.above(n)) for n in range(len(self.voices))]
        by_size = sorted(range(len(self.voices)), key=lambda n: (-sum(e - s for s, e in self.voices[n].content), depth[n], -n))
        for number in by_size:
            for start, end in self.voices[number].content:
                first, last = bisect_left(self.parsed.starts, start), bisect_left(self.parsed.starts, end)
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
        word = bisect_left(self.parsed.starts, at)
        return self._voice_at[word] if word < len(self._voice_at) else None

    def inside(self, word: Word) -> tuple[Who | None, bool]:
        """Who speaks at a word, and whether the words there are his own."""
        number = self._voice_at[word.i]
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
    speech: Speech
    sources: dict[int, Who | None]  # voice index -> who speaks; those of `speech`
    titles: dict[int, str] = field(default_factory=dict)  # voice index -> what chains call who speaks; filled as they are read
    carried: dict[int, Any] = field(default_factory=dict)  # verb -> the media its clause names; filled likewise
    hops: dict[int, Any] = field(default_factory=dict)  # voice -> the media it names and its source; filled likewise
    linked: dict[tuple[int, ...], Any] = field(default_factory=dict)  # voices, outermost first -> links; filled likewise

    @cached_property
    def by_verb(self) -> dict[int, Clause]:
        """Word index of a verb -> its clause."""
        return {c.verb.i: c for c in self.clauses}

    @cached_property
    def by_cue(self) -> dict[int, int]:
        """Word index of a cue -> its voice."""
        return {voice.cue_word: number for number, voice in enumerate(self.voices) if voice.cue_word is not None}

    @property
    def alone(self) -> bool:
        """Whether the text is a sentence or two: no report; nothing in it is setting, and no party has a standing in it."""
        return len(self.parsed.sentences) <= 2

    @cached_property
    def facts(self) -> Facts:
        """What has happened of what the clauses tell."""
        return Facts(self.parsed, self.by_verb)

    def word_at(self, offset: int) -> int:
        """Index of the first word at or after a mended offset."""
        return bisect_left(self.parsed.starts, offset)

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

    def innermost(self, at: int) -> int | None:
        """The voice whose content is the smallest that holds the word at mended offset `at`."""
        return self.speech.innermost(at)

    def quoted(self, at: int) -> bool:
        """Whether mended offset `at` stands between quotation marks of its paragraph."""
        return self.speech.quoted(at)

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
    speech = Speech(parsed, voices)
    scene = Scene(parsed, find_clauses(parsed), voices, cast, resolver, find_dates(parsed), None, speech, speech.sources)
    scene.office = office_of(cast)
    resolver.inside = speech.inside
    asking = askers(parsed, voices)
    for number, voice in enumerate(voices):
        if voice.basis == "label":
            if parsed.text[slice(*voice.source)] not in asking if voice.source else False:
                scene.sources[number] = speaker_of(parsed, cast, resolver, scene.office, voice, bool(asking))
            continue  # a question is nobody's move
        who = None
        if voice.head is not None:
            head = parsed.words[voice.head]
            inner = scene.innermost(head.start)
            own = scene.sources.get(inner) if inner is not None and inner < number else scene.office
            who = resolver.resolve(head, own) or resolver.nameless(head) or as_printed(parsed, head, voice)
            who = settled(parsed, resolver, voices, scene.sources, number, who)
        scene.sources[number] = who
    return scene
