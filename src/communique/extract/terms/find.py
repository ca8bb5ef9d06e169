"""The terms of a report's moves: every provision, with the move that puts it on the table or tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.acts.draft import Draft
from communique.extract.quantities import quantity
from communique.extract.scene import Scene
from communique.extract.terms.frames import Frames
from communique.extract.terms.instruments import is_instrument
from communique.extract.terms.lexicon import listed
from communique.extract.terms.lists import of_lists
from communique.extract.terms.reading import Provision
from communique.record.move import Term

HOLDING = ("propose", "offer", "agree", "demand", "accept")  # acts that have provisions
TELLING = ("deed", "status", "meet", "assess", "position", "support")  # acts that may tell of a text without judging it
REACH = 4  # sentences between a provision and the move that has it, where it stands in none
BESIDE = 2  # sentences within which a provision belongs where the one before it does


def find_terms(scene: Scene, drafts: Sequence[Draft]) -> list[tuple[Term, ...]]:
    """For each draft its terms, in order of the text; a provision that no move of the report holds is left out."""
    held: list[list[Provision]] = [[] for _ in drafts]
    last: tuple[int, int] | None = None  # the sentence of the provision before, and the move that has it
    for one in sorted(provisions(scene, drafts), key=lambda p: p.first):
        home = _home(scene, drafts, one)
        sentence = scene.parsed.words[one.anchor].sentence
        if home is None and last is not None and sentence - last[0] <= BESIDE:
            home = last[1]
        if home is not None:
            held[home].append(one)
            last = sentence, home
    return [tuple(_term(scene, one) for one in found) for found in held]


def provisions(scene: Scene, drafts: Sequence[Draft]) -> list[Provision]:
    """All provisions that a report states, each once."""
    frames = Frames(scene)
    kept: list[Provision] = []
    for one in (*of_lists(scene, frames.reader, drafts), *frames.of_instruments(), *frames.of_acts(drafts)):
        _keep(scene, kept, one)
    for one in frames.going_on(list(kept)):
        _keep(scene, kept, one)
    return kept


def _keep(scene: Scene, kept: list[Provision], one: Provision) -> None:
    if one.last - one.first < 2 or any(one.first < k.last and k.first < one.last for k in kept):
        return
    if scene.parsed.words[one.last - 1].sentence != scene.parsed.words[one.first].sentence:
        return
    kept.append(one)


def _home(scene: Scene, drafts: Sequence[Draft], one: Provision) -> int | None:
    """The move that a provision belongs to: the one whose words hold it, else the nearest that names its instrument."""
    words = scene.parsed.words
    start, end = words[one.first].start, words[one.last - 1].end
    around = [
        n
        for n, d in enumerate(drafts)
        if d.start < end and start < d.end and min(d.end, end) - max(d.start, start) >= (end - start) / 2
    ]
    inner = min(around, key=lambda n: (not _puts(drafts[n]), drafts[n].end - drafts[n].start, n), default=None)
    if inner is not None and _puts(drafts[inner]):
        return inner
    sentence = one.told if one.told is not None else words[one.anchor].sentence
    near = []
    for n, draft in enumerate(drafts):
        gap = sentence - draft.clause.verb.sentence
        named = _named(scene, draft, one)
        if _puts(draft) and named == "same" and gap >= -1:
            near.append((0, abs(gap), gap < 0, -draft.start, n))
        elif _puts(draft) and ((named and 0 <= gap <= REACH) or (inner is None and -1 <= gap <= 1)):
            near.append((1, abs(gap), gap < 0, -draft.start, n))
        elif inner is None and named == "same" and 0 <= gap <= REACH and draft.act in TELLING:
            near.append((2, gap, False, -draft.start, n))
    return min(near)[-1] if near else inner


def _puts(draft: Draft) -> bool:
    """Whether a move has provisions of its own: it proposes, settles, demands, or hands over a text."""
    return draft.act in HOLDING or (draft.act == "deed" and draft.kind == "document")


def _named(scene: Scene, draft: Draft, one: Provision) -> str:
    """Whether a move names an instrument: "same" where it is called by the same noun as that of the provision."""
    words = scene.parsed.words
    first, last = scene.word_at(draft.start), scene.word_at(draft.end)
    named = {w.lemma.lower() for w in words[first:last] if is_instrument(scene.parsed, w)}
    own = words[one.instrument].lemma.lower() if one.instrument is not None else ""
    if own in named or (own in listed("parts") and named):  # "Article 4" is of the draft that was told of
        return "same"
    return "other" if named and own else ""


def _term(scene: Scene, one: Provision) -> Term:
    parsed = scene.parsed
    report = parsed.cleaned.report
    span = parsed.raw(parsed.words[one.first].start, parsed.words[one.last - 1].end)
    return Term(
        f"{report.id}#{span.start}-{span.end}-term", report.id, span, span.of(report.text), one.binds, one.force,
        quantity(parsed, one.first, one.last), _called(scene, one),
    )  # fmt: skip


def _called(scene: Scene, one: Provision) -> str | None:
    """The instrument as the report names it ("the draft", "Article 4 of the treaty")."""
    if one.instrument is None:
        return None
    words, word = scene.parsed.words, scene.parsed.words[one.instrument]
    first = last = word.i
    while (
        first - 1 >= 0
        and words[first - 1].sentence == word.sentence
        and words[first - 1].tag in ("DT", "JJ", "NN", "NNP", "CD", "PRP$", "POS", "VBN", "HYPH")
    ):
        first -= 1
        if words[first].tag in ("DT", "PRP$"):
            break
    if last + 1 < len(words) and words[last + 1].tag == "CD":
        last += 1
    if last + 2 < len(words) and words[last + 1].low == "of" and words[last + 2].sentence == word.sentence:
        last = next((k for k in range(last + 2, min(len(words), last + 6)) if is_instrument(scene.parsed, words[k])), last)
    return " ".join(scene.parsed.text[words[first].start : words[last].end].split())
