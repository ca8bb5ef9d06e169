"""How often a move so read is right in all that a line tells of it: who, what, how it stands, and to whom, where that is told.

The confidence of a move says that the report tells it and that its party is right; whether it is a demand or a view is read
less surely.  What can be seen of a move has weights, and the sum is read off a scale, both measured on annotated reports
(`bench/fit_telling.py` makes telling.json).  What the press asks in a transcript is told by nobody who answers for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import loads
from math import prod

from communique.assemble.decide import CERTAIN
from communique.assemble.encounters import LEAD
from communique.assemble.misread import DOUBTFUL, NOTING, SEVERAL, at_most, before_cue
from communique.extract.acts.draft import JOINT
from communique.record.move import Act, Move
from communique.record.text import Report

RULED = ("frame ", "content: ", "clause: ", "noun ", "a ", "provision ", "judged ")  # how reasons of what was measured begin
ASKED = 0.2  # what a question of the press tells
LENGTHS = ((5, "under 5"), (9, "5 to 8"), (15, "9 to 14"), (25, "15 to 24"), (40, "25 to 39"))  # words
LEVELS = ((0.88, "high"), (0.8, "good"), (0.6, "fair"), (0.4, "low"))  # of confidence
NAME = re.compile(r"\b[A-Z][\w’'-]+")
OWN = re.compile(r"\b(?:I|we|our|my|We|Our|My)\b")
TURN = re.compile(
    r"^[*_ ]*(?:(?P<asks>Q|QUESTION|Question|REPORTER|Reporter|MODERATOR|OPERATOR)(?:[.:)]| ?\([^)\n]{3,40}\):|(?= [A-Z“\"(—…]))"
    r"|(?P<answers>A(?=[.:] )|[^\W\d_][^\n:?!“”\"]{1,90}:(?= )))",
    re.MULTILINE,
)
FEWEST = 2  # questions that make a transcript
ENDS = re.compile(r"\?[\s”\"’)*_]*$")
BRIEF = 1500  # characters of a turn that ends with a question, of whoever asks it
# What 208 lines and 120 threads read by hand showed beside the scale (docs/trust.md).
THANKS = 0.5  # support and thanks: whose they are and for what is read worse than the scale says
SPEECH, SPOKEN = 6000, 0.66  # at most, of somebody's own words in a report of so many characters: a speech, a transcript
LONG = 10000  # characters of a report in which all but the lead is told no better
WHO = re.compile(r"^\W*(?:he|she)\b", re.IGNORECASE)  # in a report on a meeting it may be either
MANY = 3  # parties of one meeting or agreement: the list is often cut short
UNVERBED = 0.66  # at most, where no verb of the act tells it
LIKELY, PARTY, OWNED = 0.66, 0.8, 0.7  # a line so likely, whose party is so sure, is so sure where one of these acts is told ...
PLAIN: frozenset[Act] = frozenset(("position", "expect", "appeal", "propose", "offer", "agree"))
CLEAR = 0.75  # ... and no more than likely where none is: of those from here on 19 of 20 were right
RELATIVE = re.compile(r"^\W*(?:which|where|that)\b")  # what is told by the way
ALONE = 0.1  # how much surer several origins make the words of one of them


@dataclass(frozen=True, slots=True)
class Scale:
    """What each sign adds, and the share that was right from each sum on, both ascending."""

    weights: Mapping[str, float]
    sums: tuple[float, ...]
    levels: tuple[float, ...]

    def of(self, signs: Iterable[str]) -> float:
        """How often what shows these signs was right."""
        total = sum([self.weights.get(sign, 0.0) for sign in sorted(signs)])
        return self.levels[bisect_right(self.sums, total)]


@cache
def scale() -> Scale:
    """The scale as measured."""
    data = loads((files("communique.data") / "telling.json").read_text(encoding="utf-8"))
    return Scale(data["weights"], tuple(data["sums"]), tuple(data["levels"]))


def tellings(moves: Iterable[Move], reports: Mapping[str, Report]) -> dict[str, float]:
    """How sure a line on each move is, by id; what a person accepted is certain."""
    asked: dict[str, list[tuple[int, int]]] = {}
    found = {}
    moves = list(moves)
    met = met_in(moves)
    for move in moves:
        if move.report not in asked:
            asked[move.report] = questions_in(reports[move.report].text) if move.report in reports else []
        at = move.cue.start if move.cue else move.span.start
        if move.confidence >= CERTAIN:
            found[move.id] = CERTAIN
        elif any(start <= at < end for start, end in asked[move.report]):
            found[move.id] = ASKED
        elif move.why and move.why[0].startswith(RULED):
            found[move.id] = min(_beside(move, met.get(move.report, ())), weighed(move, reports.get(move.report)))
        else:  # read by a model or by hand
            found[move.id] = move.confidence
    return found


def _beside(move: Move, met: Sequence[frozenset[str]]) -> float:
    """How sure a line on it is at most, by who met as the lead of its report tells."""
    if not agrees(move, met):
        return DOUBTFUL
    return SPOKEN if met and (WHO.match(move.text) or (len(move.by) < 2 and NOTING.match(move.text))) else 1.0


def met_in(moves: Iterable[Move]) -> dict[str, list[frozenset[str]]]:
    """Who met, by report, as its lead tells."""
    found: dict[str, list[frozenset[str]]] = {}
    for move in moves:
        lead = move.act == "meet" and move.span.start <= LEAD and not SEVERAL.search(move.text) and not nobody_named(move)
        if lead and len({*move.by, *move.to}) > 1:
            found.setdefault(move.report, []).append(frozenset((*move.by, *move.to)))
    return found


def agrees(move: Move, met: Sequence[frozenset[str]]) -> bool:
    """Whether "they", "the leaders" who met or agreed are those of whom the lead of the report tells that they met."""
    if move.act not in JOINT or not met or not (SEVERAL.search(move.text) or move.text[:1].islower() or nobody_named(move)):
        return True
    return frozenset((*move.by, *move.to)) in met


def nobody_named(move: Move) -> bool:
    """Whether nobody is named, nor speaks of himself, before the words that carry the act: "topics were also touched upon"."""
    before = before_cue(move).lstrip("“\"'‘ ")
    return not NAME.search(before[1:]) and not OWN.search(before) and not before[:1].islower()


def weighed(move: Move, report: Report | None) -> float:
    """How sure a line on it is: the scale, corrected by what lines read by hand showed of it (docs/trust.md)."""
    level, most = scale().of(signs_of(move)), at_most(move, report)
    if most < 1:
        return min(level, most)
    if move.act == "support":
        return min(level, THANKS)
    if (report is not None and _spoken(move, report)) or _by_the_way(move):
        return min(level, SPOKEN)
    if not (move.why and move.why[0].startswith("frame ")):
        return min(level, UNVERBED)
    if not LIKELY <= level < CLEAR:
        return level
    return OWNED if move.confidence >= PARTY and move.quote != "direct" and move.act in PLAIN else LIKELY


def _by_the_way(move: Move) -> bool:
    """Whether it is told in a clause that says which thing is meant, as what may be, of many, or by somebody of "the leaders"."""
    many = (move.act in JOINT and len(move.by) >= MANY) or (move.quote == "direct" and SEVERAL.search(move.text) is not None)
    return many or move.modality == "hypothetical" or RELATIVE.match(move.text) is not None


def _spoken(move: Move, report: Report) -> bool:
    """Whether it is somebody's own words in a long report, or stands anywhere but at the head of a very long one."""
    long = len(report.text)
    return (move.quote == "direct" and long > SPEECH) or (long > LONG and move.span.start > LEAD)


