"""A line says what was done in the words of the report, from the verb on; whose act it is stands at its head already."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from communique.record.derived import Question
from communique.record.move import Act, Move
from communique.show.words import one_line

HELPERS = frozenset(
    "has have had will would shall should can could may might must is are was were be been being do does did not never no also "
    "now once again still already only just then even yet soon n't".split()
)
PRONOUNS = frozenset("i we he she it they who".split())
FROM_SUBJECT = 60  # characters: what is longer before the verb says more than who acts
OPENERS = (
    "if ", "unless ", "until ", "should ", "when ", "provided ", "on condition", "as long as ", "once ",
    "in the event ", "in case ",
)  # fmt: skip
NARRATED: frozenset[Act] = frozenset(
    ("meet", "deed", "position", "assess", "status", "reject", "accept", "agree", "commit", "support")
)  # acts that any verb may tell; the others need their name beside a verb that is not theirs
LEAST = 3  # words
OPENING = re.compile(r"(?:^|\W)(?:if|unless|until|should|when|provided)$", re.I)
ASIDE = re.compile(r",\s+(?:on|whose|which|who|however|meanwhile|too|for|in|at)\b[^,]*,?$")  # "…, on the other hand,"
SETTING = re.compile(r"(?:[^\s,]+\s+){0,4}[^\s,]+,\s+")  # "In this regard, …"
FORCED = re.compile(
    r"(?:bar|ban|prohibit|forbid|prevent|restrict|preclude|oblig|requir|commit|bind|compel|keep|allow|permit|entitl)\w* "
    r"(?P<whom>[^,;]{2,60}?) (?:from|to) (?=\w)"
)
ALL_SIDES = re.compile(r"\b(?:both|each|either|neither|the two|the parties)\b")
NO_VERB = "and|or|of|in|on|at|by|for|from|with|to|that|who|which|whose"
TO_COME = re.compile(r"\b(?:will|would|shall|to|plans?|planned|going|prepar\w+|ready)\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a move says on one line; `verb` is whether it begins with the verb that shows the act."""

    text: str
    verb: bool


def told(move: Move, names: Collection[str]) -> Told:
    """What the move says, without the subject where that is the party itself; `names` are what the acting parties are called."""
    text = one_line(move.content or move.text)
    cue = one_line(move.text[move.cue.start - move.span.start : move.cue.end - move.span.start]) if move.cue else ""
    at = _verb(text, cue)
    if at is None:
        return Told(_without_name(text, names), False)
    start = _with_helpers(text, at)
    before = _without_setting(text[:start].strip(" ,"), move, names)
    if before and (len(before) > FROM_SUBJECT or not is_subject(before, move, names)):
        return Told(text, False)
    says = move.act in NARRATED or cue.casefold().startswith(move.act[:3])
    return Told(text[start:], says)


def _without_setting(before: str, move: Move, names: Collection[str]) -> str:
    """The subject without what leads up to it: "In response, the minister" of whom it is told; a condition stays."""
    lead = SETTING.match(before)
    rest = before[lead.end() :] if lead and not before.casefold().startswith(OPENERS) else ""
    return rest if rest and is_subject(rest, move, names) else before


def provision(text: str, names: Collection[str]) -> str:
    """A provision without the words that say whom it binds, where he is shown beside it: "open the port" of "obliges A to …"."""
    forced = FORCED.match(text)
    if forced is None:
        return _without_name(text, names)
    whom = forced["whom"].casefold()
    if not names or (
        not any(name.casefold() in whom or name.casefold().split()[-1:] == whom.split()[-1:] for name in names)
        and not ALL_SIDES.search(whom)
    ):
        return text
    rest = text[forced.end() :]
    return rest if len(rest.split()) >= LEAST - 1 else text


def _without_name(text: str, names: Collection[str]) -> str:
    """The text without the name it begins with, where a word in small letters follows that goes on with a verb."""
    for name in sorted(names, key=len, reverse=True):
        rest = re.match(rf"(?:the )?{re.escape(name.removeprefix('the '))} (?=[a-z])(?!(?:{NO_VERB})\b)", text, re.I)
        if rest:
            return text[rest.end() :]
    return text


def _verb(text: str, cue: str) -> int | None:
    """Where the cue begins in the text, at a word's start; None where it is not there."""
    found = re.search(rf"(?<!\w){re.escape(cue)}", text) if cue else None
    return found.start() if found else None


def _with_helpers(text: str, at: int) -> int:
    """The offset from which auxiliaries and adverbs lead up to the verb at `at`."""
    start = at
    for word in reversed(list(re.finditer(r"\S+", text[:at]))):
        low = word.group().lower()
        if low not in HELPERS and not (low.endswith("ly") and low.isalpha() and word.group()[0].islower()):
            break
        start = word.start()
    return start


def is_subject(before: str, move: Move, names: Collection[str]) -> bool:
    """Whether the words before the verb name the acting party alone: one of its names, its speaker, or a pronoun."""
    low = before.casefold().strip("“”\"'‘’ ")
    low = ASIDE.sub("", low)
    if not low:  # nothing but quotation marks
        return False
    several = " and " in low or " or " in low or "," in low
    if several and len(move.by) < 2:
        return False
    if low in PRONOUNS:
        return bool(move.by)
    if not low or low.split()[-1] in ("that", "to", "by", "of", "from", "with", "for"):
        return False
    called = [name.casefold().removeprefix("the ") for name in names]
    if any(low == f"the {name.split()[-1]}" for name in called if " " in name):  # "the Union" for "Northern Union"
        return True
    called += [move.speaker.split()[-1].casefold()] if move.speaker else []
    words = set(re.findall(r"[^\W_]+", low))
    return any(
        low.startswith((name, f"the {name}")) or set(name.split()) <= words or _adjective(name, low) for name in called if name
    )


def _adjective(name: str, low: str) -> bool:
    """Whether the words begin with the name's adjective: "Altavian Foreign Minister …"."""
    first = low.removeprefix("the ").split()[0] if low.removeprefix("the ").split() else ""
    return len(name) >= 4 and " " not in name and first != name and first.startswith(name[:-1]) and len(first) <= len(name) + 4


def condition_in_words(condition: str) -> str:
    """The condition as it is told after an act: "if …" put before it where it has no such word."""
    flat = one_line(condition).strip(" ,;")
    return flat[:1].lower() + flat[1:] if flat.casefold().startswith(OPENERS) else f"if {flat}"


def without(text: str, condition: str, names: Collection[str]) -> str:
    """The text without its condition, which is told after it; as it stands where too little would be left."""
    at = text.casefold().find(condition.casefold())
    if at < 0:
        return text
    before, after = text[:at].rstrip(" ,"), text[at + len(condition) :].lstrip(" ,")
    rest = f"{before} {after}".strip() if before else _without_name(after, names)
    return rest if len(rest.split()) >= LEAST and not OPENING.search(before) else text


def to_come(text: str) -> bool:
    """Whether the words themselves say that it is yet to come."""
    return bool(TO_COME.search(text))


def closed(question: Question, closing: Move) -> str:
    """How a question was closed: "met late" where the act came after the day set, or was told after it without a day."""
    last = question.due.latest if question.due else None
    done = closing.when.latest if closing.when.precision == "day" else closing.published
    if question.state != "met" or not last or not done or done <= last:
        return question.state
    return "met late" if closing.when.earliest and closing.when.earliest > last else "met (told after the day set)"
