"""Drawing changes nothing: a view without colour says all that the coloured one says, at any width from 60 up."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from rich.console import Console
from rich.containers import Lines
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from communique.record.move import Move
from communique.show.brief import Brief, Cite, Line, Section
from communique.show.copies import counted, kin_in_words
from communique.show.report import ReportView, with_marks
from communique.show.voices import NO_SOURCE, conditions_of, hops_in_words, words_of
from communique.show.wording import provision
from communique.show.words import (
    BINDS,
    NOT_STATED,
    chain_in_words,
    day_in_words,
    days_in_words,
    name_of,
    names_of,
    one_line,
    plain,
    when_in_words,
)  # fmt: skip

SCREEN = 50  # rows
PACKED = 39  # columns of a report where several stand in a row
LEAST, STATE = 24, 28  # characters of a line's words at least, and kept for how it stands, where it has one row alone
TITLES = {
    "on the table": "ON THE TABLE", "open": "OPEN", "warnings": "WARNINGS", "contested": "CONTESTED", "history": "HISTORY",
    "positions": "POSITIONS",
}  # fmt: skip
COLOURS = {
    "history": "blue",
    "positions": "green",
    "on the table": "cyan",
    "open": "yellow",
    "warnings": "red",
    "contested": "magenta",
    "changed": "green",
}
TONES: dict[str, str] = {
    "reject": "red", "deny": "red", "accuse": "magenta", "criticise": "magenta", "warn": "red", "threaten": "bold red",
    "propose": "cyan", "offer": "cyan", "demand": "yellow", "appeal": "yellow", "expect": "yellow", "accept": "green",
    "agree": "green",
    "commit": "green", "support": "green", "meet": "blue", "deed": "blue", "position": "bright_black", "assess": "bright_black",
    "status": "bright_black",
}  # fmt: skip
WIDE, NARROW, ONE_ROW = (16, 13), (13, 9), (19, 10)  # columns for the date and the cites
NARROW_BELOW = 90
MISSED = "missed on "
LONGEST = 110  # characters of a line's words
SAID = 240  # characters of the words of a voice; the text above has them all


def draw_brief(brief: Brief, console: Console) -> None:
    """The brief, for a reader in a hurry: where it would not fit on one screen, each line is cut to one row."""
    scratch = Console(width=console.width, file=StringIO(), color_system=None, force_terminal=False)
    for rows, first in ((0, 0), (2, 2), (1, 2), (1, 1)):  # of a line, and of one on the table; 0: as many as it needs
        with scratch.capture() as capture:
            _draw(brief, scratch, rows, first)
        if brief.whole or first == 1 or capture.get().count("\n") <= SCREEN:
            _draw(brief, console, rows, first)
            return


def _draw(brief: Brief, console: Console, rows: int, first: int) -> None:
    console.print(_head(brief, console.width))
    if not brief.reports:
        console.print("No report is recorded for that day yet: `communique read PATH…` adds some.")
        return
    if not brief.sections:
        nothing = f"came after {day_in_words(brief.since)}" if brief.only_since and brief.since else "was found in these reports"
        console.print(f"\nNothing of the talks {nothing}; `communique show REPORT` shows what was read.")
    numbers = {source.report: source.number for source in brief.sources}
    for section in brief.sections:
        title = section_title(section, brief)
        console.print()
        head = Text(title, style=f"bold {COLOURS[section.name]}")
        head.append(f"  {rest}" if (rest := _rest(section)) else "", style="not bold dim")
        head.truncate(console.width, overflow="ellipsis")
        console.print(head)
        for line in section.lines:
            _draw_line(line, 1, brief, numbers, console, first if section.name == "on the table" else rows)
    if doubtful := sum(section.unsure for section in brief.sections):
        told = "line stands" if doubtful == 1 else "lines stand"
        console.print()
        console.print(Text(f"{doubtful} doubtful {told} apart: communique review (with --all they are told too)", style="dim"))
    if brief.sources:
        console.print()
        console.print(Text("REPORTS", style="bold"))
        _draw_sources(brief, console, rows > 0)


def section_title(section: Section, brief: Brief) -> str:
    """The name of a section as it is shown."""
    if section.name == "changed":
        return f"CHANGED SINCE {day_in_words(brief.since).upper()}" if brief.since else "ALSO TOLD"
    new = f", NEW SINCE {day_in_words(brief.since).upper()}" if brief.only_since and brief.since else ""
    return TITLES[section.name] + new


def _draw_sources(brief: Brief, console: Console, tight: bool) -> None:
    """The reports cited; several in a row where room is short."""
    entries = []
    for source in brief.sources:
        outlet = plain(source.outlet or "outlet not stated")
        entry = Text(f"[{source.number}] {day_in_words(source.published)} · ")
        if tight:
            entry.append(plain(source.report), style="cyan")
        else:
            entry.append(f"{outlet} · ")
            entry.append(plain(source.report), style="cyan")
            entry.append(f" · {one_line(source.title)}" if source.title else "", style="dim")
        entries.append(entry)
    abreast = max(1, (console.width - 2) // PACKED) if tight else 1
    for first in range(0, len(entries), abreast):
        row = Text("  ")
        for entry in entries[first : first + abreast]:
            if abreast > 1:
                entry.truncate(PACKED - 2, overflow="ellipsis", pad=True)
                entry.append("  ")
            row.append(entry)
        row.truncate(console.width, overflow="ellipsis")
        console.print(row)


def _head(brief: Brief, width: int) -> Table:
    left = Text(brief.scope, style="bold")
    left.append(" · state of the talks" if not brief.scope.startswith("State") else "", style="")
    if brief.as_of or brief.last:
        left.append(f" as of {day_in_words(brief.as_of or brief.last)}", style="")  # type: ignore[arg-type]
    counts = [
        f"{brief.reports} report{'' if brief.reports == 1 else 's'}",
        counted(brief.reports, brief.origins),
    ]
    if brief.first and brief.last:
        counts.append(days_in_words(brief.first, brief.last))
    right = Text(" · ".join(counts), style="dim")
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    if len(left) + len(right) + 2 <= width:
        grid.add_column(ratio=1)
        grid.add_column(justify="right", no_wrap=True)
        grid.add_row(left, right)
    else:
        grid.add_row(left)
        grid.add_row(right)
    return grid


def _draw_line(line: Line, depth: int, brief: Brief, numbers: dict[str, int], console: Console, rows: int) -> None:
    if not line.cites and line.under:  # contested: the last stands against the others
        for side in line.under[:-1]:
            _draw_row("", side, depth, brief, numbers, console, rows)
        _draw_row("⟂ ", line.under[-1], depth + 1, brief, numbers, console, rows)
        return
    _draw_row("· " if depth > 1 else "", line, depth, brief, numbers, console, rows)
    for under in line.under if not (rows and line.due) else ():
        _draw_line(under, depth + 1, brief, numbers, console, rows)


def _draw_row(bullet: str, line: Line, depth: int, brief: Brief, numbers: dict[str, int], console: Console, rows: int) -> None:
    indent = 2 * depth
    date_width, cite_width = NARROW if console.width < NARROW_BELOW else ONE_ROW if rows else WIDE
    body = max(24, console.width - indent - date_width - cite_width - 2)
    dates = _dates(line, brief)
    if rows and line.state.startswith(MISSED) and line.due:  # that it was missed says more than that it was due
        line, dates = replace(line, state=""), Text("missed" + dates.plain.removeprefix("due"), style="red")
    sentence = _sentence(bullet, line, brief, depth, rows * (body - 2))
    wrapped = sentence.wrap(console, body - 2)
    if rows and len(wrapped) > rows:
        last = Text(" ").join(wrapped[rows - 1 :])
        last.truncate(body - 3, overflow="ellipsis")
        wrapped = Lines([*wrapped[: rows - 1], last])
    cites = line.cites[:1] if rows else line.cites
    if rows:
        dates.truncate(date_width, overflow="ellipsis")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=body)
    grid.add_column(width=date_width)
    grid.add_column(width=cite_width - 1, justify="right")
    grid.add_row(Text("\n  ").join(wrapped), dates, Text(_marks(cites, numbers), style="dim"))
    console.print(Padding(grid, (0, 0, 0, indent), expand=False))


def _sentence(bullet: str, line: Line, brief: Brief, depth: int, room: int) -> Text:
    """Who, to whom, what, how it stands and whence; where `room` is short, the words give way first (0: it is not)."""
    text = Text(f"{'? ' if line.doubtful else ''}{bullet}", style="dim" if line.doubtful else "")
    by, to = names_of(line.by, brief.names, ""), names_of(line.to, brief.names, "")
    if who := f"{by or (NOT_STATED if depth == 1 or to else '')}{f' → {to}' if to else ''}":
        text.append(who, style="bold" if depth == 1 else "")
        text.append("  ")
    if line.label:
        text.append(f"{line.label}: ", style=TONES.get(line.act, "italic"))
    after = Text(f" – {line.state}" if line.state else "", style="italic")
    if line.chain and not room:
        after.append(f" ({line.chain})", style="not italic dim")
    longest = LONGEST if not room else max(LEAST, room - len(text) - min(len(after), STATE))
    return text.append(one_line(line.text, min(longest, LONGEST))).append(after)


def _dates(line: Line, brief: Brief) -> Text:
    """The date without the year where it is that of the brief's last report."""
    now = f" {(brief.as_of or brief.last).year}" if brief.as_of or brief.last else ""  # type: ignore[union-attr]
    when = line.due or line.when
    words = when_in_words(when).removesuffix(now) if when else ""
    return Text(f"due {words}", style="yellow") if line.due else Text(words)


