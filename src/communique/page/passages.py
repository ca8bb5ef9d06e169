"""Where in the text of reports the words asked for stand: the paragraph that holds most of them, its hits marked.

The ledger says which reports hold the words, by their stems; the paragraphs of those are looked through here by the same rule.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

from communique.page.address import Address, part_of
from communique.page.edition import Sight
from communique.record.text import Report
from communique.show.words import one_line, paragraph_starts

SHOWN = 10  # reports of which a passage is shown
LOOKED = 100_000  # characters of a report beyond which its paragraphs are not looked through
AROUND = 44  # words of a passage
LONGEST = 600  # characters of it: a word may be longer than any is
OPENS, CLOSES = "\x02", "\x03"  # around a hit
HIT = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, and whether they were asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, in the paragraph of this number where it is known, and where they are shown."""

    report: Report
    runs: tuple[Run, ...]
    paragraph: int | None
    at: Address


@dataclass(frozen=True, slots=True)
class Passages:
    """The latest reports whose text holds the words; `more` whether there are others."""

    found: tuple[Passage, ...]
    more: bool


def passages(sight: Sight, wordings: Sequence[tuple[str, ...]]) -> Passages:
    """The reports that hold all words of one of these sets."""
    view = sight.view
    asked = [quoted for words in wordings if (quoted := " ".join(f'"{one}"' for one in filter(None, map(_searched, words))))]
    held: dict[str, str] = {}
    for words in asked:
        found = view.ledger.holding(words, as_of=view.as_of, known_by=view.known_by, limit=SHOWN + 1)
        held |= {id: words for id in found if id not in held and id in sight.reports}
    latest = sorted(held, key=lambda id: (-sight.reports[id].published.toordinal(), id))
    shown = [sight.reports[id] for id in latest[:SHOWN]]
    best = _best(shown, {word for words in wordings for word in map(_searched, words) if word}) if shown else {}
    told = tuple(best.get(one.id) or _whole(sight, one, held[one.id]) for one in shown)
    return Passages(tuple(_here(sight, one) for one in told), len(latest) > SHOWN)


def _searched(word: str) -> str:
    """A word as it is looked for; empty where nothing of it can be."""
    plain = " ".join(word.replace("\x00", " ").replace('"', " ").split())
    return plain if any(character.isalnum() for character in plain) else ""


def _whole(sight: Sight, report: Report, words: str) -> Passage:
    """The words around what is asked for, in a report whose paragraphs are not looked through."""
    view = sight.view
    found = view.ledger.search(words, as_of=view.as_of, known_by=view.known_by, only=report.id)
    return Passage(report, tuple(Run(one_line(told, LONGEST), False) for _, told in found), None, Address("reports", report.id))


def _here(sight: Sight, passage: Passage) -> Passage:
    at = Address("reports", passage.report.id, sight.day, passage.at.query, anchor=passage.at.anchor)
    return Passage(passage.report, passage.runs, passage.paragraph, at)


def _best(reports: Iterable[Report], words: Iterable[str]) -> dict[str, Passage]:
    """The paragraph of each report that answers best; a report whose paragraphs are not looked through has none."""
    places = list(_paragraphs(reports))
    asked = " OR ".join(f'"{word}"' for word in sorted(words))
    found: dict[str, Passage] = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("create virtual table paragraph using fts5(text, tokenize='porter unicode61 remove_diacritics 2')")
        rows = [(number, report.text[start:end]) for number, (report, _, start, end) in enumerate(places)]
        memory.executemany("insert into paragraph (rowid, text) values (?, ?)", rows)
        snippet = f"snippet(paragraph, 0, ?, ?, '…', {AROUND})"
        query = f"select rowid, {snippet} from paragraph where paragraph match ? order by rank, rowid"
        for number, words_there in memory.execute(query, (OPENS, CLOSES, asked)):
            report, paragraph, start, _ = places[number]
            if report.id not in found:
                part = part_of(start)
                turned = (("part", str(part)),) if part > 1 else ()
                at = Address("reports", report.id, None, turned, anchor=f"p{paragraph}")
                found[report.id] = Passage(report, tuple(runs(words_there)), paragraph, at)
    return found


def _paragraphs(reports: Iterable[Report]) -> Iterator[tuple[Report, int, int, int]]:
    for report in reports:
        if len(report.text) <= LOOKED:
            edges = [*paragraph_starts(report.text), len(report.text)]
            yield from ((report, number, start, end) for number, (start, end) in enumerate(pairwise(edges), 1))


def runs(marked: str) -> Iterator[Run]:
    """The words between the marks, and those around them."""
    for number, text in enumerate(HIT.split(" ".join(marked.split()))):
        if text:
            yield Run(text if len(text) <= LONGEST else one_line(text, LONGEST), number % 2 == 1)


def hits(text: str, words: Iterable[str], longest: int | None = None) -> tuple[Run, ...]:
    """A text with each word marked that begins with what was asked for, by the rule of the query's words."""
    text = one_line(text, longest)
    each = [r"\s+".join(rf"\b{re.escape(w)}" if w[0].isalnum() else re.escape(w) for w in word.split()) for word in words]
    if not each:
        return (Run(text, False),)
    found, at = [], 0
    for match in re.finditer(rf"(?:{'|'.join(each)})\w*", text, re.I):
        found += [Run(text[at : match.start()], False), Run(match.group(), True)]
        at = match.end()
    return tuple(run for run in (*found, Run(text[at:], False)) if run.text)
