"""A dateline is known by its form alone: a place in front of the first paragraph, with a wire, a day or a dash behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.clean.lexicon import agencies, not_places, towns

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DAY = (
    rf"(?i:(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}|{_WEEKDAY})"
    r"(?:,? \d{4})?)"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d"
)
_NAME = r"[A-Z][^\W\d_’']*(?:[’'-][^\W\d_]+)*\.?(?:[A-Z]\.)*"
_JOIN = r"(?: (?:de|da|do|dos|del|la|le|el|al|sur|am|an|der|of|on|upon|the) | ?/ ?|, ?| |-| and | & )"
_PLACE = rf"(?P<place>{_NAME}(?:{_JOIN}{_NAME}){{0,5}}(?: ?\[[^\]\n]{{2,30}}\])?)"
_AGENCY = r"[A-Z\d][^()/\n]{0,30}?|[a-z]{2,6}"
_DASH = r"(?:--+|[-–—|:])"
_WIRE = rf"(?:\((?P<paren>(?:{_AGENCY})(?: ?[/,&] ?(?:{_AGENCY}))*)\)|\[(?P<square>{_AGENCY})\]|/(?P<slash>{_AGENCY})/)"
_WITH_DAY = re.compile(
    rf"{_PLACE}(?:,|\.|) +(?P<day>{DAY})(?:[,.]? *{_WIRE}|, *(?P<bare>{_AGENCY}))?(?P<end>[.,]? *{_DASH}|\.|) +"
)
_WITH_WIRE = re.compile(
    rf"(?:{_PLACE}[,.]? *(?P<dash>{_DASH})? *)?(?:(?P<day>{DAY})[,.]? *)?{_WIRE}(?P<end>[.,]? *{_DASH}|\.|) *"
)
_BARE = re.compile(rf"{_PLACE}(?:, *(?P<bare>{_AGENCY}))?(?P<end> *{_DASH}) +")
_WIRE_FIRST = re.compile(
    rf"(?:\((?P<paren>{_AGENCY})\)|\[(?P<square>{_AGENCY})\]|(?P<bare>[A-Z]{{3,6}}),) +{_PLACE}"
    rf"(?:[,.]? +(?P<day>{DAY}))?(?P<end>[.,]? *{_DASH}) +"
)
_LONGEST = 140
OWN = frozenset({"special", "exclusive", "own", "staff", "live", "updated", "update", "local", "by wire", "by phone"})  # no wires
TOWN = 4  # letters: abbreviations of wires have no more, names of towns mostly do
_LABEL = re.compile(r"(?:MR|MS|MRS|DR|SEC|AMB|GEN|SEN|REP|PM|Q|A)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline at the front of a paragraph; `length` counts it with the blank behind it."""

    place: str | None
    wire: str | None
    day: str | None
    length: int


def dateline(line: str) -> Found | None:
    """The dateline that `line` (a first paragraph) opens with, if any."""
    head = line[:_LONGEST]
    for form, accept in (
        (_WIRE_FIRST, _first_holds), (_WITH_DAY, _day_holds), (_WITH_WIRE, _wire_holds), (_BARE, _bare_holds),
    ):  # fmt: skip
        match = form.match(head)
        if match and accept(match, line):
            parts = match.groupdict()
            wire = parts.get("paren") or parts.get("square") or parts.get("slash") or parts.get("bare")
            place = parts.get("place")
            day = parts.get("day")
            if wire and place is None and (pair := re.fullmatch(r"([^,/]+), ?([A-Z][^\W\d]{3,20})", wire)) is not None:
                wire, place = pair.groups()  # "/KTA, Karvest/"
            elif wire and place is None and parts.get("paren") and len(wire) > TOWN and wire.isupper() and not _known(wire):
                wire, place = None, wire  # "(KARVEST) -"
            if wire and re.fullmatch(DAY, wire):  # "KARVEST (June 17) -"
                wire, day = None, day or wire
            return Found(_tidy(place), _agency(wire), _tidy(day), match.end())
    return None


def _agency(wire: str | None) -> str | None:
    """The agency in a dateline, without whoever wrote it there ("KTA correspondent"); none for the outlet's own ("Special")."""
    if wire is None:
        return None
    wire = re.sub(r"(?:, (?:by|from) .*|,? (?:special |own |staff |our )?(?:correspondent|reporter|staff)s?)$", "", wire).strip(
        " ,"
    )
    return None if wire.lower() in OWN else wire


def _tidy(part: str | None) -> str | None:
    """Without the stop that belongs to the dateline ("MOSCOW. Jan 16"); "D.C." keeps its own."""
    if not part:
        return None
    part = part.rstrip(" ,")
    return part[:-1] if part.endswith(".") and part.count(".") == 1 else part


def _parts(match: re.Match[str]) -> tuple[str, str | None, bool]:
    groups = match.groupdict()
    wire = groups.get("paren") or groups.get("square") or groups.get("slash")
    return groups.get("place") or "", wire, bool(groups.get("end"))


def _is_place(place: str) -> bool:
    words = re.findall(r"[^\W\d_]+", place)
    return bool(words) and not any(word.upper() in not_places() for word in words[:2]) and not _LABEL.match(place)


def _known(wire: str) -> bool:
    return any(part.strip().lower() in agencies() for part in re.split(r"[/,&]", wire))


def _first_holds(match: re.Match[str], line: str) -> bool:
    """A wire before the place: in brackets, or bare with a day behind the place."""
    place, _, _ = _parts(match)
    bare = match.group("bare")
    if bare and (not match.group("day") or _LABEL.match(bare) or bare in not_places()):
        return False
    return _is_place(place) and _begins(line, match.end())


def _day_holds(match: re.Match[str], line: str) -> bool:
    place, wire, ended = _parts(match)
    bare = match.groupdict().get("bare")
    if bare and not _known(bare) and not (re.fullmatch(r"[A-Z]{3,6}", bare) and ended):
        return False
    return _is_place(place) and (ended or bool(wire)) and _begins(line, match.end())


def _wire_holds(match: re.Match[str], line: str) -> bool:
    place, wire, ended = _parts(match)
    if not wire or (place and not _is_place(place)) or not _begins(line, match.end()):
        return False
    # "NATO (the alliance) said": without a dash only a known agency or a place in capitals is a dateline.
    capitals = len(re.findall(r"[A-Z]", place)) > 3 and place.isupper() and re.fullmatch(r"[A-Z]{3,6}", wire) is not None
    return ended or bool(match.group("dash")) or _known(wire) or bool(match.group("slash")) or capitals


def _bare_holds(match: re.Match[str], line: str) -> bool:
    place, _, _ = _parts(match)
    bare = match.groupdict().get("bare")
    if not _is_place(place) or not _begins(line, match.end()) or (bare and not _known(bare)):
        return False
    letters = [c for c in place.partition(",")[0] if c.isalpha()]
    capitals = len(letters) > 2 and all(c.isupper() for c in letters)
    if match.group("end").strip() == ":":
        return (capitals and len(letters) > 3) or place.partition(",")[0] in towns()  # as Indian papers print it
    words = re.findall(r"[^\W\d_]{2,}", place)
    return capitals or (match.group("end").startswith(" ") and len(words) <= 3 and all(len(w) > 3 for w in words[:1]))


def _begins(line: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    first = line[at : at + 1]
    return first != "" and not first.islower()
