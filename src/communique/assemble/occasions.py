"""Whether a meeting that was held is the one that was to come: by who takes part, how they meet, and that it is one occasion."""

from __future__ import annotations

import re

from communique.assemble.encounters import LEAD, narrow
from communique.assemble.participants import Mode, Person, taking_part
from communique.record.move import Move

MANY = re.compile(
    r"\b(?:(?:more than|not) once|(?:many|several|numerous|multiple|(?:a )?number of) (?:times|occasions|conversations)"
    r"|repeatedly|regularly|often|always|usually|every (?:time|day|week|month|year)|constantly|continuous(?:ly)?|ongoing"
    r"|under ?way|(?:is|are|was|were|been|be|stay|remain) in (?:close |regular |constant )?(?:touch|contact)"
    r"|have been (?:meeting|talking|speaking))\b",
    re.IGNORECASE,
)  # what goes on, or went on again and again, is no one meeting
TRAVELS = re.compile(
    r"\b(?:come|comes|came|coming|visits?|visited|travel(?:s|led|ed|ling|ing)?|trip|arrives?|arrived|hosts?|hosted|welcomed?|receives?"
    r"|received|in person|face[- ]to[- ]face|flies|fly|flew|pay a visit)\b",
    re.IGNORECASE,
)
SEAT = re.compile(
    r"\b(?:meeting|summit|session|consultations|talks)\b[^.;]{0,60}? in (?:the )?[A-Z]"
)  # "the next talks in Karvest"
CALLS = re.compile(r"\b(?:phone|telephone|call|calls|called|video|videoconference|virtual(?:ly)?|online)\b", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:next|soon|upcoming|forthcoming|coming|future|again|date|days|weeks|months|schedul\w+)\b", re.IGNORECASE
)  # it is not the rest of what goes on today


def of_its_day(move: Move) -> bool:
    """Whether a telling says when it was held, to a few days, or is the news of its report; any other may mean any meeting."""
    return narrow(move.when) or (move.when.earliest is None and move.span.start <= LEAD)


def once(move: Move) -> bool:
    """Whether a meeting is told as one, not as what the parties do time and again."""
    return MANY.search(move.text) is None


def lies_ahead(move: Move) -> bool:
    """Whether the words say that a meeting without a day is yet to come; else it may be the programme of a day that is over."""
    return LATER.search(move.text) is not None


def may_be(planned: Move, held: Move) -> bool:
    """Whether how they meet and who does, as far as both are told, go together: a call is no visit, nor one minister another."""
    (modes, persons), (its_modes, its_persons) = _told(planned), _told(held)
    if modes and its_modes and modes.isdisjoint(its_modes):
        return False
    both = min(len(persons), len(its_persons), 2)
    return sum(any(one & other for other in its_persons) for one in persons) >= both


def _told(move: Move) -> tuple[set[Mode], set[Person]]:
    cue = max(0, move.cue.end - move.span.start) if move.cue else 0
    runs, _, how = taking_part(move.text, cue, move.published)
    far = bool(how & {"phone", "video"}) or CALLS.search(move.text)
    near = "there" in how or TRAVELS.search(move.text) or SEAT.search(move.text)
    modes: set[Mode] = {"phone", "video"} if far and not near else {"there"} if near and not far else set()
    return modes, {run.names for run in runs if run.sure}
