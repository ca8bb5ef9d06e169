"""Microsoft's Recognizers-Text for dates and times: JSON lines in, JSON lines out; runs where it is installed."""

from __future__ import annotations

import importlib
import json
import sys
import time
from datetime import date, datetime, timedelta
from typing import Any

TYPES = {"date": "DATE", "daterange": "DATE", "time": "TIME", "datetime": "TIME", "duration": "DURATION", "set": "SET"}


def expressions(recognize: Any, text: str, published: str) -> list[dict[str, Any]]:
    """What it finds; of two readings the last that lies not after the day of publication, as news tell of what was."""
    found = []
    for one in recognize(text, "en-us", reference=datetime.fromisoformat(published)):
        values = (one.resolution or {}).get("values") or []
        if not values:
            continue
        past = [value for value in values if (value.get("value") or value.get("start") or "9")[:10] <= published]
        value = past[-1] if past else values[0]
        kind = TYPES.get(str(value.get("type")), "TIME" if "time" in str(value.get("type")) else "DATE")
        first = str(value.get("value") or value.get("start") or "")[:10]
        last = str(value.get("value") or _day_before(str(value.get("end") or "")))[:10]
        days = kind in ("DATE", "TIME")
        found.append(
            {
                "start": one.start, "end": one.end + 1, "text": text[one.start : one.end + 1], "type": kind,
                "value": first if kind == "DATE" and value.get("value") else str(value.get("timex")),
                "earliest": first if days and len(first) == 10 and first[:1].isdigit() else None,
                "latest": last if days and len(last) == 10 and last[:1].isdigit() else None,
            }
        )  # fmt: skip
    return found


def _day_before(end: str) -> str:
    """Its ranges end with the first day after them."""
    try:
        return (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def main() -> None:
    """Read standard input to its end; the last line on standard error says how long it took."""
    recognize = importlib.import_module("recognizers_date_time").recognize_datetime
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    refused, began = 0, time.perf_counter()
    for row in rows:
        found: list[dict[str, Any]] = []
        try:
            found = expressions(recognize, row["text"], row["published"])
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError):  # it stumbles over odd numbers
            refused += 1
        print(json.dumps({"id": row["id"], "timexes": found}))
    print(json.dumps({"seconds": time.perf_counter() - began, "refused": refused}), file=sys.stderr)


if __name__ == "__main__":
    main()