def _marks(cites: tuple[Cite, ...], numbers: dict[str, int]) -> str:
    return " ".join(f"[{numbers[cite.report]}§{cite.paragraph}]" for cite in cites)


def _rest(section: Section) -> str:
    parts = [f"{section.more} more"] if section.more else []
    parts += [f"{section.unsure} less certain"] if section.unsure else []
    return f"and {', '.join(parts)}: {section.command}" if parts else ""


def draw_report(view: ReportView, console: Console) -> None:
    """The report with its moves marked in the text and noted below each paragraph; then its voices with their chains."""
    report, cleaned = view.report, view.reading.cleaned if view.reading else None
    console.print(Text(one_line(report.title or report.id), style="bold"))
    facts = [
        f"published {day_in_words(report.published)} ({report.published_from})",
        report.outlet or "outlet not stated",
        report.id,
    ]
    if cleaned and cleaned.dateline:
        facts.append(
            f"dateline {cleaned.dateline.place or NOT_STATED}" + (f" ({cleaned.dateline.wire})" if cleaned.dateline.wire else "")
        )
    if cleaned and cleaned.credits:
        facts.append("credits: " + "; ".join(", ".join(credit.names) for credit in cleaned.credits))
    engine = f" ({view.reading.engine})" if view.reading else "; not read yet"
    found = f"{len(view.marks)} moves, {len(view.voices)} voices{engine}"
    console.print(Text(plain(" · ".join([*facts, found])), style="dim"))
    for warning in report.warnings:
        console.print(Text(f"warning: {one_line(warning)}", style="yellow"))
    for one in view.kin:
        console.print(Text(plain(kin_in_words(one)), style="dim"))
    if not view.alone:
        _draw_text(view, console)
    _draw_voices(view, console)


