"""How dates, parties and chains are written for people; nothing is said here that the record does not hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.record.move import Act, Force, Link
from communique.record.when import When, parse

NOT_STATED = "not stated"
# A report must not be able to steer the reader's terminal: what is no character to read is shown as missing.
CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x85"}
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
LINES = re.compile(r"[\r\n]+\s*")
BINDS: dict[Force, str] = {"prohibit": "prohibited", "oblige": "obliged", "permit": "permitted"}
ACTED: dict[Act, str] = {"commit": "commit", "appeal": "call on", "position": "hold", "assess": "judge", "deed": ""}


def acted(act: Act, negative: bool, several: bool) -> str:
    """`rejects`, `reject` (several), `does not reject`; empty for a deed, whose words say it; `status` has no verb."""
    verb = ACTED.get(act, act)
    if act == "status" or not verb:
        return verb or ("not done" if negative else "")
    if negative:
        return f"{'do' if several else 'does'} not {verb}"
    if several:
        return verb
    first, _, rest = verb.partition(" ")
    first = f"{first[:-1]}ies" if first.endswith("y") else f"{first}s"
    return f"{first} {rest}".strip()


def day_in_words(day: date) -> str:
    """`24 Dec 2021`."""
    return f"{day.day} {day:%b} {day.year}"


def when_in_words(when: When | None) -> str:
    """`24 Dec 2021`, `Dec 2021`, `by 16 Jan 2022`, `from 3 Feb 2022`, `about 2021`; `not stated` where nothing is known."""
    if when is None or when.precision == "unknown":
        return NOT_STATED
    return ("about " if when.approximate else "") + _plain(when) + (" (?)" if when.uncertain else "")


def _plain(when: When) -> str:
    first, last = when.earliest, when.latest
    if when.precision == "day" and first:
        return day_in_words(first)
    if when.precision == "month" and first:
        return f"{first:%b} {first.year}"
    if when.precision == "year" and first:
        return str(first.year)
    if first is None and last:
        return f"by {day_in_words(last)}"
    if last is None and first:
        return f"from {day_in_words(first)}"
    if first is None or last is None:
        return NOT_STATED
    sides = when.edtf.rstrip("~?%").split("/")
    if len(sides) == 2 and len(sides[0]) < 10 and len(sides[1]) < 10:
        return f"{_plain(parse(sides[0].rstrip('~?%')))} – {_plain(parse(sides[1].rstrip('~?%')))}"
    return days_in_words(first, last)


def state_in_words(state: str, closers: Iterable[str], closed: When | None, names: Mapping[str, str]) -> str:
    """How a question stands: `met by Belmora on 12 May 2031`, `missed on 20 May 2031`, `open`, `stated unknown`."""
    by = names_of(closers, names, "")
    words = f"{state} by {by}" if by else state
    if closed is None or closed.precision == "unknown":
        return words
    return f"{words} {'on ' if closed.precision == 'day' else ''}{when_in_words(closed)}"


def days_in_words(first: date, last: date) -> str:
    """`3 – 9 Jan 2022`, `24 Dec 2021 – 16 Jan 2022`."""
    if first == last:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {day_in_words(last)}"
    return f"{first.day} {first:%b}{'' if first.year == last.year else f' {first.year}'} – {day_in_words(last)}"


def name_of(party: str, names: Mapping[str, str]) -> str:
    """The party's name where its code has one, else the key as it stands."""
    return plain(names.get(party, party)).removeprefix("the ").removeprefix("The ")


def names_of(parties: Iterable[str], names: Mapping[str, str], otherwise: str = NOT_STATED) -> str:
    """The parties' names with commas between."""
    return ", ".join(name_of(party, names) for party in parties) or otherwise


def chain_in_words(chain: Sequence[Link], names: Mapping[str, str], *, short: bool = False) -> str:
    """`Daily Courier ← ANB ← Dana Orlo (for Altavia)`: from the outlet inwards.

    `short` leaves out an outlet that is not stated and keeps of a person the last name alone.
    """
    hops = []
    for number, link in enumerate(chain):
        if link.name is None and number == 0 and (short or (len(chain) > 1 and link.kind != "outlet")):
            continue
        name = link.name or ("outlet not stated" if number == 0 else "source not named")
        if short and link.kind == "person" and "(" not in name and len(name.split()) <= 3:
            name = name.split()[-1]
        stood_for = f" (for {name_of(link.for_, names)})" if link.for_ and not short else ""
        hops.append(f"{plain(name)}{stood_for}{'?' if link.basis == 'inferred' and not short else ''}")
    return " ← ".join(hops)


def plain(text: str) -> str:
    """The text without control characters other than blanks and line ends."""
    return text.translate(CONTROLS)


def one_line(text: str, longest: int | None = None) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than `longest` characters."""
    flat = " ".join(plain(text).split())
    if longest is None or len(flat) <= longest:
        return flat
    return flat[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def paragraph_starts(text: str) -> list[int]:
    """Where each paragraph begins: after blank lines where the text has some, else after each line's end."""
    breaks = list(BLANK_LINES.finditer(text.rstrip())) or list(LINES.finditer(text.rstrip()))
    return [0, *(match.end() for match in breaks if match.start() > 0)]


def paragraph_at(starts: Sequence[int], offset: int) -> int:
    """The number of the paragraph at `offset`, from 1."""
    return max(1, bisect_right(starts, offset))
