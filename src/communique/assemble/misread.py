"""Words by which a move is often misread, and how often a line on one so told was right at most.

They hold beside the scale of `telling`, which was measured on reports that seldom tell so: readouts of two leaders, transcripts
in which a chairman gives the floor, speeches that look back.  The figures are round, from lines and threads read by hand
(docs/trust.md); they keep a line from standing unmarked, and say nothing of the move itself.
"""

from __future__ import annotations

import re

from communique.assemble.encounters import LEAD
from communique.extract.acts.draft import JOINT
from communique.record.move import Act, Move
from communique.record.text import Report

SIDES = (
    r"(?:leaders|presidents|sides|parties|ministers|interlocutors|heads of (?:state|government|delegation)|delegations|premiers"
    r"|negotiators)\b"
)
SEVERAL = re.compile(
    rf"^\W*(?:[A-Z][\w ]{{2,30}}, )?(?:(?:(?:both|the|these|our) (?:\w+ )?)?{SIDES}|they\b|both (?!of (?:us|our)))"
    rf"|\bof (?:the|both) {SIDES} to\b"
    r"|\bmutual (?:readiness|willingness|interest|commitment)\b",
    re.IGNORECASE,
)  # more than one party did it
NOBODY = re.compile(
    r"\b(?:it|there) (?:is|was|were|has been|have been) (?:\w+ )?"
    r"(?:proposed|suggested|recommended|requested|demanded|hoped|expected)\b"
    r"|\b(?:is|are|was|were|been|being) (?:also |even )?invited\b|^\W*(?:also )?invited were\b",
    re.IGNORECASE,
)  # who did it is not told
UNSAID = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ly |also )?"
    r"(?:expressed|voiced|stressed|emphasi[sz]ed|underlined|underscored|reaffirmed|raised|noted|confirmed|reiterated|conveyed)\b"
    r"(?! (?:\w+ )?by\b)",
    re.IGNORECASE,
)  # whose words these are is not told
ANSWERING = re.compile(
    r"^\W*(?:Responding to|Replying to|Answering|Commenting on|Asked (?:about|if|whether))\b"
)  # what led to it
READY_FOR = re.compile(r"\b(?:ready|prepared) for\b")  # what may come, not what is offered
NAMED_TWO = re.compile(rf"\band\b|&|\b(?:both|all|they|parties|{SIDES})", re.IGNORECASE)
HEAD = r"(?:President|Chancellor|Premier|Minister)"
POST = re.compile(
    r"\b(?:President|Chancellor|Premier|Minister|King|Queen|Emir|Sultan|Prince|Secretary|Taoiseach|Advis[eo]r|Chair\w*|Speaker)\b"
    rf"[^,;]{{0,60}}? of (?:the )?(?:\w+ of (?:the )?)?([A-Z]\w+)|([A-Z]\w+)['’]s? (?:\w+ ){{0,3}}?{HEAD}\b"
)  # who holds a post of which country
ALLIES = re.compile(r"\b(?:and|with) (?:our|its|their) (?:\w+ ){0,2}?(?:allies|partners)\b", re.IGNORECASE)  # who act too
OTHERS = re.compile(
    r"\bwith (?:these|those|several|other|many|a number of) (?:\w+ )?(?:countries|states|leaders|nations)\b", re.I
)
REACTS = re.compile(
    r"^\W*(?:Following|After|Since|In response to|In the wake of|In view of|Given|Despite|Because of|Due to|As a result of)\b"
)  # the day that follows is that of something else
NEITHER = re.compile(r"^\W*(?:neither|nobody|no one|none of)\b", re.IGNORECASE)
HABIT = re.compile(
    r"\b(?:always|consistently|traditionally|(?:has|have|had) long|for (?:many|several|\w+) (?:years|decades))\b", re.IGNORECASE
)  # what one has stood for ever since is put forward on no day
FORESEEN = re.compile(r"\banticipat(?:e|es|ed|ing) that\b|\blook(?:s|ed|ing)?,? for(?:ward to)?\b", re.IGNORECASE)  # of nobody
DETERS = re.compile(
    r"\b(?:ready|prepared|readiness|willing(?:ness)?)\b.{0,120}?"
    r"\b(?:(?:respond|response) (?!to questions)|defend|retaliat|repel|impose|counter|punish|measures|consequences|sanctions)",
    re.IGNORECASE,
)  # a warning in the words of an offer
OPENS = r"(?:\b(?:i|we)\b.{0,30}?\b(?:suggest|propose|invite|ask|like|want)|\b(?:let|allow))\b"
ORDERS = (
    r"(?:begin|start (?:with|our|the (?:meeting|discussion|conversation))|move on|turn to|proceed|go (?:on|over|around|back)"
    r"|continue in this|hear|listen|watch|look at|raise the flags?|approve (?:the|this) agenda|follow up|note|point out|remind"
    r"|say|add|mention|thank|congratulate|take (?:a|the) (?:break|question|floor)|wrap up|conclude"
    r"|discuss (?:this|that|it|all (?:this|these))|declare|draw)\b"
)
ORDER = re.compile(
    rf"{OPENS}.{{0,40}}?\b(?:we|us|me|to|that|you|all|everyone)\b.{{0,20}}?\b{ORDERS}"
    r"|\b(?:i|we) (?:suggest|propose) (?:that we )?discuss(?:ing)?\b"
    r"|\b(?:the|my) floor\b|\bmicrophone\b|\bround of applause\b|\bnext question\b"
    r"|\bask (?:\w+ )?(?:a|one|another|that|this|the) (?:\w+ )?question\b",
    re.IGNORECASE,
)  # the order of proceedings, and what opens a sentence
WELCOMED = re.compile(
    r"\bwelcom\w+ (?:the )?[A-Z][^,;]{3,80}? to (?:the |his |her |our |their )?[A-Z]|\bwish(?:es|ed)?\b"
)  # who came, or all the best
OLD = 31  # days before the report, of what it tells in its lead or in words that name no day
DAYS = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|last|ago|yesterday)\b"
)
ENDS = re.compile(r"[^.!?\n]{0,80}\?")  # the rest of a sentence that is a question
PUT: frozenset[Act] = frozenset(("propose", "offer", "demand", "appeal", "expect"))
PARTLY = re.compile(r"^\W*(?:some|many|most|several|a few)\b", re.IGNORECASE)  # no act of the whole party
DOUBTFUL = 0.4
NOT_SO = 0.2  # nothing is put forward at all


