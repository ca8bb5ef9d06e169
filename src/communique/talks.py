"""The façade: one method for each command, under the same name and with the same options; values come back, nothing is printed.

    import communique
    talks = communique.open("talks.db")
    talks.read("reports/")
    for section in talks.brief(as_of="2022-01-16").sections: ...

A row is a dictionary as the command of that name exports it (docs/design.md).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, get_args

from communique.ask.find import find, find_report, placed
from communique.ask.query import read_query
from communique.assemble.decide import as_judged, parties_judged_same
from communique.endpoint.address import EndpointUnfit
from communique.judging import author as author_of
from communique.judging import checked, judgement_rows
from communique.read.source import BadInput
from communique.read.source import read as read_source
from communique.record.derived import Record
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.text import Cleaned, Report
from communique.record.when import Day, Moment, as_day, as_moment
from communique.show.brief import Brief
from communique.show.calendar import ahead as still_ahead
from communique.show.copies import copy_rows, kin
from communique.show.report import ReportView, view_report
from communique.show.review import doubts, review_row
from communique.show.rows import (
    DerivedRows,
    Row,
    Rows,
    attributions_row,
    dates_row,
    move_row,
    party_rows,
    report_row,
    tie_row,
)
from communique.store.ledger import Ledger, Problem
from communique.store.whole import flaws
from communique.summary import ReadSummary
from communique.views import View, Views

if TYPE_CHECKING:
    from communique.page.publish import Progress, Published

Engine = Literal["fast", "best", "judge", "llm"]
What = Literal[
    "moves", "events", "threads", "positions", "questions", "conflicts", "claims", "copies", "parties", "ties", "attributions",
    "dates", "reports",
]  # fmt: skip
WHATS: tuple[What, ...] = get_args(What)
NOT_YOURS = "the engine is at fault, not the report; please tell the makers"


def open(path: str | Path = "communique.db", *, create: bool = True) -> Talks:
    """Open the ledger at `path`, made where it is absent unless `create` is false.

    Raises LedgerError.
    """
    return Talks(Ledger.open(path, create=create))


class Talks:
    """The talks as one ledger records them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._views = Views(ledger)

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(
        self, *paths: str, published: Day = None, outlet: str | None = None, engine: Engine = "best",
        voices: str | Path | None = None, llm_url: str | None = None, llm_model: str | None = None,
        llm_key_file: str | Path | None = None, llm_max_tokens: int | None = None,
        llm_price: str | tuple[float, float] | None = None, llm_timeout: float | None = None, llm_plain_http: bool = False,
        progress: Callable[[int], None] | None = None, stdin: BinaryIO | None = None,
    ) -> ReadSummary:  # fmt: skip
        """Add the reports at `paths`; each is committed on its own, so that an interrupted reading loses none of them.

        `published` and `outlet` hold for reports that do not say it themselves; `progress` is told how many inputs are done.
        `engine` "fast" reads by rules; "best" lets a judge with a small encoder, both learnt from annotated reports, decide over
        what the rules find, "judge" the judge alone (docs/judge.md).  `voices` names a trained model of voices
        (docs/voices-models.md); without one the rules read them.

        The engine "llm" asks a language model, which the options named so or the environment name (docs/language-model.md).

        Raises VoicesModelUnfit, EndpointUnfit.
        """
        from communique.clean.clean import clean  # the parser is loaded for this command alone
        from communique.endpoint.engine import connect
        from communique.extract.engine import Engine as Reader
        from communique.extract.engine import Judged, Rules
        from communique.extract.llm.port import Unanswered
        from communique.extract.trained.encoder import encoder
        from communique.parse.syntax import parse

        rules = Rules(voices)
        reads: Reader = rules if engine not in ("best", "judge") else Judged(voices, encoder() if engine == "best" else None)
        asking = None
        if engine == "llm":
            asking = connect(
                llm_url, llm_model, llm_key_file, plain_http=llm_plain_http, timeout=llm_timeout, max_tokens=llm_max_tokens,
                price=llm_price, rules=rules,
            )  # fmt: skip
            reads = asking.engine
        elif llm_plain_http or (llm_url, llm_model, llm_key_file, llm_max_tokens, llm_price, llm_timeout) != (None,) * 6:
            raise EndpointUnfit("the options --llm-… are for --engine llm alone; name that engine, or leave them out")
        counts = {"new": 0, "version": 0, "engine": 0, "same": 0}
        bad: list[BadInput] = []
        warnings: list[tuple[str, str]] = []

        def told() -> None:
            if progress:
                progress(sum(counts.values()) + len(bad))

        def fresh() -> Iterator[Cleaned]:
            for item in read_source(paths, published=as_day(published), outlet=outlet, stdin=stdin):
                if isinstance(item, BadInput):
                    bad.append(item)
                    told()
                    continue
                warnings.extend((item.id, warning) for warning in item.warnings)
                if self.ledger.holds(item.id, item.sha256, reads.name):
                    counts["same"] += 1
                    told()
                    continue
                try:
                    cleaned = clean(item)
                except Exception as failure:
                    bad.append(_failed(item.id, failure))
                    told()
                else:
                    yield cleaned

        stopped = halted = False
        gc.freeze()  # the lexicons and what else is loaded by now need not be looked through for garbage after each report
        try:
            for parsed in parse(fresh()):  # one report badly read keeps no other from being recorded
                report = parsed.cleaned.report.id
                try:
                    reading = reads(parsed)
                except Unanswered as failure:
                    bad.append(BadInput(report, failure.reason, failure.advice))
                    halted = failure.stop
                except Exception as failure:
                    bad.append(_failed(report, failure))
                else:
                    if flaw := next(flaws(reading), None):
                        bad.append(BadInput(report, f"what was found does not hold: {flaw}", NOT_YOURS))
                    else:
                        counts[self.ledger.add(reading)] += 1
                told()
                if halted:
                    break
        except KeyboardInterrupt:
            stopped = True
        finally:
            gc.unfreeze()
        asked = asking.told() if asking is not None else None
        return ReadSummary(**counts, bad=tuple(bad), warnings=tuple(warnings), stopped=stopped, halted=halted, asked=asked)

    def reports(self, *, as_of: Day = None, known_by: Moment = None) -> list[Report]:
        """The reports published by `as_of` and recorded by `known_by`, in order of publication."""
        found = self.ledger.reports(as_of=as_day(as_of), known_by=as_moment(known_by))
        return sorted(found, key=lambda report: (report.published, report.id))

    def moves(self, *, as_of: Day = None, known_by: Moment = None) -> list[Move]:
        """The moves of those reports as judged, in order of publication and place."""
        return list(self._view(as_of, known_by).moves)

    def record(self, *, as_of: Day = None, known_by: Moment = None) -> Record:
        """All that is derived from those reports: events, threads, positions, questions, conflicts, claims."""
        return self._view(as_of, known_by).record

    def names(self, *, as_of: Day = None, known_by: Moment = None) -> dict[str, str]:
        """What each party is called in what is shown, by its key: blocs and organisations go by their code, as in the press."""
        return self._view(as_of, known_by).names

    def _view(self, as_of: Day, known_by: Moment) -> View:
        return self._views.at(as_day(as_of), as_moment(known_by))

    def _rows(self, as_of: Day, known_by: Moment) -> DerivedRows:
        return DerivedRows((view := self._view(as_of, known_by)).record, view.told)

    def brief(
        self, *, as_of: Day = None, known_by: Moment = None, thread: str | None = None, since: Day = None, all: bool = False
    ) -> Brief:
        """The state of the talks, or of the thread whose id or title holds `thread`; what came after `since` is told as changed.
        It is built from what is certain enough, with `all` from the doubtful too.  Raises NoSuchThread.
        """
        return self._view(as_of, known_by).brief(thread, as_day(since), all)

    def ask(self, query: str, *, as_of: Day = None, known_by: Moment = None) -> list[Row]:
        """The moves for which the query holds, in order of publication.

        Raises BadQuery.
        """
        asked = read_query(query)
        view = self._view(as_of, known_by)
        events = DerivedRows(view.record, view.told).event_of
        names = {party.key: party.name for party in self.ledger.parties(as_of=as_day(as_of), known_by=as_moment(known_by))}
        found = find(asked, view.moves, view.record, names)
        return [move_row(move, events.get(move.id)) for move in found]

    def show(
        self, report: str, *, as_of: Day = None, known_by: Moment = None, why: bool = False, voices: bool = False
    ) -> ReportView:
        """One report with all that was found in it and its copies; `why` asks for the reasons too, `voices` for the voices alone.

        Raises NoSuchReport.
        """
        reading = self.ledger.reading(report, as_of=as_day(as_of), known_by=as_moment(known_by))
        if reading and (judgements := self.ledger.judgements(known_by=as_moment(known_by))):
            reading = replace(reading, moves=tuple(as_judged(reading.moves, judgements)))
        found = reading.cleaned.report if reading else find_report(self.reports(as_of=as_of, known_by=known_by), report)
        view = self._view(as_of, known_by)
        return view_report(found, reading, view.names, why, voices, kin(report, view.origins, view.reports))

    def timeline(self, *, as_of: Day = None, known_by: Moment = None, all: bool = False) -> Rows:
        """The events by the day they took place; what is not dated stands at the day of its report."""
        rows = self._rows(as_of, known_by)

        def day(number: int) -> tuple[date, date]:
            event = rows.record.events[number]
            first, last = placed(event.when)
            return first or event.first_published, last or event.first_published

        ordered = sorted(range(len(rows.record.events)), key=lambda n: (day(n), n))
        return Rows((rows.event(rows.record.events[n]) for n in ordered), all)

    def positions(self, *, as_of: Day = None, known_by: Moment = None, all: bool = False) -> Rows:
        """Where each party stands on each thread."""
        rows = self._rows(as_of, known_by)
        return Rows(map(rows.position, rows.record.positions), all)

    def questions(self, *, as_of: Day = None, known_by: Moment = None, ahead: bool = False, all: bool = False) -> Rows:
        """What is awaited, by whom, by when, and whether it came; `ahead` only what is open and due from that day on, by day."""
        view = self._view(as_of, known_by)
        rows = DerivedRows(view.record, view.told)
        found = [rows.question(one) for one in rows.record.questions]
        today = view.as_of or max((r.published for r in view.reports), default=date.min)
        return Rows(still_ahead(found, today) if ahead else found, all)

    def conflicts(self, *, as_of: Day = None, known_by: Moment = None, all: bool = False) -> Rows:
        """What cannot both be so."""
        rows = self._rows(as_of, known_by)
        return Rows(map(rows.conflict, rows.record.conflicts), all)

    def claims(self, *, as_of: Day = None, known_by: Moment = None, all: bool = False) -> Rows:
        """What is asserted of the world, by whom, denied by whom, through how many origins."""
        rows = self._rows(as_of, known_by)
        return Rows(map(rows.claim, rows.record.claims), all)

    def copies(self, *, as_of: Day = None, known_by: Moment = None) -> list[Row]:
        """The reports that go back to one dispatch, and why; those that nothing else repeats are not among them."""
        view = self._view(as_of, known_by)
        return list(copy_rows(view.record.origins, view.reports))

    def parties(self, *, as_of: Day = None, known_by: Moment = None) -> list[Row]:
        """Who acts, and who speaks for whom as seen when."""
        known = self.ledger.parties(as_of=as_day(as_of), known_by=as_moment(known_by))
        return list(party_rows(known, self.moves(as_of=as_of, known_by=known_by), self._ties(as_of, known_by)))

    def export(self, what: What, *, as_of: Day = None, known_by: Moment = None) -> Iterator[Row]:
        """All rows of one kind; attributions, dates and reports give every report a row, found in it or not."""
        if what in ("attributions", "dates", "reports"):
            return self._by_report(what, as_of, known_by)
        if what == "parties":
            return iter(self.parties(as_of=as_of, known_by=known_by))
        if what == "copies":
            return iter(self.copies(as_of=as_of, known_by=known_by))
        if what == "ties":
            return self._ties(as_of, known_by)
        rows = self._rows(as_of, known_by)
        if what == "moves":
            return (move_row(move, rows.event_of.get(move.id)) for move in self._view(as_of, known_by).moves)
        record = rows.record
        kinds: dict[str, Iterable[Row]] = {
            "events": map(rows.event, record.events), "threads": map(rows.thread, record.threads),
            "positions": map(rows.position, record.positions), "questions": map(rows.question, record.questions),
            "conflicts": map(rows.conflict, record.conflicts), "claims": map(rows.claim, record.claims),
        }  # fmt: skip
        return iter(kinds[what])

    def judge(
        self, kind: str, subject: str, object: str | None = None, *, field: str | None = None, value: str | None = None,
        author: str | None = None, reason: str = "",
    ) -> Judgement:  # fmt: skip
        """Append a judgement: accept, retract, correct (`field`, `value`), merge, split, same_party, copy, or undo its number.
        Without `author` it is $COMMUNIQUE_AUTHOR's or that of the login name.  Raises BadJudgement.
        """
        said = checked(self.ledger, kind, subject, object, field, value)
        return self.ledger.judge(
            said.kind, said.subject, object=said.object, field=said.field, value=said.value, reason=reason,
            author=author_of(author),
        )  # fmt: skip

    def judgements(self, *, known_by: Moment = None) -> list[Row]:
        """All judgements in the order they were made, undone ones too."""
        made = self.ledger.judgements(known_by=as_moment(known_by))
        return list(judgement_rows(made, lambda report: self.ledger.reading(report, known_by=as_moment(known_by))))

    def review(self, *, as_of: Day = None, known_by: Moment = None) -> list[Row]:
        """What there is to judge: the doubtful on which more is built first, and in it the least certain (docs/trust.md)."""
        view = self._view(as_of, known_by)
        held = {move.id: move for move in view.moves}
        return [review_row(one, held) for one in doubts(view.record, view.judgements)]

    def serve(
        self, *, host: str = "127.0.0.1", port: int = 8765, told: Callable[[str], None] = print, review: bool = False,
    ) -> None:  # fmt: skip
        """Serve the page until interrupted; `told` is given its address, and with `review` the one at which to judge."""
        from communique.page.serve import serve  # a server is loaded for this command alone

        serve(self.ledger, host, port, told, review)

    def derive(self, *, days: int = 0, progress: Callable[[date, int, int], None] | None = None) -> int:
        """Derive and keep what is told as of the last `days` days, 0 for every day since the first report; how many days.

        Nothing that is asked afterwards tells anything else: it is only there at once.  `progress` is told each day before it is
        derived, its number, and how many there are.
        """
        from communique.page.beforehand import derive_days  # pages are loaded for this command alone

        return derive_days(self.ledger, days, progress)

    def publish(
        self, folder: str | Path, *, days: int | None = None, progress: Callable[[Progress], None] | None = None
    ) -> Published:
        """Write the page as files into `folder`, as of the last `days` on which reports were published, 0 for every day.

        Unless told how many, of a small ledger all days are written, of a large one the last.  Raises FolderInUse.
        """
        from communique.page.publish import publish

        return publish(self.ledger, Path(folder), days, progress)

    def check(self, *, forget: bool = False) -> list[Problem]:
        """Verify the whole ledger: every hash, every span, every reference, and what is kept of what was derived.

        An empty list is a sound ledger.  `forget` first throws away what was derived; it is derived anew when it is asked for.
        """
        if forget:
            self.ledger.forget()
            self._views = Views(self.ledger)
        return [*self.ledger.check(), *self._views.check()]

    def _by_report(self, what: str, as_of: Day, known_by: Moment) -> Iterator[Row]:
        for report in self.reports(as_of=as_of, known_by=known_by):
            reading = self.ledger.reading(report.id, as_of=as_day(as_of), known_by=as_moment(known_by))
            if what == "attributions":
                yield attributions_row(report, reading.attributions if reading else ())
            elif what == "dates":
                yield dates_row(report, reading.timexes if reading else ())
            else:
                yield report_row(report, reading)

    def _ties(self, as_of: Day, known_by: Moment) -> Iterator[Row]:
        goes_by = parties_judged_same(self.ledger.judgements(known_by=as_moment(known_by)))
        texts = {report.id: report.text for report in self.reports(as_of=as_of, known_by=known_by)}
        for tie in self.ledger.ties(as_of=as_day(as_of), known_by=as_moment(known_by)):
            row = tie_row(tie, texts[tie.report])
            yield row | {side: goes_by.get(str(row[side]), row[side]) for side in ("subject", "object", "speaks_for")}


def _failed(report: str, failure: Exception) -> BadInput:
    return BadInput(report, f"the engine failed: {type(failure).__name__}: {failure}", NOT_YOURS)
