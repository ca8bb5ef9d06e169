"""dateparser.search: reports as JSON lines in, expressions as JSON lines out; runs where dateparser is installed."""

from __future__ import annotations

import importlib
import json
import sys
import time
from datetime import datetime
from typing import Any


def expressions(search: Any, text: str, published: str) -> list[dict[str, Any]]:
    """What it finds in each paragraph, anchored on the day of publication; the words are looked up where they stand next."""
    found, base = [], datetime.fromisoformat(published)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    at = 0
    for line in text.splitlines(keepends=True):
        place = at
        for words, moment in search(line, languages=["en"], settings=settings) or []:
            start = text.find(words, place, at + len(line))
            if start < 0:
                continue
            place = start + len(words)
            day = moment.date().isoformat()
            found.append(
                {"start": start, "end": place, "text": words, "type": "DATE", "value": day, "earliest": day, "latest": day}
            )
        at += len(line)
    return found


def main() -> None:
    """Read standard input to its end; the last line on standard error says how long it took."""
    search = importlib.import_module("dateparser.search").search_dates
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    began = time.perf_counter()
    for row in rows:
        print(json.dumps({"id": row["id"], "timexes": expressions(search, row["text"], row["published"])}))
    print(json.dumps({"seconds": time.perf_counter() - began, "refused": 0}), file=sys.stderr)


if __name__ == "__main__":
    main()
