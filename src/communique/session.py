"""A session of review: shows one doubt after another, takes an answer to each, and records it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.assemble.decide import as_judged
from communique.assemble.topics import solid, topic
from communique.errors import CommuniqueError
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.when import Day, Moment, as_day, as_moment
from communique.show.review import ASKED, in_context, told_fields
from communique.show.rows import Row
from communique.show.words import day_in_words, one_line, plain
from communique.talks import Talks

KEYS = "a accept · r reject · c correct · m merge · s split · p same party · k copy · u undo · n next · h help · q quit"
HELP = """\
a  accept      it is right: it counts as certain from now on
r  reject      leave it out (of an event: the move is retracted; of a thread: it does not belong; of a conflict: it is none)
c  correct     set a field: act=reject, by=RUS+BLR, to= (nobody), when=2022-01, modality=planned; then answer again
m  merge       it tells the same as another event: give its number or id
s  split       one of its tellings is another event: give its number
p  same party  two keys are one party: KEEP=OTHER
k  copy        its report and another go back to one dispatch: give the other report's id
u  undo        take back your last answer
n  next        leave it as it is (Enter too)
q  quit        what was answered is recorded already"""
LIKELY = 5  # events offered for a merge
SHOWN = 3  # other tellings shown


@dataclass(slots=True)
class Tally:
    """What came of a session: judgements made (and not undone in it), and answers that could not be taken."""

    made: int = 0
    bad: int = 0


class Session:
    """One person's way through the doubts; `key` and `line` take answers, None where there are no more."""

    def __init__(
        self, talks: Talks, author: str, reason: str, rows: Sequence[Row], as_of: Day, known_by: Moment, *,
        key: Callable[[str], str | None], line: Callable[[str], str | None],
        draw: Callable[[Callable[[Console], None]], None], tell: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.talks, self.author, self.reason, self.rows = talks, author, reason, rows
        self.as_of, self.known_by = as_day(as_of), as_moment(known_by)
        self.names = talks.names(as_of=as_of, known_by=known_by)
        self.key, self.line, self.draw, self.tell = key, line, draw, tell
        self.done: list[tuple[int, Judgement]] = []  # with the place of the doubt it answers
        self.tally = Tally()

    def run(self) -> Tally:
        """Ask until all is answered or the answers end."""
        doubtful = sum(bool(row["doubtful"]) for row in self.rows)
        rest = len(self.rows) - doubtful
        self.tell(f"{doubtful} doubtful to look at, then {rest} certain enough; the least certain first.\n{KEYS}")
        at = 0
        while at < len(self.rows):
            if self._gone(self.rows[at]):
                at += 1
                continue
            if not self._show(at):
                at += 1
                continue
            answer = self.key("answer: ")
            if answer is None or answer.strip().casefold() == "q":
                break
            at = self._answer(at, answer.strip())
        else:
            self.tell("That was all.")
        made = len(self.done)
        self.tell(f"{made} judgement{'' if made == 1 else 's'} recorded by {self.author}: communique review --list")
        self.tally.made = made
        return self.tally

    def _gone(self, row: Row) -> bool:
        """Whether it stands on what was rejected in this session."""
        gone = {j.subject for _, j in self.done if j.kind == "retract" and not j.object}
        return bool({row["event"], row["other"]} & gone)

    # Showing

    def _moves(self, report: str) -> tuple[str, dict[str, Move]]:
        reading = self.talks.ledger.reading(report, as_of=self.as_of, known_by=self.known_by)
        if reading is None:
            return "", {}
        found = as_judged(reading.moves, self.talks.ledger.judgements(known_by=self.known_by))
        return reading.cleaned.report.text, {move.id: move for move in found}

    def _show(self, at: int) -> bool:
        row = self.rows[at]
        text, moves = self._moves(str(row["report"]))
        move = moves.get(str(row["event"]))
        if move is None:
            return False
        apart = " · doubtful" if row["doubtful"] else ""
        built = f" · {row['built_on_it']} built on it" if row["built_on_it"] else ""
        asked = f"{row['asked']}: {ASKED[str(row['asked'])]}"
        head = f"{at + 1} of {len(self.rows)} · {asked} · certainty {row['confidence']}{apart}{built}"
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", width=10)
        grid.add_column()
        for name, told in told_fields(move, self.names):
            grid.add_row(name, Text(told))

        def drawn(console: Console) -> None:
            console.print()
            console.print(Text(plain(head), style="bold"))
            console.print(Text(f"{move.report} · {day_in_words(move.published)} · {move.id}", style="cyan"))
            console.print(Text(in_context(text, move.span.start, move.span.end)))
            console.print(grid)
            for note in self._notes(row):
                console.print(Text(note, style="yellow"))

        self.draw(drawn)
        return True

    def _notes(self, row: Row) -> list[str]:
        """What the question is about beside the move itself: the thread or the other side, and the other tellings."""
        notes = [f"{row['asked']}: {one_line(str(row['basis']))}"] if row["basis"] else []
        if row["other_text"]:
            against = "thread opened by" if row["asked"] == "link" else "other side"
            start, end = cast(int, row["other_start"]), cast(int, row["other_end"])
            notes.append(f"{against} {row['other']}: {in_context(self._moves(str(row['other_report']))[0], start, end)}")
        told = cast(list[str], row["moves"])
        others = [f"{n} {id}" for n, id in enumerate(told, 1)][: SHOWN + 1]
        more = f" and {len(told) - SHOWN - 1} more" if len(told) > SHOWN + 1 else ""
        return notes + ([f"told by {', '.join(others)}{more}"] if len(told) > 1 else [])

    # Answers

    def _answer(self, at: int, answer: str) -> int:
        """Take one answer; the place of what is asked next."""
        letter, _, rest = answer.partition(" ")
        row, rest = self.rows[at], rest.strip()
        try:
            match letter.casefold():
                case "" | "n":
                    return at + 1
                case "a" | "r":
                    self._held(at, row, "accept" if letter.casefold() == "a" else "retract")
                    return at + 1
                case "c":
                    field, _, value = self._more(rest, "field=value: ").partition("=")
                    self._judge(at, "correct", str(row["event"]), field=field.strip(), value=value)
                    return at
                case "m":
                    self._judge(at, "merge", str(row["event"]), self._other(row, rest))
                    return at + 1
                case "s":
                    self._judge(at, "split", self._telling(row, rest))
                    return at + 1
                case "p":
                    kept, _, other = self._more(rest, "KEEP=OTHER: ").partition("=")
                    self._judge(at, "same_party", kept.strip(), other.strip())
                    return at
                case "k":
                    self._judge(at, "copy", str(row["report"]), self._more(rest, "the other report's id: "))
                    return at
                case "u":
                    return self._undo(at)
                case "h" | "?":
                    self.tell(HELP)
                    return at
                case _:
                    self._bad(f"no answer {answer!r}; {KEYS}")
        except CommuniqueError as problem:
            self._bad(str(problem))
        return at

    def _bad(self, told: str) -> None:
        self.tally.bad += 1
        self.tell(plain(told))

    def _more(self, rest: str, prompt: str) -> str:
        return rest or (self.line(prompt) or "").strip()

    def _held(self, at: int, row: Row, kind: str) -> None:
        if row["asked"] == "link":
            self._judge(at, kind, str(row["event"]), str(row["other"]), field="thread")
        else:
            self._judge(at, kind, str(row["id"]))

    def _judge(
        self, at: int, kind: str, subject: str, object: str | None = None, *, field: str | None = None, value: str | None = None
    ) -> None:
        made = self.talks.judge(kind, subject, object, field=field, value=value, author=self.author, reason=self.reason)
        self.done.append((at, made))
        self.tell(f"judgement {made.id}: {kind.replace('_', ' ')}")

    def _undo(self, at: int) -> int:
        if not self.done:
            self._bad("nothing answered in this session yet; `communique review --undo N` takes back earlier judgements")
            return at
        back, last = self.done.pop()
        self.talks.judge("undo", str(last.id), author=self.author, reason=self.reason)
        self.tell(f"judgement {last.id} is undone")
        return back

    def _other(self, row: Row, rest: str) -> str:
        """The id of the event it is merged with: as given, or the number of one of the likeliest."""
        likely = self._likely(row)
        if not rest:
            for n, one in enumerate(likely, 1):
                self.tell(plain(f"  {n} {one['id']}: {one_line(str(one['text']), 160)}"))
        given = self._more(rest, "number or id: ")
        return str(likely[int(given) - 1]["id"]) if given.isdecimal() and 0 < int(given) <= len(likely) else given

    def _likely(self, row: Row) -> list[Row]:
        """Events of the same act by the same party that share most words with it."""
        mine, by = topic(str(row["text"])), set(cast(list[str], row["by"]))
        near = [
            (solid(mine, topic(str(one["text"]))), one)
            for one in self.rows
            if one["asked"] == "event" and one["event"] != row["event"] and one["act"] == row["act"]
            and by & set(cast(list[str], one["by"]))
        ]  # fmt: skip
        return [one for shared, one in sorted(near, key=lambda n: (-n[0], str(n[1]["id"]))) if shared][:LIKELY]

    def _telling(self, row: Row, rest: str) -> str:
        """The id of the telling that is another event; the only other one where there are two."""
        told = cast(list[str], row["moves"])
        if len(told) < 2:
            return rest or str(row["event"])
        given = self._more(rest, f"which of its {len(told)} tellings (number or id): ")
        return told[int(given) - 1] if given.isdecimal() and 0 < int(given) <= len(told) else given
