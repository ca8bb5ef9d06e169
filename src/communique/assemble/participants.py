"""Who is named as taking part in an encounter, in which town, and how they met: read off the words of one move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal
from unicodedata import combining, normalize

from communique.assemble.topics import words
from communique.extract.parties.gazetteer import gender_of, lookup, post_heads, word_set

Mode = Literal["phone", "video", "there"]
Person = frozenset[str]  # the names by which one is called, as `key` spells them
TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?|\d+|[^\w\s]")
LISTED: tuple[tuple[Mode, str], ...] = (
    ("phone", "phone telephone phoned telephoned telephonic"),
    ("video", "video videoconference video-conference virtual virtually online teleconference remotely"),
    ("there", "visit visited visits visiting hosted welcomed received face-to-face sidelines met summit"),
)
MODES: dict[str, Mode] = {word: mode for mode, listed in LISTED for word in listed.split()}
CONTACT = frozenset("call calls visit visits trip conversation conversations video phone telephone videoconference".split())
OTHER_TIMES = frozenset("after before following ahead since".split())  # behind these stands another event
ABOUT = frozenset("about regarding concerning over on amid".split())
TITLES = frozenset(
    "state foreign affairs defence defense prime vice deputy first national security general former then mr ms".split()
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
JOINED = frozenset(("of", "to", "for"))
OWN = ("the", "his", "her", "its", "their", "our")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may name a person; `sure` where a title or a given name says so."""

    names: Person
    sure: bool


@lru_cache(maxsize=50_000)
def taking_part(text: str, cue_end: int, on: date) -> tuple[tuple[Run, ...], frozenset[str], frozenset[Mode]]:
    """The persons who may be named as taking part, the towns and the modes of an encounter.

    What stands behind the cue as purpose, subject or another time ("to prepare …", "about …", "after …") is left out.
    """
    tokens = [(m.group(), m.start()) for m in TOKEN.finditer(text)]
    forms = [word for word, _ in tokens]
    runs: list[Run] = []
    places: set[str] = set()
    modes: set[Mode] = set()
    k, end = 0, _end(tokens, cue_end)
    while k < end:
        low = forms[k].lower()
        if low in MODES:
            modes.add(MODES[low])
        elif low == "person" and k > 0 and forms[k - 1].lower() == "in":
            modes.add("there")
        if not forms[k][0].isupper():
            k += 1
            continue
        known = lookup(forms, k, on)
        if known is not None:
            name = " ".join(forms[k : k + known[0]])
            if (known[1].kind == "place" or known[1].metonym) and _inside(forms, k):
                places.add(key(name))
            k += known[0]
            continue
        last = k + 1
        while last < end and forms[last][0].isupper() and lookup(forms, last, on) is None:
            last += 1
        if (run := _person(forms, k, last)) is not None:
            if _inside(forms, k) and not run.sure:
                places |= {key(" ".join(forms[k:last]))}
            else:
                runs.append(run)
        k = last
    return tuple(runs), frozenset(places), frozenset(modes - {"there"} if "video" in modes else modes)


def _inside(forms: list[str], k: int) -> bool:
    return k > 0 and forms[k - 1].lower() in ("in", "at")


def _end(tokens: list[tuple[str, int]], cue_end: int) -> int:
    """The number of the token at which the telling of who took part ends."""
    for k, (word, start) in enumerate(tokens):
        if start < cue_end or k == 0:
            continue
        low = word.lower()
        after = tokens[k + 1][0] if k + 1 < len(tokens) else ""
        if low in OTHER_TIMES or (low in ABOUT and not after[:1].isdigit() and not after[:1].isupper()):
            return k
        if low == "to" and after[:1].islower() and after not in OWN:
            return k
    return len(tokens)


def _person(forms: list[str], first: int, last: int) -> Run | None:
    """Whom capitalised words name: surnames, and the given name where it stands alone; None where they name nobody here."""
    bare = [re.sub(r"['’]s?$", "", w).rstrip(".") for w in forms[first:last]]
    while len(bare) > 1 and bare[-1].lower() in SUFFIXES:
        bare.pop()
    last_title = max((k for k, word in enumerate(bare) if _is_title(word)), default=-1)
    named = bare[last_title + 1 :]
    joined = any("-" in w and lookup([w.split("-")[0]], 0, date.max) is not None for w in named)  # "Russian-American"
    if not named or joined or _beside(forms, first, last):
        return None
    before = forms[first - 1] if first else ""
    titled = last_title >= 0 or before.lower() in post_heads() or before.rstrip(".") in word_set("honorifics")
    given = [w for w in named if gender_of(w)]
    own = [w for w in named if w not in given] or named
    return Run(frozenset(key(w) for w in own), titled or (len(named) > 1 and bool(given)))


def _is_title(word: str) -> bool:
    low = word.lower()
    listed = low in TITLES or low in SUFFIXES or low in post_heads() or word in word_set("honorifics")
    return len(low) < 2 or listed or low in words().stop or low in words().concept


def _beside(forms: list[str], first: int, last: int) -> bool:
    """Whether a name is that of one whom a participant serves or whose matter it is, not of one who takes part.

    "Adviser to President Veld", "Veld's remarks"; but "Veld's call with Dahl".
    """
    if forms[last - 1].endswith(("'s", "’s", "s'", "s’")):
        follows = [w.lower() for w in forms[last : last + 4]]
        return not any(w in CONTACT or words().concept.get(w) == "@talks" for w in follows)
    k = first - 1
    while k >= 0 and forms[k].lower() in ("the", "a"):
        k -= 1
    return k > 0 and forms[k].lower() in JOINED and _is_title(forms[k - 1]) and forms[k - 1][0].isupper()


def known_place(name: str, on: date) -> bool:
    """Whether a name is that of a town, as far as is known."""
    found = lookup(name.split(), 0, on) if name.split() else None
    return found is None or found[1].kind == "place" or found[1].metonym


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """A name however it is transliterated: without marks, doubled letters or the i's at its end."""
    plain = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    return re.sub(r"[iy]+$", "i", re.sub(r"(\w)\1", r"\1", plain.replace("’", "'")))