def _draw_text(view: ReportView, console: Console) -> None:
    acts = {mark.number: mark.move.act for mark in view.marks}
    for paragraph in view.paragraphs:
        text = Text()
        for piece, holding in with_marks(view, paragraph):
            piece = plain(piece)
            style = Style.parse(TONES[acts[holding[-1]]]) if holding else Style()
            text.append(" ".join(piece.splitlines()) if piece.strip() else piece.replace("\n", " "), style)
        text.rstrip()
        if not text.plain.strip():
            continue
        console.print()
        grid = Table.grid(expand=True, padding=(0, 1, 0, 0))
        grid.add_column(width=4, style="dim")
        grid.add_column(ratio=1)
        grid.add_row(f"§{paragraph.number}", text)
        console.print(grid)
        for mark in paragraph.marks:
            _draw_note(mark.number, mark.move, view, console)


def _draw_voices(view: ReportView, console: Console) -> None:
    """Source, cue and kind of quotation; the words; the chain from the outlet inwards, each hop with its basis."""
    if view.reading is None:
        return
    console.print()
    console.print(Text("VOICES", style="bold"))
    if not view.voices:
        console.print("  Nobody is quoted or told to have said anything.")
    for one in view.voices:
        voice, report = one.voice, view.report
        note = Text()
        note.append(one_line(words_of(report, voice.source), LONGEST) if voice.source else NO_SOURCE, style="bold")
        facts = [f"“{one_line(words_of(report, voice.cue))}”" if voice.cue else "no cue", voice.quote, f"§{one.paragraph}"]
        facts += [f"within v{one.parent}"] if one.parent else []
        note.append(" · " + " · ".join(facts))
        place = " ".join(f"{span.start}–{span.end}" for span in voice.content)
        note.append(f"\n{one_line(words_of(report, voice.content), SAID)}")
        note.append(f" [{place}]", style="dim")
        note.append("\n" + " ← ".join(hops_in_words(report, voice, view.names)), style="cyan")
        for terms in conditions_of(voice):
            note.append(f"\nterms: {one_line(terms)}", style="yellow")
        grid = Table.grid(expand=True, padding=(0, 1, 0, 0))
        grid.add_column(width=4 + 2 * min(one.depth, 6), justify="right", style="dim")
        grid.add_column(ratio=1)
        grid.add_row(f"v{one.number}", note)
        console.print(grid)


