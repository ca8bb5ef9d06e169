"""A voice is somebody's words or attitude as the report gives them: whose, by which cue, and exactly which words."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.voices.cues import Entry, cue_words
from communique.extract.voices.draft import Draft
from communique.extract.voices.inserted import insertions
from communique.extract.voices.labels import labelled
from communique.extract.voices.nest import citing, disentangle, mark_relays, parents, quoted_saying
from communique.extract.voices.phrases import according, adjective_voice, idiom_voice, noun_voice
from communique.extract.voices.quotes import Layout, lay_out
from communique.extract.voices.quoting import quoted_as_saying
from communique.extract.voices.reported import headline_says, referring_to, reports_after
from communique.extract.voices.speakers import continue_quotations
from communique.extract.voices.stated import stated
from communique.extract.voices.unlisted import announced
from communique.extract.voices.verbs import verb_voice
from communique.parse.tree import Parsed, Word
from communique.record.move import Attribution, QuoteKind


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice; offsets are half-open, into the mended text.

    `source`: the source phrase; `head`: index in `parsed.words` of its head word (for "who", of what it stands for).
    `cue`: the cue words, a colon after a label among them; None for a bare quotation, whose `lemma` is "".
    `content`: with complementiser and quotation marks; several spans where the cue interrupts it.
    `parent`: index of the voice that passes this one on.  `relay`: the source passes on somebody else's words.
    `addressee`: head word of whom it was told to.  `basis`: how the content was found.
    """

    source: tuple[int, int] | None
    head: int | None
    cue: tuple[int, int] | None
    cue_word: int | None
    lemma: str
    content: tuple[tuple[int, int], ...]
    quote: QuoteKind
    parent: int | None
    relay: bool
    addressee: int | None
    basis: str


def find_voices(parsed: Parsed) -> tuple[Voice, ...]:
    """All voices of a report, in order of their first character."""
    if not parsed.words:
        return ()
    layout = lay_out(parsed)
    return arranged(layout, ruled(layout))


def ruled(layout: Layout) -> list[Draft]:
    """What the rules find, in order; who holds whom is not yet settled."""
    drafts = _drafts(layout)
    drafts.sort(key=lambda d: d.cue[0] if d.cue else d.content[0][0])
    disentangle(layout, drafts)
    labels = labelled(layout)
    if not labels:
        drafts += continue_quotations(layout, drafts)
    drafts += labels or stated(layout)
    drafts.sort(key=_order)
    return drafts


def arranged(layout: Layout, drafts: list[Draft]) -> tuple[Voice, ...]:
    """The drafts as voices in order of their first character, each with the one that passes it on."""
    drafts = sorted(drafts, key=_order)
    holders = parents(drafts)
    mark_relays(drafts, holders)
    return tuple(_voice(layout, draft, parent) for draft, parent in zip(drafts, holders, strict=True))


def _order(draft: Draft) -> tuple[int, int]:
    first, last = draft.content[0][0], draft.content[-1][1]
    return (min(first, draft.cue[0]) if draft.cue else first), -last


def _drafts(layout: Layout) -> list[Draft]:
    words = layout.words
    found: list[Draft] = []
    later: list[tuple[Word, Entry]] = []
    for word, kind, entry in cue_words(words):
        draft: Draft | None
        if kind == "noun":
            draft = noun_voice(layout, word, entry)
        elif kind == "adjective":
            draft = adjective_voice(layout, word, entry)
        elif kind == "frame":
            draft = according(layout, word)
        elif word.tag == "VBG" and entry.lemma in ("cite", "quote"):
            later.append((word, entry))
            continue
        else:
            draft = idiom_voice(layout, word)
            if draft is None and entry.codes | entry.particles:
                draft = verb_voice(layout, word, entry)
                if draft is not None and word.dep == "pcomp" and (relay := quoted_saying(layout, word, draft)):
                    found.append(relay)
        if draft is not None:
            announced(layout, draft)
            found.append(draft)
    for word, entry in later:
        if draft := citing(layout, word, found) or verb_voice(layout, word, entry):
            found.append(draft)
    found += quoted_as_saying(layout, found)
    found += insertions(layout, found)
    found += reports_after(layout, found)
    found += headline_says(layout, found)
    found += referring_to(layout, found)
    text = layout.parsed.text
    return [draft for draft in found if any(c.isalnum() for start, end in draft.content for c in text[start:end])]


def _voice(layout: Layout, draft: Draft, parent: int | None) -> Voice:
    return Voice(
        draft.source,
        draft.head,
        draft.cue,
        draft.cue_word,
        draft.lemma,
        tuple(draft.content),
        _quoted(layout, draft),
        parent,
        draft.relay,
        draft.addressee,
        draft.basis,
    )


def _quoted(layout: Layout, draft: Draft) -> QuoteKind:
    """How much of the content stands in quotation marks; those around the cue itself do not count.

    A transcript gives the speakers' words without any.
    """
    if draft.basis in ("label", "stated"):
        return "direct"
    words, inside = layout.words, layout.inside
    home = inside[draft.cue_word] if draft.cue_word is not None else -1
    within = without = 0
    for start, end in draft.content:
        for i in range(*layout.words_in(start, end)):
            if words[i].text[0].isalnum():
                if inside[i] in (-1, home):
                    without += 1
                else:
                    within += 1
    return "indirect" if not within else "mixed" if without else "direct"


def attributions(parsed: Parsed, voices: tuple[Voice, ...]) -> tuple[Attribution, ...]:
    """The voices as attributions, spans in the text as read; parents keep their index."""
    return tuple(
        Attribution(
            (parsed.raw(*voice.source),) if voice.source else (),
            (parsed.raw(*voice.cue),) if voice.cue else (),
            tuple(parsed.raw(*one) for one in voice.content),
            voice.parent,
        )
        for voice in voices
    )
