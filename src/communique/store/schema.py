"""Rows are only ever appended: triggers refuse to change or remove any, and full text is kept in step on insert.

Keys are integers, references are real foreign keys, days are ISO text, moments are UTC text of one fixed width (so that they
sort), lists are JSON arrays, so that Datasette and plain SQL can use the file.  Column names are those of the records.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

VERSION = 5
APPLICATION = 0x434F4D51  # "COMQ", in the file's header
metadata = MetaData()


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _ref(table: str, *, optional: bool = False, name: str | None = None) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{table}.key"), nullable=optional)


def _texts(*names: str, optional: bool = False) -> list[Column[str]]:
    return [Column(name, Text, nullable=optional) for name in names]


def _numbers(*names: str, optional: bool = False) -> list[Column[int]]:
    return [Column(name, Integer, nullable=optional) for name in names]


def _when(name: str, *, optional: bool = False) -> list[Column[str]]:
    """An interval: EDTF, first and last day, and the precision with its marks ("month~" is about that month)."""
    return [
        *_texts(name, optional=optional),
        *_texts(f"{name}_earliest", f"{name}_latest", optional=True),
        *_texts(f"{name}_precision", optional=optional),
    ]


report = Table(
    "report", metadata, _key(), *_texts("id", "sha256"), *_texts("title", optional=True), *_texts("published", "published_from"),
    *_texts("outlet", "outlet_from", "url", "path", optional=True), *_texts("text", "recorded", "warnings"),
    UniqueConstraint("id", "sha256"),
)  # fmt: skip
run = Table(
    "run", metadata, _key(), _ref("report"), *_texts("engine", "recorded"),
    *_numbers("moves", "attributions", "timexes", "parties", "mentions", "ties"),
    *_texts("layout", "content_sha256", "chain_sha256"),
    UniqueConstraint("report", "engine"),
)  # fmt: skip
move = Table(
    "move", metadata, _key(), _ref("run"), *_numbers("position"), *_texts("id"), *_numbers("start", "end"),
    *_texts("act"), *_texts("kind", optional=True), *_texts("by", "to"), *_texts("speaker", "role", optional=True),
    *_texts("text", "content", "polarity", "modality"), *_texts("condition", optional=True), *_texts("quote", "published"),
    *_when("said"), *_when("when"), *_when("due", optional=True), *_texts("chain", "spans"),
    *_numbers("cue_start", "cue_end", optional=True), *_numbers("partial"), *_texts("place", "quantity", optional=True),
    Column("confidence", Float, nullable=False), *_texts("engine", "why"), *_texts("to_basis", optional=True),
)  # fmt: skip
link = Table(
    "link", metadata, _key(), _ref("move"), *_numbers("position"), *_texts("name", optional=True),
    *_texts("kind", "how", "basis"), *_texts("for", "condition", optional=True), *_numbers("start", "end", optional=True),
)  # fmt: skip
term = Table(
    "term", metadata, _key(), _ref("move"), *_numbers("position"), *_texts("id", "text", "binds", "force"),
    *_numbers("start", "end"), *_texts("quantity", "instrument", optional=True),
)  # fmt: skip
attribution = Table(
    "attribution", metadata, _key(), _ref("run"), *_numbers("position"), *_texts("source", "cue", "content"),
    *_numbers("parent", optional=True), *_texts("quote", "chain"),
)  # fmt: skip
timex = Table(
    "timex", metadata, _key(), _ref("run"), *_numbers("position", "start", "end"), *_texts("type", "value", "role"),
    *_when("when", optional=True), *_texts("direction", "rule", "anchor", optional=True),
    *_numbers("anchor_start", "anchor_end", optional=True),
)  # fmt: skip
party = Table(
    "party", metadata, _key(), _ref("run"), *_numbers("position"), *_texts("id", "name", "kind"), *_texts("for", optional=True),
)  # fmt: skip
mention = Table(
    "mention", metadata, _key(), _ref("run"), *_numbers("position"), _ref("party"), *_numbers("start", "end"), *_texts("how"),
    *_numbers("via_start", "via_end", optional=True),
)  # fmt: skip
tie = Table(
    "tie", metadata, _key(), _ref("run"), *_numbers("position"), *_texts("id", "kind", "subject", "object"),
    *_texts("post", "speaks_for", optional=True), *_numbers("start", "end"), *_texts("seen", "basis"),
)  # fmt: skip
judgement = Table(
    "judgement", metadata, _key(), *_texts("kind", "subject"), *_texts("object", "field", "value", optional=True),
    *_texts("author", "reason", "recorded", "chain_sha256"),
)  # fmt: skip

Index("report_published", report.c.published)
Index("move_id", move.c.id)
for table, owner in ((run, "report"), (link, "move"), (term, "move"), (mention, "party")):
    Index(f"{table.name}_{owner}", table.c[owner])
for table in (move, attribution, timex, party, mention, tie):
    Index(f"{table.name}_run", table.c.run)

# Datasette finds a table's full text by content="…" in double quotes.
FULL_TEXT = {"report": ("text", "title"), "move": ("text", "content")}
NEWEST_REPORT = """
create view latest_reports as
select * from (
  select *, row_number() over (partition by id order by published desc, recorded desc, sha256 desc) as age from report
) where age = 1"""
NEWEST_MOVES = """
create view latest_moves as
select move.*, latest_reports.id as report, latest_reports.outlet, latest_reports.title, latest_runs.recorded
from move
join (
  select *, row_number() over (partition by report order by recorded desc, engine desc) as age from run
) as latest_runs on latest_runs.key = move.run and latest_runs.age = 1
join latest_reports on latest_reports.key = latest_runs.report
order by move.published, latest_reports.id, move.start, move.end, move.act"""


def triggers() -> dict[str, str]:
    """Name and SQL of every trigger a sound ledger has."""
    found: dict[str, str] = {}
    for name in metadata.tables:
        for deed in ("update", "delete"):
            found[f"{name}_no_{deed}"] = (
                f"create trigger {name}_no_{deed} before {deed} on {name} "
                f"begin select raise(abort, 'the ledger is append-only: {name} rows stay as they are'); end"
            )
    for name, columns in FULL_TEXT.items():
        listed, new = ", ".join(columns), ", ".join(f"new.{column}" for column in columns)
        found[f"{name}_full_text"] = (
            f"create trigger {name}_full_text after insert on {name} "
            f"begin insert into {name}_fts(rowid, {listed}) values (new.key, {new}); end"
        )
    return found


def create(connection: Connection) -> None:
    """Lay out an empty ledger, within the caller's transaction."""
    metadata.create_all(connection)
    for name, columns in FULL_TEXT.items():
        connection.exec_driver_sql(
            f'create virtual table {name}_fts using fts5({", ".join(columns)}, content="{name}", content_rowid="key", '
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
    for sql in (*triggers().values(), NEWEST_REPORT, NEWEST_MOVES):
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql(f"pragma application_id = {APPLICATION}")
    connection.exec_driver_sql(f"pragma user_version = {VERSION}")