def at_most(move: Move, report: Report | None) -> float:
    """How often a line on a move told in such words was right at most; 1 where nothing in them warns."""
    text, put = move.text, move.act in PUT
    if (put and ORDER.search(text)) or (report is not None and _asks(move, report)):
        return NOT_SO
    if NEITHER.match(text) and move.polarity == "pos":
        return NOT_SO
    if len(move.by) < 2 and SEVERAL.search(text):
        return DOUBTFUL
    if put and any(sign.search(text) for sign in (NOBODY, HABIT, FORESEEN)):
        return DOUBTFUL
    if len(move.by) < 2 and move.act not in JOINT and UNSAID.search(text):
        return DOUBTFUL
    if ANSWERING.match(text) or (move.act == "offer" and READY_FOR.search(text)) or _too_few(move):
        return DOUBTFUL
    if move.when.precision == "day" and move.when.latest and move.when.latest < move.published and REACTS.match(text):
        return DOUBTFUL
    if move.act == "support" and WELCOMED.search(f"{text} {move.why[0] if move.why else ''}"):
        return DOUBTFUL
    if _misdated(move):
        return DOUBTFUL
    if move.act == "offer" and DETERS.search(text):
        return DOUBTFUL
    if (move.act in JOINT and len(move.by) < 2) or PARTLY.match(text):
        return DOUBTFUL
    return DOUBTFUL if _overruled(move) or (put and _retold(move)) else 1.0


def _asks(move: Move, report: Report) -> bool:
    """Whether its words end a question, or are part of one."""
    return ENDS.match(report.text, max(move.span.start, move.span.end - 1), move.span.end + 100) is not None


def _too_few(move: Move) -> bool:
    """Whether its parties and its words do not go together: several act whom the words do not name, or they name more who met."""
    before = move.text[: move.cue.start - move.span.start] if move.cue else move.text
    if (len(move.by) < 2 and ALLIES.search(before)) or (move.act in JOINT and OTHERS.search(move.text)):
        return True
    if move.act not in JOINT:
        return len(move.by) > 1 and not NAMED_TWO.search(before)
    told = {a or b for a, b in POST.findall(move.text)}
    host = not POST.search(before) and bool(before.strip())
    return bool(told) and len(told) + host > len({*move.by, *move.to})


def _misdated(move: Move) -> bool:
    """Whether its day is long past, though it is the news of its report, or its words name none: it is that of something else."""
    if move.when.latest is None or (move.published - move.when.latest).days <= OLD or move.when.earliest is None:
        return False
    return (move.span.start <= LEAD and move.act in ("meet", "agree")) or not DAYS.search(move.text)


def _overruled(move: Move) -> bool:
    """Whether the judge took for this act what the rules took for another, with no verb of the act in it."""
    said = next((why for why in move.why if why.startswith("judged ")), "")
    return bool(said) and ", as by rule" not in said and f"frame {move.act}" not in said


def _retold(move: Move) -> bool:
    """Whether it is read as the provision of a document that others only speak of."""
    return bool(move.why) and move.why[0].startswith("provision") and not (move.chain and move.chain[-1].kind == "document")
