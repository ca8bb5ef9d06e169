"""Whether a post told again is the one told before."""

from __future__ import annotations

from communique.extract.parties.who import RANKS

SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel", "amb": "ambassador"}


def same_rank(marks: set[str], role: str) -> bool:
    """ "the vice president" is no president, and "the president" no vice president."""
    has = set(role.split()) & RANKS
    return (
        marks <= has and not (has - marks) & {"vice", "deputy", "assistant"}
        if marks
        else not has & {"vice", "deputy", "assistant"}
    )


def same_post(low: str, role: str) -> bool:
    """Whether a noun is the post of a role: "the senator" of "Sen. for Ohio", "the spokesman" of any who speaks for others."""
    spokes = ("spokesman", "spokeswoman", "spokesperson", "press secretary")
    if low in spokes or (low == "secretary" and "press" in role):
        return any(s in role for s in spokes) or "press secretary" in role
    return low in role.split() or low in (SHORT.get(part.rstrip("."), "") for part in role.split())
