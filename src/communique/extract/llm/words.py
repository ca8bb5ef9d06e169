"""Words that are said to stand in a report either stand there, or there is no place for them.

Only white space and the shape of quotation marks may differ, as they do wherever text is copied; what is then recorded is
always the report's own text, never the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Range = tuple[int, int]  # mended offsets
MARKS = str.maketrans("“”„‟«»″‘’‚‛′´`", '"' * 7 + "'" * 7)
SINGLE = "['‘’‚‛′´`]"
DOUBLE = '["“”„‟«»″]'


def places(text: str, words: str, start: int, end: int, *, cased: bool = True) -> Iterator[Range]:
    """Where in text[start:end] the words stand, in order; never in the middle of a longer word."""
    if (pattern := _pattern(words, 0 if cased else re.IGNORECASE)) is not None:
        for match in pattern.finditer(text, start, end):
            yield match.span()


def _pattern(words: str, flags: int) -> re.Pattern[str] | None:
    parts = words.translate(MARKS).split()
    if not any(c.isalnum() for part in parts for c in part):
        return None
    inner = r"\s+".join(re.escape(part).replace("'", SINGLE).replace('"', DOUBLE) for part in parts)
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(before + inner + after, flags)
