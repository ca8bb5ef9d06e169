"""Every voice of a report with its chain: whose words, by which cue, how quoted, through whom they came, on what terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.record.move import Attribution, Link
from communique.record.text import Report, Span
from communique.show.rows import Row, link_row, pair
from communique.show.words import name_of, one_line, paragraph_at, paragraph_starts, plain

NO_SOURCE = "source not stated"
NO_OUTLET = "outlet not stated"
GAP = " … "


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One voice: `number` counts from 1 in the order of the text, `parent` is the number of the voice that holds it."""

    number: int
    parent: int | None
    depth: int
    paragraph: int
    span: Span
    voice: Attribution


def view_voices(report: Report, voices: Sequence[Attribution]) -> tuple[VoiceView, ...]:
    """The voices in the order of the text, each nested one after the voice that holds it."""
    starts = paragraph_starts(report.text)
    spans = [_extent(voice) for voice in voices]
    under: dict[int | None, list[int]] = {}
    for at, voice in enumerate(voices):
        under.setdefault(voice.parent, []).append(at)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, int]]:
        for at in sorted(under.get(parent, ()), key=lambda n: (spans[n].start, -spans[n].end, n)):
            yield at, depth
            yield from walk(at, depth + 1)

    order = list(walk(None, 0))
    number = {at: n for n, (at, _) in enumerate(order, 1)}
    return tuple(
        VoiceView(
            number[at],
            None if (parent := voices[at].parent) is None else number[parent],
            depth,
            paragraph_at(starts, spans[at].start),
            spans[at],
            voices[at],
        )
        for at, depth in order
    )


def _extent(voice: Attribution) -> Span:
    """From the first character of source, cue or content to the last of any."""
    spans = [*voice.source, *voice.cue, *voice.content]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def words_of(report: Report, spans: Sequence[Span]) -> str:
    """The words of some spans as read, a gap between them marked."""
    return GAP.join(span.of(report.text) for span in spans)


def hops_in_words(report: Report, voice: Attribution, names: Mapping[str, str]) -> list[str]:
    """The chain hop by hop, from the outlet inwards: name, party spoken for, how it got the words and on what basis."""
    hops = [_hop(link, number, names) for number, link in enumerate(voice.chain)]
    last = voice.chain[-1] if voice.chain else None
    if last is None or (last.basis == "document" and last.kind in ("outlet", "wire")):
        # nobody inside the report was made out: the source as the report prints it, or that it prints none
        hops.append(f"“{one_line(words_of(report, voice.source))}” (as printed)" if voice.source else NO_SOURCE)
    return hops


def _hop(link: Link, number: int, names: Mapping[str, str]) -> str:
    if link.name is None:
        return NO_OUTLET if number == 0 else f"{NO_SOURCE} ({link.how}, {link.basis})"
    spoken_for = name_of(link.for_, names) if link.for_ else link.name
    stood_for = f" for {spoken_for}" if spoken_for != link.name else ""
    how = f"{link.how}, " if number and link.how in ("interview", "cites") else ""
    return f"{one_line(plain(link.name))}{stood_for} ({how}{link.basis})"


def conditions_of(voice: Attribution) -> list[str]:
    """On what terms the sources of a voice spoke, each once."""
    return list(dict.fromkeys(link.condition for link in voice.chain if link.condition))


def voice_row(report: Report, view: VoiceView) -> Row:
    """One voice as a row; `text` is the whole stretch from its first to its last character."""
    voice = view.voice
    return {
        "report": report.id, "start": view.span.start, "end": view.span.end, "text": view.span.of(report.text),
        "number": view.number, "parent": view.parent, "paragraph": view.paragraph,
        "by": words_of(report, voice.source) if voice.source else None,
        "cued": words_of(report, voice.cue) if voice.cue else None,
        "said": words_of(report, voice.content) if voice.content else None, "quote": voice.quote,
        "source": [pair(span) for span in voice.source], "cue": [pair(span) for span in voice.cue],
        "content": [pair(span) for span in voice.content], "chain": [link_row(link) for link in voice.chain],
        "condition": "; ".join(conditions_of(voice)) or None,
    }  # fmt: skip
