"""Words by which a move is often misread, and how often a line on one so told was right at most.

They hold beside the scale of `telling`, which was measured on reports that seldom tell so: readouts of two leaders, transcripts
in which a chairman gives the floor, speeches that look back.  The figures are round, from lines and threads read by hand
(docs/trust.md); they keep a line from standing unmarked, and say nothing of the move itself.
"""

from __future__ import annotations

import re

from communique.assemble.decide import CERTAIN
from communique.assemble.encounters import LEAD, cue_of, named_day
from communique.assemble.namesakes import coded_names, own_names, stems_of
from communique.extract.acts.draft import JOINT
from communique.record.move import Act, Move
from communique.record.text import Report
from communique.record.when import When, not_after

SIDES = (
    r"(?:leaders|presidents|sides|parties|ministers|interlocutors|heads of (?:state|government|delegation)|delegations|premiers"
    r"|negotiators)\b"
)
SEVERAL = re.compile(
    rf"^\W*(?:[A-Z][\w ]{{2,30}}, )?(?:(?:(?:both|the|these|our) (?:\w+ )?)?{SIDES}|they\b|both (?!of (?:us|our)))"
    rf"|\bof (?:the|both) {SIDES} to\b"
    r"|\bmutual (?:readiness|willingness|interest|commitment)\b"
    r"|^\W*(?:an? |the )?exchange of (?:views|opinions|assessments|information)\b"
    r"|^\W*(?:the )?(?:talks|negotiations|discussions?|consultations)\b",
    re.IGNORECASE,
)  # more than one party did it
NOBODY = re.compile(
    r"\b(?:it|there) (?:is|was|were|has been|have been) (?:\w+ )?"
    r"(?:proposed|suggested|recommended|requested|demanded|hoped|expected)\b"
    r"|\b(?:is|are|was|were|been|being) (?:also |even )?invited\b|^\W*(?:also )?invited were\b",
    re.IGNORECASE,
)  # who did it is not told
UNSAID = re.compile(
    r"\b(?:emphasis|stress|attention|importance|priority) (?:is|was|has been) (?:also )?(?:laid|placed|put|paid|given)\b(?! by)|"
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
COORDINATE = re.compile(
    r"^\W*(?:(?:Mr|Ms|Mrs)\.? )?(?:[A-Z][\w.’'-]+ ){1,5}and (?:[A-Z][\w.’'-]+ ){1,6}(?:\w+ly |have |had |also ){0,2}$"
)  # two are named before the verb
SIDES_BEFORE = re.compile(rf"\b(?:both|the two|the) (?:\w+ )?{SIDES}\W*(?:\w+ly |have |had |also )*$", re.IGNORECASE)
NOTING = re.compile(r"^\W*[a-z]+ing\b")  # who does so is told before: one, or all who met
THEIR = re.compile(
    r"\b(?:re)?(?:iterated|affirmed|confirmed|expressed|stressed|underscored|underlined|voiced|noted)\b.{0,24}? their\b"
)
SUBJECT = re.compile(
    r"^\W*(?:that )?(?:[Tt]he )?([A-Z][\w.]+)(?: side)?(?: \w+ly| still| also| again| has| have| had| would| will)* ?$"
)
DOES: frozenset[Act] = frozenset(
    ("reject", "accept", "agree", "offer", "commit", "propose", "criticise", "deny", "meet", "appeal")
)  # acts of whoever is the subject of their verb
THEY = re.compile(r"\bthey (?:\w+ly |\w+n['’]t |do |did |have |are )*$", re.IGNORECASE)
TRIPLE = re.compile(r"\b(?:trilateral|tripartite|three-way|quadrilateral|four-way)\b", re.IGNORECASE)
NO_STATE = re.compile(
    r"\bwith\b[^,;.]{0,60}\b(?:compan(?:y|ies)|business(?:es|people|men)?|entrepreneurs?|investors?|journalists?|media|students?"
    r"|volunteers?|athletes?|veterans?|workers?|citizens|communit(?:y|ies)|youth|scientists?)\b"
)  # those with whom one meets are of a state, and do not speak for it
HEAD = r"(?:President|Chancellor|Premier|Minister)"
POST = re.compile(
    r"\b(?:Presidents?|Chancellors?|Premiers?|Ministers?|Kings?|Queen|Emir|Sultan|Prince|Secretary|Taoiseach|Advis[eo]r|Chair\w*|Speaker)\b"
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
BIDS = re.compile(
    r"^\W*(?:let )?(?:me|us)\b|^\W*(?:i(?: would|['’]d) like )?to (?:give|provide|offer)\b.{0,20}?\bupdate", re.IGNORECASE
)  # "(let) me give you an update"
WISHES = re.compile(r"\bwish(?:ed|es)?\b(?! to\b)", re.IGNORECASE)  # courtesy
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
OLD = 31  # days before the report, of what it tells in its lead
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATED = rf"(?:(?:{MONTHS})\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS}) \d{{4}}|\d{{4}})"
DAYS = re.compile(rf"(?<![-\w.,])\d{{1,4}}\b(?!%|[.,]\d)|\b(?:{MONTHS}|\w+day|last|ago|previous|earlier)\b")
OF_OTHERS = re.compile(rf"\b(?:of|dated|from|since|until|signed on|by)\s+(?:\w+\s+)?{DATED}(?:,? and {DATED})*")
PERFECT, RUN_UP = re.compile(r"\b(?:have|has|['’]ve) (?!to\b|been \w+ing\b)", re.IGNORECASE), 25  # done by then, on no day told
TODAY = re.compile(r"\b(?:today|now|just|this (?:morning|afternoon|evening|day)|tonight)\b|\d", re.IGNORECASE)
SPANS = re.compile(r"\b(?:days?|week(?:end)?s?|months?|years?|between|since|until|now|currently)\b", re.IGNORECASE)
RECENT = 1  # days before the report: what it carries over from the sentence before is most often right
PARTICIPLE = re.compile(r"(?:\w+ed|held|made|reached|given|taken|put|sent)\b")
JOINS = frozenset("and or but also then that which who he she they we it again further later separately".split())
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
    if (NEITHER.match(text) and move.polarity == "pos") or BIDS.match(text):
        return NOT_SO
    if len(move.by) < 2 and SEVERAL.search(text):
        return DOUBTFUL
    if put and any(sign.search(text) for sign in (NOBODY, HABIT, FORESEEN, WISHES)):
        return DOUBTFUL
    if len(move.by) < 2 and move.act not in JOINT and UNSAID.search(text):
        return DOUBTFUL
    if report is not None and _of_a_noun(move, report):
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


def _of_other(move: Move, before: str) -> bool:
    """Whether its verb has a state for its subject that is not the party: "Karvest still refused"."""
    told = SUBJECT.match(before) if move.act in DOES and move.cue else None
    names = stems_of(told[1]) if told else frozenset()
    return bool(names & coded_names()) and not names & own_names([move])


def _of_a_noun(move: Move, report: Report) -> bool:
    """Whether its verb only tells which thing is meant: "the accords reached on the banks"."""
    if not move.cue or move.cue.start != move.span.start or not PARTICIPLE.match(move.text):
        return False
    word = re.search(r"([A-Za-z]+) $", report.text[max(0, move.span.start - 30) : move.span.start])
    return word is not None and word[1] not in JOINS and word[1][0].islower()


def _too_few(move: Move) -> bool:
    """Whether its parties and its words do not go together: several act whom the words do not name, or they name more who met."""
    before = before_cue(move)
    if len(move.by) < 2 and (ALLIES.search(before) or COORDINATE.match(before) or SIDES_BEFORE.search(before)):
        return True
    if len(move.by) < 2 and (THEIR.search(move.text) or _of_other(move, before)):
        return True
    if move.act not in JOINT and (THEY.search(before) and (move.quote == "direct" or len(move.by) < 2)):
        return True
    if move.act in JOINT and (ALLIES.search(before) or OTHERS.search(move.text) or NO_STATE.search(move.text)):
        return True
    if move.act in JOINT and TRIPLE.search(move.text) and len({*move.by, *move.to}) < 3:
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
    return (move.span.start <= LEAD and move.act in ("meet", "agree")) or not DAYS.search(OF_OTHERS.sub("", move.text))


def before_cue(move: Move) -> str:
    """Its words up to those that carry the act; all of them where nothing does."""
    return move.text[: max(0, move.cue.start - move.span.start)] if move.cue else move.text


def when_done(move: Move) -> When:
    """When it was done, as far as its own words or its report tell: a day carried over from what stands before it, or that of
    something else that it names ("the accord of 3 May"), is none; it is then not later than its report.
    """
    one = move.when
    if (named := named_day(move)) is not None or move.confidence >= CERTAIN:
        return named or one
    if one.latest is None or one.earliest is None or move.modality == "planned" or one.precision not in ("day", "interval"):
        return one
    if one.precision == "interval":
        return one if one.approximate or DAYS.search(move.text) or SPANS.search(move.text) else not_after(move.published)
    if one.latest == move.published and PERFECT.search(before_cue(move)[-RUN_UP:] + cue_of(move)) and not TODAY.search(move.text):
        return not_after(move.published)
    if (move.published - one.latest).days <= RECENT:
        return one
    return one if DAYS.search(OF_OTHERS.sub("", move.text)) else not_after(move.published)


def _overruled(move: Move) -> bool:
    """Whether the judge took for this act what the rules took for another, with no verb of the act in it."""
    said = next((why for why in move.why if why.startswith("judged ")), "")
    return bool(said) and ", as by rule" not in said and f"frame {move.act}" not in said


def _retold(move: Move) -> bool:
    """Whether it is read as the provision of a document that others only speak of."""
    return bool(move.why) and move.why[0].startswith("provision") and not (move.chain and move.chain[-1].kind == "document")
