"""A move is one act of a party as told in one report, with its evidence: the unit of extraction (docs/annotation.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from communique.record.party import Mention, Party, Tie
from communique.record.text import Cleaned, Span
from communique.record.when import When

Act = Literal[
    "propose", "offer", "accept", "agree", "commit", "support", "demand", "appeal", "expect", "reject",
    "deny", "accuse", "criticise", "warn", "threaten", "position", "assess", "status", "meet", "deed",
]  # fmt: skip
ACTS: tuple[Act, ...] = get_args(Act)
DeedKind = Literal["military", "sanction", "document", "personnel", "aid", "coerce", "protest", "other"]
Polarity = Literal["pos", "neg"]
Modality = Literal["actual", "planned", "conditional", "hypothetical", "alleged"]
QuoteKind = Literal["direct", "indirect", "mixed", "none"]
LinkKind = Literal["outlet", "wire", "media", "person", "document", "state", "organisation", "unnamed"]
LinkHow = Literal["reports", "cites", "quotes", "indirect", "interview"]
Basis = Literal["stated", "inferred", "document"]
ToBasis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a chain, counted from the outlet inwards.

    The state spoken for is `for_` of the last link, no link of its own.  `condition` is on what terms the source spoke, in the
    words of the report ("on condition of anonymity", "on background").
    """

    name: str | None
    kind: LinkKind
    how: LinkHow
    basis: Basis = "stated"
    span: Span | None = None
    for_: str | None = None
    condition: str | None = None


Force = Literal["prohibit", "oblige", "permit"]


@dataclass(frozen=True, slots=True)
class Term:
    """One provision of a proposal, a draft or an agreement: whom it binds and what it prohibits, obliges or permits.

    `binds` is empty where the report does not say whom.  `quantity` is how much ("25 per cent"), `instrument` what the provision
    belongs to ("the draft", "Article 4"), both in the report's words and None where it names none.
    """

    id: str
    report: str
    span: Span
    text: str
    binds: tuple[str, ...]
    force: Force
    quantity: str | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One act of a party as told in one report.

    `span` is the shortest run of clauses from which act and content can be read; `spans` its parts where it has a gap.
    `by` and `to` are party keys; `to_basis` tells whether the move itself names whom it is addressed to, or he is the likeliest
    of the report (None where it is nobody).  `speaker` is the person or unnamed source whose words carry the act, None where it
    is narrated.  For a speech act `when` equals `said`; for a told deed `when` is the deed's and `said` the telling's.
    `why` lists what decided (rule, frame, features), most important first.  `text` is the exact text of `span`.
    """

    id: str
    report: str
    span: Span
    spans: tuple[Span, ...]
    text: str
    cue: Span | None
    act: Act
    kind: DeedKind | None
    by: tuple[str, ...]
    partial: bool
    speaker: str | None
    role: str | None
    to: tuple[str, ...]
    content: str
    polarity: Polarity
    modality: Modality
    condition: str | None
    quote: QuoteKind
    published: date
    said: When
    when: When
    due: When | None
    chain: tuple[Link, ...]
    place: str | None
    quantity: str | None
    terms: tuple[Term, ...]
    confidence: float
    engine: str
    why: tuple[str, ...]
    to_basis: ToBasis | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one voice; `parent` is the index of the attribution that holds this one.

    Content includes the complementiser and the quotation marks.  Any role may be empty where the text leaves it out.
    `quote` says how much of it stands in quotation marks; `chain` the hops from the outlet to whoever is quoted.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: int | None = None
    quote: QuoteKind = "indirect"
    chain: tuple[Link, ...] = ()


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexRole = Literal["event", "speech", "deadline", "period", "other"]


AnchorKind = Literal["calendar", "published", "dateline", "text", "event"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a temporal expression is counted from.

    "calendar": its own words name the day, month or year in full; "published", "dateline": that day; "text": another
    expression of the report; "event": something the report names but does not date here.  `span`: where the last two stand.
    """

    kind: AnchorKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: TIMEX3 type and value of the bare words; `when` adds what a preposition says.

    `when` is None where the words give no calendar anchor (PRESENT_REF, loose durations), and so is `anchor` then, unless an
    event is named.  `direction` are the words that say which way it looks ("by", "since", "will", "last"), None where none
    do; `rule` is the name of the rule that decided.
    """

    span: Span
    type: TimexType
    value: str
    when: When | None
    role: TimexRole
    direction: str | None = None
    anchor: Anchor | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one engine found in one report."""

    cleaned: Cleaned
    engine: str
    moves: tuple[Move, ...]
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    parties: tuple[Party, ...]
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
