"""A brief as Markdown, fit to send on: every line with footnotes that quote the exact words and say where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.show.brief import Brief, Cite, Line, Source, walk
from communique.show.terminal import section_title
from communique.show.words import NOT_STATED, day_in_words, days_in_words, names_of, one_line, plain, when_in_words

MEANING = re.compile(r"([\\`*_\[\]<>#|~])")  # characters that Markdown would take for its own
QUOTED = 400  # characters of the words quoted in a footnote


def markdown(brief: Brief) -> Iterator[str]:
    """The brief line by line."""
    now = brief.as_of or brief.last
    yield f"# {safe(brief.scope)}{'' if brief.scope.startswith('State') else ' · state of the talks'}"
    yield ""
    if now:
        span = f", published {days_in_words(brief.first, brief.last)}" if brief.first and brief.last else ""
        reports = f"{brief.reports} report{'' if brief.reports == 1 else 's'}"
        origins = f"{brief.origins} independent origin{'' if brief.origins == 1 else 's'}"
        copies = brief.reports - brief.origins
        again = f" ({copies} cop{'y' if copies == 1 else 'ies'})" if copies else ""
        yield f"As of {day_in_words(now)}. From {reports} of {origins}{again}{span}."
    else:
        yield "No report is recorded for that day yet."
    cites = {cite.move: cite for section in brief.sections for line in walk(section.lines) for cite in line.cites}
    number = {move: at for at, move in enumerate(cites, 1)}
    for section in brief.sections:
        yield ""
        yield f"## {safe(section_title(section, brief).capitalize())}"
        yield ""
        for line in section.lines:
            yield from _lines(line, 0, brief, number)
        if section.more or section.unsure:
            left = [f"{section.more} more"] if section.more else []
            left += [f"{section.unsure} less certain"] if section.unsure else []
            yield ""
            yield f"*Not shown: {', '.join(left)}.*"
    if cites:
        yield ""
    sources = {source.report: source for source in brief.sources}
    for move, at in number.items():
        yield f"[^{at}]: {_footnote(cites[move], sources[cites[move].report])}"


def safe(text: str) -> str:
    """The text with what Markdown would take for its own marks kept as it is written."""
    return MEANING.sub(r"\\\1", plain(text))


def _lines(line: Line, depth: int, brief: Brief, number: dict[str, int]) -> Iterator[str]:
    if not line.cites and line.under:  # contested: the last stands against the others
        first, *others = line.under
        yield f"- {_told(first, brief, number)}"
        for side in others:
            yield f"  - *against that:* {_told(side, brief, number)}"
        return
    yield f"{'  ' * depth}- {_told(line, brief, number)}"
    for under in line.under:
        yield from _lines(under, depth + 1, brief, number)


def _told(line: Line, brief: Brief, number: dict[str, int]) -> str:
    by, to = names_of(line.by, brief.names, NOT_STATED if line.to else ""), names_of(line.to, brief.names, "")
    who = f"**{safe(by)}{f' → {safe(to)}' if to else ''}**" if by else ""
    parts = [part for part in (who, f"*{safe(line.label)}:*" if line.label else "", safe(line.text)) if part]
    text = " ".join(parts)
    text += f" – {safe(line.state)}" if line.state else ""
    when = line.due or line.when
    told = [f"due {when_in_words(when)}" if line.due else when_in_words(when)] if when else []
    told += [safe(line.chain)] if line.chain else []
    told += ["unsure"] if line.doubtful else []
    text += f" ({'; '.join(told)})" if told else ""
    return text + "".join(f"[^{number[cite.move]}]" for cite in line.cites)


def _footnote(cite: Cite, source: Source) -> str:
    title = f", *{safe(one_line(source.title))}*" if source.title else ""
    link = f" <{source.url}>" if source.url and re.fullmatch(r"https?://[^\s<>]+", source.url) else ""
    words = safe(one_line(cite.text, QUOTED))
    return (
        f"{safe(source.outlet or 'Outlet not stated')}, {day_in_words(source.published)}{title}, paragraph {cite.paragraph}: "
        f"“{words}” ({safe(source.report)}, {cite.start}–{cite.end}){link}"
    )
