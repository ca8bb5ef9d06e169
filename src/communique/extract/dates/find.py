"""Every span found lies in body, heading, title or dateline, in order, none overlapping; its value depends on text and day alone.

docs/dates.md says how a date is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from communique.extract.dates.around import Around
from communique.extract.dates.found import Found, Ground, Meaning, Told
from communique.extract.dates.rules import Book, book
from communique.extract.dates.tokens import BREAK, MONTH, WEEKDAY, YEAR, Tokens, tokenise
from communique.parse.tree import Parsed
from communique.record.move import Anchor, Timex
from communique.record.text import Block
from communique.record.when import BadDate, When, not_after, parse

READ = frozenset({"body", "heading", "title", "dateline"})
LINE = frozenset({"header", "junk"})  # read where the whole line is a date or an hour
AROUND = 10  # tokens a resolver may look at on either side
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UP_TO = frozenset("until till by before".split())
TO = frozenset({"to", "until", "till", "through", "-"})
LIMITS = UP_TO | {"since", "from"}  # what hangs on them is a limit: nothing is told to have happened then
LOOKS = frozenset("by until till before since after from within beyond through throughout".split())
RELATIVE = "last next past coming ago later earlier following previous preceding recent since from".split()
NEWS = frozenset({*WEEKDAY, "today", "yesterday", "tomorrow", "tonight"}) - {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
WEEK = timedelta(7)


def find_dates(parsed: Parsed) -> tuple[Timex, ...]:
    """All expressions of time in a report, resolved against its day of publication, by the rules of rules.TABLE.

    Never raises: what names no day of the calendar is left out.
    """
    rules, around = book(), Around(parsed)
    published = parsed.cleaned.report.published
    ground = Ground(published, published)
    blocks = [block for block in parsed.cleaned.blocks if _read(block)]
    read = [(block, tokenise(parsed.text, block.start, block.end, rules.codes)) for block in blocks]
    ground.narrative = _narrative([tokens for _, tokens in read], ground.today)
    found: list[Timex] = []
    for block, tokens in read:
        timexes = list(_scan(tokens, rules, around, ground))
        if block.kind == "dateline":
            timexes = [replace(timex, role="other") for timex in timexes]
            ground = _dated(ground, timexes)
        elif block.kind in LINE:
            alone = len(timexes) == 1 and _alone(timexes[0], parsed, block)
            timexes = [replace(timex, role="speech") for timex in timexes if alone]
        found.extend(timexes)
    return tuple(found)


def _read(block: Block) -> bool:
    return block.kind in READ or (block.kind in LINE and block.end - block.start < 60)


def _alone(timex: Timex, parsed: Parsed, block: Block) -> bool:
    """Whether a line around the text is nothing but this hour, or above the text this date."""
    if block.kind == "junk" and timex.type != "TIME":
        return False
    return timex.span.of(parsed.cleaned.report.text) == parsed.text[block.start : block.end].strip(" \n\t.,:–-")


def _dated(ground: Ground, timexes: list[Timex]) -> Ground:
    """The ground of the text below a dateline: its day, where that is the day of publication or up to a week before it."""
    for timex in timexes:
        day = timex.when.earliest if timex.when and timex.when.precision == "day" else None
        if day and timedelta(0) < ground.today - day <= WEEK:
            return Ground(ground.published, day, ground.narrative)
    return ground


def _narrative(blocks: list[Tokens], today: date) -> bool:
    """Whether the report tells of what is long past: it names years long gone, and hardly a day of the week."""
    past = sum(
        int(word) < today.year - 1
        for tokens in blocks
        if YEAR in tokens.codes
        for word, code in zip(tokens.words, tokens.codes, strict=True)
        if code == YEAR
    )
    return past >= 4 and past > 3 * sum(word in NEWS for tokens in blocks for word in tokens.words)


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: str
    first: int  # token
    last: int  # token, exclusive
    found: Found
    meaning: Meaning


def _scan(tokens: Tokens, rules: Book, around: Around, ground: Ground) -> Iterator[Timex]:
    at, told = 0, 0
    ground.begin()
    while match := rules.begins.search(tokens.codes, at):
        first = match.start()
        if BREAK in tokens.codes[told:first]:
            ground.begin()
        told = first
        hit = _first(first, tokens, rules, around, ground)
        if hit is None:
            at = first + 1
            continue
        at = hit.last
        start, end = tokens.start(hit.first), tokens.end(hit.last - 1)
        meaning, found = hit.meaning, hit.found
        when = anchored(found, meaning, ground)
        anchor = _anchor(around, found, meaning, start, end)
        role = around.role(found, meaning, start, end)
        yield Timex(around.parsed.raw(start, end), meaning.type, meaning.value, when, role, _direction(found), anchor, hit.rule)
        _tell(ground, meaning, start, end, limit=bool(found.before) and found.before[0] in LIMITS)


def _tell(ground: Ground, meaning: Meaning, start: int, end: int, *, limit: bool) -> None:
    """Keep what was told, for expressions that count from it: a limit gives the year, but no day on which something happened."""
    if meaning.edtf is None or meaning.type not in ("DATE", "TIME") or not meaning.value[:4].isdecimal():
        return
    told = parse(meaning.edtf)
    first = told.earliest
    if first is None:
        return
    if "/" in meaning.value and told.latest and (told.latest - first) < WEEK * 2:
        ground.days = Told(first, "D", (start, end)), told.latest
    if DAY.fullmatch(meaning.edtf):
        ground.told = Told(first, "D", (start, end))
        if not limit:
            ground.day = ground.told
            ground.past = ground.day if first <= ground.today else ground.past
    else:
        month = meaning.value[5:7].isdecimal()
        unit = "Y" if len(meaning.value) == 4 else "W" if "W" in meaning.value[:6] else "MO" if month else "SE"
        if unit != "Y" or ground.told is None or ground.told.first.year != first.year:  # a month of that year tells more
            ground.told = Told(first, unit, (start, end))


def _direction(found: Found) -> str | None:
    """The words that say which way the expression looks: its preposition, a word of its own, or the verb that was asked."""
    if found.before[:2] == ["than", "later"]:
        return "not later than"
    if found.before and found.before[0] in LOOKS:
        return found.before[0]
    if own := next((word for word in RELATIVE if word in found.words), None):
        return own
    return found.leans[0].word if found.leans and found.leans[0].step else None


def _anchor(around: Around, found: Found, meaning: Meaning, start: int, end: int) -> Anchor | None:
    """What the expression was counted from."""
    if meaning.edtf is None:
        event = around.event(start, end) if meaning.type in ("DURATION", "TIME") or meaning.value.startswith("X") else None
        return Anchor("event", around.parsed.raw(*event)) if event else None
    ground = found.ground
    if "day" in found.used and (day := found.counted_from()):
        return Anchor("text", around.parsed.raw(*day.span))
    if "run" in found.used and ground.days:
        return Anchor("text", around.parsed.raw(*ground.days[0].span))
    if "told" in found.used and ground.told:
        return Anchor("text", around.parsed.raw(*ground.told.span))
    if "today" not in found.used or found.years():
        return Anchor("calendar")
    return Anchor("dateline" if ground.today != ground.published else "published")


def _first(first: int, tokens: Tokens, rules: Book, around: Around, ground: Ground) -> _Hit | None:
    """The first rule in order of the table that makes sense of the words here."""
    if not rules.may_begin(tokens.codes, first):
        return None
    for rule, pattern in rules.by_code[tokens.codes[first]]:
        here = pattern.match(tokens.codes, first)
        if not here or here.end() == first:
            continue
        last = here.end()
        start, end = tokens.start(first), tokens.end(last - 1)
        before = tokens.words[max(0, first - AROUND) : first][::-1]
        found = Found(
            tokens.words[first:last], before, tokens.words[last : last + AROUND], ground,
            partial(around.lean, start, end, before[0] if before else ""),
            named=around.parsed.text[end : end + 2].strip(" ")[:1].isupper(),
        )  # fmt: skip
        try:
            meaning = rule.meaning(found)
        except ValueError:  # no such day: 31 February, or years out of the calendar
            meaning = None
        if meaning:
            return _Hit(rule.name, first, last, found, meaning)
    return None


def anchored(found: Found, meaning: Meaning, ground: Ground) -> When | None:
    """The days meant: those of the words, and what "since", "until", "by", "before" or "from" in front of them adds."""
    if meaning.edtf is None:
        return None
    if meaning.value == "PAST_REF":
        return not_after(ground.published)
    bare, today = parse(meaning.edtf), ground.today
    before = found.before[0] if found.before else ""
    left, _, right = meaning.edtf.partition("/")
    if before == "since" and bare.earliest and bare.earliest <= today:
        return parse(f"{left}/..")
    to_come = meaning.type in ("DATE", "TIME") and bare.earliest is not None and bare.earliest > today
    if before == "from" and to_come and not _ends(found, meaning):
        return parse(f"{left}/..")
    up_to = before in UP_TO or found.before[:2] == ["than", "later"]
    if up_to and bare.latest and not found.has("ago") and not ("from" in found.before[1:AROUND] and before in ("until", "till")):
        edge = (right or left).rstrip("~")
        if bare.latest == ground.published:
            return bare
        try:
            return parse(f"{ground.published}/{edge}" if bare.latest >= ground.published else f"../{edge}")
        except BadDate:
            return bare
    return bare


def _ends(found: Found, meaning: Meaning) -> bool:
    """Whether "from …" has an end: "from 5 May to 9 May", "from May 5-9"."""
    after = found.after[:6]
    return "/" in meaning.value or any(
        word in TO and (nxt in MONTH or nxt in WEEKDAY or nxt[0].isdecimal() or word == "-") for word, nxt in pairwise(after)
    )
