"""Several meetings told by one clause, each with its day: "will meet in Bern on 3 June, in Basel on 5 June and at … on 9 June".

Each is a move of its own, since each is held, put off or missed by itself.  A meeting that is told with several days becomes one
for each; an agreement on several stays, and each meeting that it names stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.extract.acts.draft import Draft
from communique.extract.acts.frames import MEETINGS
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word

GATHERINGS = MEETINGS | {"council", "dialogue", "committee", "commission"}
AGREED = frozenset({"agree", "accept", "commit"})
LONG = 7  # days: what takes longer is no meeting
JOINED = frozenset({"and", ",", ";"})
OPENING = frozenset({"IN", "DT", "RB", "TO"})  # what begins the next meeting: "in Basel", "the council", "then", "to Bern"
THEN = frozenset({"then", "also", "later", "finally"})
MEETING_KINDS = frozenset({"state", "organisation", "bloc"})


def scheduled(scene: Scene, drafts: Sequence[Draft], sure: Sequence[float]) -> tuple[list[Draft], list[float]]:
    """The drafts and how sure each is, with one for each dated meeting that one of them tells of."""
    told: list[tuple[Draft, float]] = []
    days = _days_ahead(scene)
    for draft, confidence in zip(drafts, sure, strict=True):
        inside = [day for day in days if draft.start <= day[0] and day[1] <= draft.end]
        parts = _parts(scene, draft, inside) if len(inside) > 1 and (draft.act == "meet" or draft.act in AGREED) else []
        if draft.act != "meet" or not parts:
            told.append((draft, confidence))
        for part in parts:
            if (same := next((n for n, (other, _) in enumerate(told) if _again(part, other)), None)) is None:
                told.append((part, confidence))
            elif len(part.by.keys) > len(told[same][0].by.keys):
                told[same] = part, confidence
    return [draft for draft, _ in told], [confidence for _, confidence in told]


def _again(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one sentence tell one meeting, of which one may name only some: "it was confirmed that talks …"."""
    if other.act != "meet" or one.end != other.end:
        return False
    keys, its = set(one.by.keys), set(other.by.keys)
    return keys <= its or its <= keys


def _days_ahead(scene: Scene) -> list[tuple[int, int]]:
    """Where a day, or a few, that is yet to come is named, in order of text."""
    published, to_mended = scene.parsed.cleaned.report.published, scene.parsed.cleaned.offsets.to_mended
    return [
        (start, start + t.span.end - t.span.start)
        for t in scene.timexes
        if t.type == "DATE" and t.when is not None and t.when.earliest is not None and t.when.earliest > published
        if (t.when.days() or LONG + 1) <= LONG
        for start in (to_mended(t.span.start),)
    ]


def _parts(scene: Scene, draft: Draft, days: Sequence[tuple[int, int]]) -> list[Draft]:
    """The meetings that a draft tells of, none where it tells of one alone."""
    cuts: list[tuple[int, int]] = []  # where one ends, where the next begins
    for (_, end), (start, _) in pairwise(days):
        between = scene.parsed.between(end, start)
        if any(word.i in scene.by_verb for word in between):
            return []  # each has a verb of its own
        if any(word.is_noun for word in between):
            joint = _joint(scene, between)
            if joint is None:
                return []
            cuts.append(joint)
    if not cuts:
        return []
    edges = [draft.start, *(at for cut in cuts for at in cut), draft.end]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if draft.act != "meet":
        pieces = [(begin, end) for start, end in pieces if (begin := _gathering(scene, start, end)) is not None]
        if len(pieces) < 2:
            return []
    return [_part(scene, draft, start, end) for start, end in pieces]


def _joint(scene: Scene, between: Sequence[Word]) -> tuple[int, int] | None:
    """Where between two days one meeting ends and the next begins, None where no word joins two."""
    words = scene.parsed.words
    joints = [word for word in between if word.low in JOINED and words[word.i + 1].tag in OPENING]
    if not joints:
        return None
    last, after = words[joints[0].i - 1], words[joints[0].i + 1]
    while last.low in JOINED:
        last = words[last.i - 1]
    while after.low in JOINED | THEN:
        after = words[after.i + 1]
    return last.end, after.start


def _gathering(scene: Scene, start: int, end: int) -> int | None:
    """Where in text[start:end] the phrase of a meeting begins, None where none is named."""
    words = scene.parsed.between(start, end)
    noun = next((word for word in words if word.is_noun and word.lemma.lower() in GATHERINGS), None)
    if noun is None:
        return None
    first = scene.parsed.words[noun.left]
    return max(start, first.start if first.low not in ("a", "an", "the") else scene.parsed.words[noun.left + 1].start)


def _part(scene: Scene, draft: Draft, start: int, end: int) -> Draft:
    words = scene.parsed.between(start, end)
    cue = next(((w.start, w.end) for w in words if w.lemma.lower() in GATHERINGS), None) if draft.act != "meet" else None
    return replace(
        draft, start=start, end=end, act="meet", modality="planned", by=_meeting(scene, draft, words),
        cue=cue or (draft.cue if draft.cue is not None and start <= draft.cue[0] < end else None), whole=None, speaks=False,
        why=[*draft.why, "one of several meetings, by its day"],
    )  # fmt: skip


def _meeting(scene: Scene, draft: Draft, words: Iterable[Word]) -> Who:
    """Who is to meet: two that its own words name, else one of them with those of whom it is told."""
    keys: list[str] = []
    for word in words:
        entity = scene.cast.at[word.i][1] if word.i in scene.cast.at else None
        before = scene.parsed.words[word.left - 1] if word.left else None
        seat = before is not None and before.low in ("in", "at") and word.dep == "pobj" and _is_place(scene, word)
        gathering = entity is not None and GATHERINGS.intersection(entity.name.lower().split())
        if entity is not None and entity.kind in MEETING_KINDS and not seat and not gathering:
            keys += [key for key in entity.party if key not in keys]
    if len(keys) < 2:
        keys = [*draft.by.keys, *(key for key in keys if key not in draft.by.keys)]
    return draft.by if tuple(keys) == draft.by.keys else Who(tuple(keys), None, "state", "definite")


def _is_place(scene: Scene, word: Word) -> bool:
    """Whether a name is a town's, which may stand for who sits there."""
    name = scene.cast.at[word.i][0] if word.i in scene.cast.at else None
    return name is not None and name.entry is not None and bool(name.entry.metonym)
