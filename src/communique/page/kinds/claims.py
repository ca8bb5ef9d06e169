"""Claims and conflicts: who asserts what, who denies it, through how many origins; and what stands against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.page.against import Against, against, places
from communique.page.edition import Place, Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, Only, leaf, only
from communique.record.derived import SURE, Claim, Voice
from communique.show.rows import Row

MOST, CONFLICTS = 40, 12  # claims, conflicts on one leaf
TOLD = 3  # places shown of one voice


@dataclass(frozen=True, slots=True)
class Said:
    """Who asserts or denies, None where the source is not named, and where, once of each report; `more` are left out."""

    name: str | None
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Contested:
    """One claim, who asserts it and who denies it."""

    claim: Claim
    asserted: tuple[Said, ...]
    denied: tuple[Said, ...]
    vouched: Said | None
    owned: Said | None

    @property
    def doubtful(self) -> bool:
        """Whether what it stands on is less than certain."""
        return self.claim.confidence < SURE


@dataclass(frozen=True, slots=True)
class Claims:
    """One leaf of the claims: `denied` of `leaf.all` are denied; from the number `sure` on they are less certain."""

    title: str
    leaf: Leaf[Contested]
    denied: int
    sure: int
    beyond: int
    conflicts: int
    only: Only


def claims(sight: Sight, wanted: Wanted) -> Claims:
    """The claims, those that are denied first, then by what they weigh; the doubtful behind the others."""
    weights = sight.view.weights.claims
    chosen = only(wanted, map(_parties, sight.view.record.claims), sight.called)
    found = [one for one in sight.view.record.claims if chosen.party is None or chosen.party in _parties(one)]
    found.sort(key=lambda one: (one.confidence < SURE, not one.denied, -weights.get(one.id, 0.0), one.id))
    sure = sum(one.confidence >= SURE for one in found)
    held = leaf(found, wanted.query.get("page"), MOST)
    shown = held.of(_contested(sight, one) for one in held.items)
    denied = sum(bool(one.denied) for one in found)
    return Claims("Claims", shown, denied, sure, sure // MOST + 1, len(sight.view.record.conflicts), chosen)


def _parties(claim: Claim) -> tuple[str, ...]:
    return (*claim.of, *(one.name for one in (*claim.asserted, *claim.denied) if one.name))


def _contested(sight: Sight, claim: Claim) -> Contested:
    asserted, denied = (tuple(_said(sight, one) for one in some) for some in (claim.asserted, claim.denied))
    vouched, owned = (_said(sight, Voice(None, some)) if some else None for some in (claim.vouched, claim.owned))
    return Contested(claim, asserted, denied, vouched, owned)


def _said(sight: Sight, voice: Voice) -> Said:
    first: dict[str, str] = {}
    for move in voice.moves:
        first.setdefault(move.rpartition("#")[0], move)
    shown = places(sight, [*first.values()][:TOLD])
    return Said(voice.name, shown, len(first) - len(shown))


def claim_rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The claims as `claims` writes them: all, or those of or by the party asked for."""
    party = wanted.query.get("party")
    return (sight.rows.claim(one) for one in sight.view.record.claims if not party or party in _parties(one))


@dataclass(frozen=True, slots=True)
class Conflicts:
    """One leaf of the conflicts; from the number `sure` on they are less certain."""

    title: str
    leaf: Leaf[Against]
    sure: int
    beyond: int
    claims: int


def conflicts(sight: Sight, wanted: Wanted) -> Conflicts:
    """The conflicts by what they weigh, the doubtful behind the others."""
    weights = sight.view.weights.conflicts
    found = sorted(sight.view.record.conflicts, key=lambda one: (one.confidence < SURE, -weights.get(one.id, 0.0), one.id))
    sure = sum(one.confidence >= SURE for one in found)
    held = leaf(found, wanted.query.get("page"), CONFLICTS)
    shown = held.of(against(sight, held.items))
    return Conflicts("Conflicts", shown, sure, sure // CONFLICTS + 1, len(sight.view.record.claims))


def conflict_rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """All conflicts, as `conflicts --all` writes them."""
    return map(sight.rows.conflict, sight.view.record.conflicts)


CLAIMS = Kind("claims", "Claims", "claims.html", claims, claim_rows, asks=("page", "party"), rows_by=("party",))
CONFLICT = Kind(
    "conflicts", "Conflicts", "conflicts.html", conflicts, conflict_rows, listed=False, asks=("page",), under="claims"
)