def _draw_note(number: int, move: Move, view: ReportView, console: Console) -> None:
    note = Text()
    deed = f" ({move.kind})" if move.kind else ""
    note.append(f"{'no ' if move.polarity == 'neg' else ''}{move.act}{deed}".upper(), style=TONES[move.act])
    note.append(f" {names_of(move.by, view.names)}", style="bold")
    note.append(" (some of)" if move.partial else "")
    note.append(f" → {names_of(move.to, view.names)}{'?' * (move.to_basis == 'inferred')}" if move.to else "")
    facts: list[str] = [move.modality] if move.modality != "actual" else []
    facts += [f"if: {one_line(move.condition)}"] if move.condition else []
    facts += [f"when {when_in_words(move.when)}"]
    facts += [f"said {when_in_words(move.said)}"] if move.said != move.when else []
    facts += [f"due {when_in_words(move.due)}"] if move.due else []
    facts += [f"at {one_line(move.place)}"] if move.place else []
    facts += [one_line(move.quantity)] if move.quantity else []
    facts += [f"quoted {move.quote}" if move.quote != "none" else "narrated"]
    note.append(" · " + " · ".join(facts))
    told = chain_in_words(move.chain, view.names)
    note.append(f"\n{told or 'source not stated'}" + (f" · {one_line(move.role)}" if move.role else ""), style="dim")
    for term in move.terms:
        binds = names_of(term.binds, view.names, "not stated whom")
        held = "".join(f" · {one_line(said)}" for said in (term.quantity, term.instrument) if said)
        note.append(f"\n· {BINDS[term.force]} ", style="dim")
        called = [name for party in term.binds for name in (party, name_of(party, view.names))]
        note.append(f"{binds}: {one_line(provision(one_line(term.text), called), LONGEST)}")
        note.append(held, style="dim")
    if view.why:
        place = f"{move.span.start}–{move.span.end}"
        reasons = one_line("; ".join(move.why)) or "no reasons kept"
        note.append(f"\nconfidence {move.confidence:.2f} · {place} · {reasons}", style="dim")
    grid = Table.grid(expand=True, padding=(0, 1, 0, 0))
    grid.add_column(width=4)
    grid.add_column(width=3, justify="right", style="dim")
    grid.add_column(ratio=1)
    grid.add_row("", str(number), note)
    console.print(grid)
