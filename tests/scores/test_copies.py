"""Copies are found as well as they were: floors of F1 over pairs, pinned with the digest of the reports they were measured on."""

from __future__ import annotations

import json
from pathlib import Path

import copies
import goldsets
import pytest

PINNED = json.loads((copies.GOLD / "floors.json").read_text(encoding="utf-8"))


def test_the_floors_are_of_these_reports() -> None:
    assert goldsets.digest(sorted(copies.GOLD.glob("*.jsonl"))) == PINNED["digest"]


@pytest.mark.parametrize("name", [name for name in PINNED["least"] if name != "official"])
def test_invented_copies_are_found_as_well_as_they_were(name: str, tmp_path: Path) -> None:
    assert copies.measure(tmp_path)[name].f1 >= PINNED["least"][name]


def test_official_copies_are_found_as_well_as_they_were(shared: Path) -> None:
    assert copies.measure(shared)["official"].f1 >= PINNED["least"]["official"]