def together(groups: Iterable[Sequence[float]]) -> float:
    """Of one event told by several origins, each with its tellings: that not all of the origins are wrong.

    A line tells it in the words of one of them, which others make little surer.
    """
    held = list(groups)
    most = max((one for group in held for one in group), default=0.0)
    return min(1 - prod(1 - sum(group) / len(group) for group in held), most + ALONE)


def questions_in(text: str) -> list[tuple[int, int]]:
    """Where the press asks in a transcript: from the label of a question to the next label, or a turn that ends with one."""
    turns = list(TURN.finditer(text))
    ends = [*(turn.start() for turn in turns[1:]), len(text)] if turns else []
    of = zip(turns, ends, strict=True)
    found = [(turn.start(), end) for turn, end in of if turn["asks"] or _asked(text[turn.end() : end])]
    return found if len(found) >= FEWEST else []


def _asked(said: str) -> bool:
    """Whether what is said in a turn comes to a question: who moderates and who asks may go by their names."""
    return len(said) <= BRIEF and ENDS.search(said) is not None


def signs_of(move: Move) -> Iterator[str]:
    """What can be seen of a move, in words."""
    ground, words = _ground(move), len(move.text.split())
    yield from (f"act: {move.act}", f"read from: {ground}", f"act: {move.act} by {ground}", f"modality: {move.modality}")
    yield from (f"polarity: {move.polarity}", f"quote: {move.quote}", f"links: {min(3, len(move.chain))}")
    yield f"confidence: {next((name for least, name in LEVELS if move.confidence >= least), 'least')}"
    yield f"words: {next((name for most, name in LENGTHS if words < most), '40 or more')}"
    yield f"vouched by: {move.chain[-1].kind if move.chain else 'nobody'}"
    yield f"by: {min(2, len(move.by))} {_coded(move.by)}"
    if not move.to or move.to_basis == "inferred":
        yield "to: nobody" if not move.to else "to: the likeliest"
    else:
        named = "named" if "addressee: named" in move.why else "within"
        yield from (f"to: {named}", f"to: {named} {min(2, len(move.to))} {_coded(move.to)}", f"to: {move.act}")
    if move.text[:1].islower():
        yield "begins inside a sentence"
    if OWN.search(move.text):
        yield "own words"
    yield from (name for name, there in _parts(move) if there)


def _parts(move: Move) -> tuple[tuple[str, bool], ...]:
    return (
        ("condition", bool(move.condition)), ("terms", bool(move.terms)), ("due", move.due is not None),
        ("some of the party", move.partial), (f"when: {move.when.precision}", True),
    )  # fmt: skip


def _ground(move: Move) -> str:
    """What the act was read from: a frame of one word or more, a noun, what a sentence says, or that it says something."""
    kind, _, rest = (move.why[0] if move.why else "").partition(" ")
    if kind == "frame":
        return "frame" if " " in rest.partition("”")[0] else "frame of one word"
    if kind == "content:":
        return "statement" if rest == "statement" else "content"
    return "noun" if kind == "noun" else "content"


def _coded(parties: Sequence[str]) -> str:
    """Whether all are states or others that go by a code."""
    return "coded" if parties and all(len(key) == 3 and key.isupper() for key in parties) else "named"
