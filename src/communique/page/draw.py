"""Templates draw what a kind of page has made; whatever stands in a report is text there and can be nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from communique.page.address import HOME, Address, Form, Links
from communique.page.address import place as place_of
from communique.page.edition import Place, Sight
from communique.page.fresh import Fresh, Note
from communique.page.gate import Judge
from communique.page.harmless import harmless
from communique.page.kind import Kind, Wanted
from communique.page.kinds import KINDS
from communique.record.derived import SURE, TOLD
from communique.record.move import Link, Move
from communique.record.when import When
from communique.show.brief import Cite
from communique.show.words import BINDS, acted, chain_in_words, day_in_words, days_in_words, one_line, when_in_words

GLYPHS = {
    "for": "✓", "against": "✕", "partly": "◐", "conditional": "⋯", "open": "○", "silent": "–", "denies": "⊘", "demands": "!",
}  # fmt: skip


NOTHING = Fresh()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is drawn in: how links are written, what stands at its foot, whether it is served and may be judged."""

    links: Links
    moment: datetime | None = None
    served: bool = True
    judge: Judge | None = None  # who may judge here
    fault: str = ""  # why what was asked of the review was not done, and what had been typed
    typed: Mapping[str, str] = field(default_factory=dict)
    deriving: bool = False  # whether what is missing on it is being derived


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in the frame of a page, as HTML that our templates drew."""

    title: Markup
    main: Markup


@cache
def templates() -> Environment:
    """The templates, with what they all need."""
    env = Environment(
        loader=PackageLoader("communique.page"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_harmless,
    )  # fmt: skip
    env.filters.update(
        when=when_in_words, day=day_in_words, days=lambda pair: days_in_words(*pair), one_line=one_line, iso=_iso,
    )  # fmt: skip
    env.globals.update(SURE=SURE, TOLD=TOLD, BINDS=BINDS, GLYPHS=GLYPHS, acted=acted, Address=Address, place_of=place_of)
    return env


def _harmless(value: Any) -> Any:
    """Text without what could steer a reader's screen; markup is the templates' own."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _iso(when: When | date) -> str:
    return when.edtf if isinstance(when, When) else when.isoformat()


def draw(
    kind: Kind, sight: Sight, wanted: Wanted, setting: Setting, form: Form = "html", fresh: Fresh = NOTHING
) -> str:  # fmt: skip
    """The page as HTML, or its feed, with what is judged since marked."""
    here = kind.address(sight, wanted)
    feed = kind.feed if form == "atom" else None
    made = feed(sight, wanted) if feed else kind.make(sight, wanted)
    template = f"{kind.name}.atom" if feed else kind.template
    return _rendered(template, made, wanted, Pen(sight, setting, here, kind, fresh))


def draw_framed(sight: Sight, here: Address, kind: Kind, setting: Setting, inside: Inside) -> str:
    """A page whose inside was drawn before, in a frame drawn now."""
    return _rendered("framed.html", inside, Wanted(here.item, dict(here.query)), Pen(sight, setting, here, kind, NOTHING))


def _rendered(template: str, page: object, wanted: Wanted, pen: Pen) -> str:
    setting = pen.setting
    return templates().get_template(template).render(
        page=page, sight=pen.sight, kind=pen.kind, wanted=wanted, here=pen.here, setting=setting, pen=pen,
        kinds=[one for one in KINDS if one.listed and (setting.served or one.written)], href=setting.links.href,
        asset=setting.links.asset,
    )  # fmt: skip


def draw_plain(template: str, setting: Setting, **told: object) -> str:
    """A page that is of no kind: an error, the components."""
    return templates().get_template(template).render(setting=setting, href=setting.links.href, asset=setting.links.asset, **told)


@dataclass(frozen=True, slots=True)
class Pen:
    """What templates write by: names, links and chains as of the day of the page."""

    sight: Sight
    setting: Setting
    here: Address
    kind: Kind
    fresh: Fresh

    @property
    def links(self) -> Links:
        """How links are written."""
        return self.setting.links

    def name(self, party: str) -> str:
        """What a party is called."""
        return self.sight.called(party)

    def to(self, kind: str, item: str | None = None, anchor: str = "", **query: str | None) -> str:
        """The link to a page as of the same day."""
        return self.links.href(Address(kind, item, self.sight.day, anchor=anchor).asking(**query))

    def has(self, kind: str, items: bool = True) -> bool:
        """Whether there are pages of this kind."""
        return any((one.name, one.items) == (kind, items) for one in KINDS)

    def on(self, day: date | None) -> str:
        """The link to this page as of another day.

        Of a single thing not every day is written, nor was it there on every day: a file leads to the state of the talks then,
        and from a further leaf to the first.
        """
        day = None if self.sight.days and day == self.sight.days[-1] else day
        if not self.setting.served:
            return self.links.href(Address(HOME if self.kind.items else self.here.kind, None, day))
        return self.links.href(Address(self.here.kind, self.here.item, day, self.here.query))

    def all_days(self) -> list[str]:
        """The links to this page as of every day on which a report was published."""
        return [self.on(day) for day in self.sight.days]

    def action(self) -> str:
        """The link to which a form on this page asks for another day; no file of a single thing need be there on another."""
        if self.kind.items and not self.setting.served:
            return self.links.href(Address(HOME))
        return self.links.href(Address(self.here.kind, self.here.item))

    def form(self, form: Form) -> str:
        """The link to the same as rows."""
        query = tuple(one for one in self.here.query if one[0] in self.kind.rows_by)
        return self.links.href(Address(self.here.kind, self.here.item, self.here.day, query, form))

    def leaf(self, number: int, ask: str = "page", stem: str = "", anchor: str = "") -> str:
        """The link to another leaf of this page, from 1, of its part `stem` where it has several."""
        named = f"{stem}-{number}" if stem and number > 1 else stem or (str(number) if number > 1 else None)
        return self.links.href(replace(self.here.asking(**{ask: named}), anchor=anchor))

    def cite(self, cite: Cite) -> str:
        """The link to the words a line stands on."""
        return self.links.href(place_of(cite.report, cite.start, cite.end, self.sight.day))

    def words(self, place: Place) -> str:
        """The link to the words of a move."""
        return self.links.href(place.at)

    def judged(self, *named: str | None) -> tuple[Note, ...]:
        """What was judged of these since what is shown was derived."""
        return self.fresh.on(*named)

    def judged_pair(self, one: str, other: str) -> tuple[Note, ...]:
        """What was judged of how two stand to each other."""
        return self.fresh.on(frozenset((one, other)))

    def verdict(self, kind: str, *subjects: str, object: str | None = None, field: str | None = None) -> str:
        """What a button asks for, as a form sends it."""
        asked = [("kind", kind), *(("subject", one) for one in subjects), ("object", object), ("field", field)]
        return urlencode([(name, value) for name, value in asked if value])

    def outlet(self, report: str) -> str:
        """By what a report is named beside a line."""
        found = self.sight.reports.get(report)
        return (found.outlet or report) if found else report

    def told(self, move: Move) -> str:
        """Who did what to whom, in one line."""
        verb = acted(move.act, move.polarity == "neg", len(move.by) > 1) or move.kind or move.act
        sides = [", ".join(map(self.name, side)) for side in (move.by, move.to) if side]
        return f"{' → '.join(sides) or 'party not stated'}: {verb}" + (f" ({move.modality})" if move.modality != "actual" else "")

    def chain(self, chain: Iterable[Link]) -> str:
        """The chain in words."""
        return chain_in_words(tuple(chain), self.sight.names)
