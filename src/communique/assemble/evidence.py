"""What speaks for an act's belonging to a thread, and when it is enough.

Who did it, the words shared, the instrument named and what stands beside it in the same report decide.  A text that is spoken of
as known ("the two drafts", "drafts of the relevant agreements") is one that was told of before, not a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.assemble.topics import words
from communique.record.derived import Event
from communique.record.move import Act, Move

Side = Literal["same", "other", "third"]
ASKS: frozenset[Act] = frozenset(("expect", "demand", "appeal", "threaten", "warn", "status"))
ANSWERS: frozenset[Act] = frozenset(
    ("reject", "accept", "agree", "support", "offer", "commit", "position", "status", "propose", "criticise", "threaten", "warn",
     "demand", "appeal")
)  # fmt: skip
BARE: frozenset[Act] = frozenset(("assess", "accuse", "meet", "deed"))  # no answers unless they name what they answer
TEXTS: frozenset[Act] = frozenset(("propose", "offer", "deed"))  # acts that put a text on the table, or tell of one
YES_OR_NO: frozenset[Act] = frozenset(("reject", "accept", "offer"))
REPEAT, STRONG, SOME, SLIGHT, WORDS_ALONE = 0.45, 0.5, 0.2, 0.09, 0.3  # likeness of words
KNOWN = (
    r"(?:the|these|those|this|that|both|either|its|their|our|his|her|your|my|said|such|relevant|corresponding|respective|same|"
    r"(?:above|afore)-?mentioned|[^\W\d_][\w.-]*['’]s|[^\W\d_][\w.-]*s['’])"
)
NO_ADJECTIVE = r"of|for|on|to|in|with|and|or|by|from|at|is|are|was|were|be|has|have|had|will|would|that|which|who|not"
BETWEEN = rf"(?:(?!(?:{NO_ADJECTIVE})\b)[\w-]+\s+){{0,3}}?"  # numbers and adjectives
TO_WHOM = r"(?:our|their|his|her|its|the|an?|both|all|us|them)\b|(?-i:[A-Z])"
SAYS_WHICH = rf"\s+(?:on|for|of|about|that|regarding|concerning|under\s+which|to\s+(?!{TO_WHOM}))"
OBJECT = r"(?:(?:on|upon|for)\s+)?(?:(?!to\b)[\w'’.-]+,?\s+){1,12}?"  # whom a verb asks
DOER = re.compile(rf"\s+{OBJECT}to\s+(?!(?:the|an?|his|her|its|their)\b)[a-z]+")
OWN = re.compile(r"\b(?:we|our|us|I|my|We|Our|My)\b")
PARTS = r"(?:clauses?|provisions?|articles?|paragraphs?|points?|sections?|terms?|conditions?|elements?)"
PART = re.compile(rf"\b(?:{KNOWN}|two|three|all|some|most)\s+{BETWEEN}{PARTS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an event's belonging to a thread.

    `alike` 0 to 1; `named` the instrument; `here` told in a report of the thread, `near` beside another act of the same
    party in it; `answer` speaks of an answer; `document` comes out of a document; `solid` words shared beyond names; `known`:
    the text is spoken of as one that was told of, and no other text of that party can be meant.
    """

    alike: float
    named: bool
    here: bool
    near: bool
    answer: bool
    document: bool
    solid: int
    known: bool = False


@cache
def _text_of() -> re.Pattern[str]:
    nouns = sorted(word for word, concept in words().concept.items() if concept in words().instruments)
    return re.compile(rf"\b{KNOWN}\s+{BETWEEN}(?:{'|'.join(map(re.escape, nouns))})\b(?!{SAYS_WHICH})", re.IGNORECASE)


def pointed_at(moves: Iterable[Move]) -> bool:
    """Whether a text is spoken of as known: "the two drafts", "its proposals", "drafts of relevant agreements"."""
    return any(_text_of().search(move.text) for move in moves)


def directed(moves: Iterable[Move]) -> bool:
    """Whether somebody is asked to do something himself: "invited the minister to visit", "calls on Belmora to withdraw"."""
    return any(DOER.match(_after_cue(move)) for move in moves)


def _after_cue(move: Move) -> str:
    return move.text[move.cue.end - move.span.start :] if move.cue else ""


def of_another(moves: Iterable[Move]) -> bool:
    """Whether somebody speaks in his own words of a text as another's: "there are things in Belmora's drafts that we reject"."""
    return any(OWN.search(move.text) and _owned().search(move.text) for move in moves)


@cache
def _owned() -> re.Pattern[str]:
    nouns = sorted(word for word, concept in words().concept.items() if concept in words().instruments)
    return re.compile(rf"\b[A-Z][\w.-]*(?:['’]s|s['’])\s+{BETWEEN}(?:{'|'.join(map(re.escape, nouns))})\b")


def part_of(event: Event, moves: Iterable[Move]) -> bool:
    """Whether it is a yes or no to parts of what was just told: "both provisions were rejected"."""
    return event.act in YES_OR_NO and any(PART.search(move.text) for move in moves)


def enough(event: Event, side: Side, evidence: Evidence) -> bool:
    """Whether the evidence puts the event in the thread."""
    alike, named, here, solid = evidence.alike, evidence.named, evidence.here, evidence.solid
    if alike >= STRONG and (named or (side != "third" and event.act not in BARE)) and solid > 1:
        return True
    if side == "same":
        if event.act in TEXTS and (evidence.document or named):
            told = (evidence.document and here) or alike >= SOME or (named and here and event.act == "offer")
            return told or (named and evidence.known)
        tells = event.act in ASKS or (event.act == "commit" and evidence.answer)
        return tells and (((named or evidence.answer) and (here or alike >= SOME)) or (alike >= REPEAT and solid > 1))
    if side == "other" and event.act in ANSWERS:
        if event.act in YES_OR_NO:
            words_alone = (alike >= WORDS_ALONE and solid > 1) or ((here or evidence.near) and alike >= SLIGHT and solid > 0)
            return (named and (here or alike >= SOME)) or words_alone
        if event.act == "status" or (event.act == "commit" and evidence.answer):
            return (named or evidence.answer) and (here or alike >= SOME)
        return (alike >= 0.4 and solid > 1) or (named and (here or (alike >= SOME and solid > 0)))
    return side == "third" and alike >= 0.25 and solid > 1
