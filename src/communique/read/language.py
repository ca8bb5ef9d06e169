"""Only a text that is clearly not English is refused; one that cannot be told is read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from typing import Protocol, cast

SAMPLE = 3_000  # characters looked at
FEW = 20  # words; fewer cannot be told
ENGLISH_SHARE = 0.08  # of such words; running English has a seventh and more, other languages hardly a fiftieth
SURE = 0.95
FUNCTION_WORDS = frozenset({  # without those that other languages write alike (in, is, was, over, so, on, a)
    "the", "and", "of", "to", "that", "with", "his", "not", "but", "from", "they", "which", "you", "were", "she", "would",
    "their", "been", "when", "who", "will", "more", "what", "about", "into", "than", "them", "this", "these", "those",
    "after", "before", "said", "its", "could", "should", "because", "between", "under", "against",
})  # fmt: skip
NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class Identifier(Protocol):
    """What is used of py3langid."""

    def classify(self, text: str) -> tuple[str, float]:
        """Language code and its probability."""
        ...


@cache
def _identifier() -> Identifier:
    # Loading takes a second: only texts that do not look English at first sight pay for it.
    langid = import_module("py3langid.langid")
    return cast(Identifier, langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True))


def foreign(text: str) -> str | None:
    """The language of `text`, as "French (fr)", where it is clearly another than English; else None."""
    sample = text[:SAMPLE].casefold()
    words = re.findall(r"[^\W\d_]+", sample)
    letters = "".join(words)
    if not letters:
        return None
    strange = sum(not _latin(c) for c in letters) > len(letters) / 2
    if len(words) < FEW and not (strange and len(letters) >= 2 * FEW):
        return None
    if not strange and sum(word in FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return None
    code, probability = _identifier().classify(sample)
    if code == "en" or (probability < SURE and not strange):
        return None
    return f"{NAMES[code]} ({code})" if code in NAMES else f"another language ({code})"


def _latin(character: str) -> bool:
    return character < "\u0250" or "LATIN" in unicodedata.name(character, "")
