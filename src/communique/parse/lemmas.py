"""Lemmas of verbs and nouns by table and ending; enough to find words in a lexicon, and ten times cheaper than a model."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    data = json.loads((files("communique.data") / "lemmas.json").read_text(encoding="utf-8"))
    return data["irregular"], frozenset(data["final_e"])


@lru_cache(maxsize=50_000)
def lemma(low: str, tag: str) -> str:
    """The lemma of a lower-case word with Penn tag `tag`; words that do not inflect come back as they are."""
    irregular, final_e = _tables()
    if low[2:3] == "-" or low[3:4] == "-":
        low = _joined(low)
    if tag[0] == "V" or tag == "MD":
        return irregular.get(low) or _verb(low, tag, final_e)
    if tag in ("NNS", "NNPS"):
        return irregular.get(low + "/n") or _plural(low)
    return low


def _joined(low: str) -> str:
    """ "Re-opened" as "reopened", "pre-empt" as "preempt": lexicons know them by the form without the hyphen."""
    prefix, _, rest = low.partition("-")
    return prefix + rest if prefix in PREFIXES and rest.isalpha() else low


PREFIXES = frozenset({"co", "de", "pre", "re"})


def _verb(low: str, tag: str, final_e: frozenset[str]) -> str:
    if tag == "VBZ":
        return _third_person(low, final_e)
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return _restore(low[: -len(ending)], final_e)
    return low


def _third_person(low: str, final_e: frozenset[str]) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes", "oes")) and low[:-1] not in final_e:
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _restore(stem: str, final_e: frozenset[str]) -> str:
    """Undo doubling, y -> i and a dropped e."""
    if stem + "e" in final_e:
        return stem + "e"
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgklmnprt" and not stem.endswith(("ll", "ss")):
        return stem[:-1]
    if stem.endswith("ll") and stem.endswith(("ell", "all", "ill", "oll", "ull")) is False:
        return stem[:-1]
    if stem.endswith("ell") and stem[:-1] in ("compel", "expel", "rebel", "cancel", "propel", "repel"):
        return stem[:-1]
    if len(stem) > 3 and stem[-1] == "l" and stem[-2] in "bcdfgkpstz":
        return stem + "e"  # "struggled", "assembled"
    # Most verbs in -at, -iz, -is, -uc, -ur, -v, -rs, -rg, -dg, -c, -s, -u lost an e.
    if stem.endswith(("at", "iz", "v", "c", "rg", "dg", "u", "eas", "ns", "rs", "os", "us", "is", "ut")) and stem not in KEEP:
        return stem + "e"
    return stem


KEEP = frozenset(
    "treat retreat repeat defeat cheat beat threat seat eat heat focus discuss put cut shut output float boat".split()
)


def _plural(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low
