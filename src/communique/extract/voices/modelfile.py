"""A model file is one zip: a manifest that says what it was trained on, and three CRFs whose hashes the manifest holds."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError
from communique.extract.voices.features import VERSION
from communique.extract.voices.learned import Models

FORMAT = 1
PARTS = ("cues", "parts", "judge")
MANIFEST = "manifest.json"
MADE = (1980, 1, 1, 0, 0, 0)  # of every entry, so that the same training gives the same file


class VoicesModelUnfit(CommuniqueError):
    """A model of voices that cannot be used: absent, damaged, or trained with other features."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said of a model: `gold` is one row for each set trained on (name, sha256, reports, attributions).

    `digest`: the beginning of the hash of the trained parts, by which models of one name are told apart.
    """

    name: str
    gold: tuple[Mapping[str, Any], ...]
    nested: bool
    least: float
    quoted: float
    known: tuple[str, ...]
    features: int = VERSION
    digest: str = ""
    format: int = FORMAT


def save(path: Path, manifest: Manifest, crfs: Mapping[str, bytes]) -> None:
    """Write a model file; equal models give equal bytes."""
    row = {key: getattr(manifest, key) for key in Manifest.__slots__}
    row["sha256"] = {part: hashlib.sha256(crfs[part]).hexdigest() for part in PARTS}
    row["digest"] = hashlib.sha256("".join(row["sha256"].values()).encode()).hexdigest()[:8]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        entries = {MANIFEST: json.dumps(row, ensure_ascii=False, indent=1).encode(), **{part: crfs[part] for part in PARTS}}
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    path.write_bytes(whole.getvalue())


def load(path: Path) -> tuple[Models, Manifest]:
    """The models of a file, ready for use.

    Raises VoicesModelUnfit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            row = json.loads(archive.read(MANIFEST))
            crfs = {part: archive.read(part) for part in PARTS}
        hashes = row.pop("sha256")
        if row.get("format") != FORMAT:
            raise VoicesModelUnfit(f"{path} is a model of format {row.get('format')}, this version reads {FORMAT}: train it anew")
        manifest = _manifest(row)
    except FileNotFoundError:
        raise VoicesModelUnfit(f"there is no model of voices at {path}: name one that bench/train_voices.py made") from None
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as flaw:
        raise VoicesModelUnfit(f"{path} is no model of voices ({flaw}): name one that bench/train_voices.py made") from flaw
    if manifest.features != VERSION:
        raise VoicesModelUnfit(
            f"{path} was trained with features {manifest.features}, this version has features {VERSION}: train it anew"
        )
    for part in PARTS:
        if hashlib.sha256(crfs[part]).hexdigest() != hashes.get(part):
            raise VoicesModelUnfit(f"{path}: its part {part!r} is damaged: train it anew or fetch it again")
    cues, parts, judge = (Crf(crfs[part]) for part in PARTS)
    models = Models(cues, parts, judge, frozenset(manifest.known), manifest.least, manifest.quoted, manifest.nested)
    return models, manifest


def _manifest(row: dict[str, Any]) -> Manifest:
    return Manifest(
        str(row["name"]), tuple(row["gold"]), bool(row["nested"]), float(row["least"]), float(row["quoted"]),
        tuple(map(str, row["known"])), int(row["features"]), str(row["digest"]), int(row["format"]),
    )  # fmt: skip


class Crf:
    """A trained CRF; pycrfsuite reads its bytes in place, so that they must live as long as it does."""

    def __init__(self, model: bytes) -> None:
        try:
            import pycrfsuite
        except ImportError as absent:
            raise VoicesModelUnfit("a model of voices needs python-crfsuite: pip install 'communique[learned]'") from absent
        self._bytes = model
        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._labels = frozenset(self._tagger.labels())

    def set(self, rows: list[list[str]]) -> None:
        """Take up a sequence."""
        self._tagger.set(rows)

    def tag(self) -> list[str]:
        """Its best labels."""
        found: list[str] = self._tagger.tag()
        return found

    def marginal(self, label: str, at: int) -> float:
        """How likely one label is at one place; 0 for one that was never seen."""
        return float(self._tagger.marginal(label, at)) if label in self._labels else 0.0

    def probability(self, labels: list[str]) -> float:
        """How likely a whole sequence of labels is."""
        return float(self._tagger.probability(labels))
