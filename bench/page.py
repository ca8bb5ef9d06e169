"""The page over a ledger: how long each view takes and how large it is, then fifty readers at once while reports are read.

    python bench/page.py talks.db [--reports MORE.jsonl]

The ledger is copied first.  Fifty readers are ApacheBench (`ab`, Debian's apache2-utils), asking for one view after another as
fast as they are answered; `--reports` are read into the ledger by another process meanwhile (with the engine `fast`).
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import communique
from communique.page.address import HOME, Address, Served
from communique.page.draw import Setting
from communique.page.edition import Edition, Sight
from communique.page.kinds import KINDS
from communique.page.serve import settle, warm
from communique.page.site import answer

READERS, REQUESTS = 50, 1000
LARGEST, SLOWEST, P95 = 150_000, 0.2, 300  # bytes of a page, seconds to make it, milliseconds: what is asked for


def addresses(sight: Sight) -> list[Address]:
    """Every listed view, with what asks most of it, and of each kind of single things the one with most in it and one from the
    middle.
    """
    heavy = {
        "reports": sorted(sight.reports, key=lambda id: (len(sight.reports[id].text), id)),
        "threads": sorted(sight.threads, key=lambda id: (len(sight.threads[id].events), id)),
        "parties": [party for party, _ in Counter(by for event in sight.events.values() for by in event.by).most_common()[::-1]],
        "copies": sorted(one.id for one in sight.view.record.origins if len(one.reports) > 1),
    }
    found = [Address(kind.name, None, sight.day) for kind in KINDS if not kind.items]
    found += [Address(name, None, sight.day).asking(**asked) for name, asked in HEAVY]
    words = Counter(word for report in sight.reports.values() for word in set(re.findall("[a-z]+", report.text.casefold())))
    common = [word for word, _ in words.most_common(4)]
    found += [Address("ask", None, sight.day).asking(q=query) for query in (*common[:2], " or ".join(common), " ".join(common))]
    for kind in KINDS:
        ids = heavy.get(kind.name, []) if kind.items else []
        found += [Address(kind.name, id, sight.day) for id in dict.fromkeys(ids[len(ids) // 2 : len(ids) // 2 + 1] + ids[-1:])]
    return found


HEAVY: tuple[tuple[str, dict[str, str]], ...] = (
    ("timeline", {"page": "all"}), ("timeline", {"page": "all", "act": "diplomacy"}), ("calendar", {"page": "met"}),
    ("ask", {"q": "-act:meet"}), ("ask", {"q": "sure:no"}),
)  # fmt: skip


def made(edition: Edition, day: date | None) -> bool:
    """Print time and size of each page as of `day`, made twice: as its first reader meets it, and again.

    What several pages share of the latest day is made before a server shows an edition (`warm`).
    """
    good = True
    setting = Setting(Served(), edition.moment)
    for address in addresses(edition.sight(day)):
        times = []
        for _ in range(2):
            start = time.perf_counter()
            body = answer(edition, address, setting).body
            times.append(time.perf_counter() - start)
        fits = len(body) <= LARGEST and max(times) <= SLOWEST
        good &= fits
        name = f"{address.kind}{'/…' if address.item else ''} {' '.join(value for _, value in address.query)}"[:40]
        first, again = (1000 * one for one in times)
        print(f"  {name:<40} {first:8.0f} ms {again:8.0f} ms {len(body) / 1000:8.1f} kB{'' if fits else '  over'}")
    return good


def gone_back(ledger: Path, days: list[date]) -> bool:
    """Print what a reader meets who goes back to each of these days, of which the server has derived nothing and then the pages.

    Asked of a server over HTTP: the first answer to each listed page, and how long until the page itself is there.
    """
    good = True
    with serving(ledger) as root:
        for day in days:
            for name in sorted("" if kind.name == HOME else kind.name for kind in KINDS if kind.listed):
                start = time.perf_counter()
                status, size = asked(f"{root}/{name}?as-of={day}")
                first = time.perf_counter() - start
                while status == 202:
                    time.sleep(0.1)
                    status, size = asked(f"{root}/{name}?as-of={day}")
                there = time.perf_counter() - start
                fits = first <= SLOWEST and size <= LARGEST
                good &= fits
                over = "" if fits else "  over"
                print(f"  {day} /{name:<12} {1000 * first:6.0f} ms, whole {1000 * there:6.0f} ms {size / 1000:8.1f} kB{over}")
    return good


def asked(address: str) -> tuple[int, int]:
    """The status of an answer and its bytes."""
    with urlopen(address) as answer:
        return answer.status, len(answer.read())


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """The address of a server of a ledger."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "communique", "--ledger", str(ledger), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    root = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            try:
                urlopen(root).close()
                break
            except OSError:
                time.sleep(0.5)
        yield root
    finally:
        server.terminate()
        server.wait()


def crowd(ledger: Path, paths: list[str], reports: str | None) -> bool:
    """Fifty readers of each path while others are read; the 95th percentile of each."""
    good = True
    command = [sys.executable, "-m", "communique", "--ledger", str(ledger)]
    with serving(ledger) as root:
        reading = subprocess.Popen([*command, "read", reports, "--engine", "fast"]) if reports else None
        for path in paths:
            told = subprocess.run(
                ["ab", "-q", "-n", str(REQUESTS), "-c", str(READERS), "-H", "Accept-Encoding: gzip", root + path],
                capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            p95 = int(re.search(r"^ +95% +(\d+)", told, re.M)[1])  # type: ignore[index]
            failed = sum(int(n) for n in re.findall(r"(?:Failed requests|Non-2xx responses): +(\d+)", told))
            good &= p95 <= P95 and not failed
            meanwhile = ", while reading" if reading and reading.poll() is None else ""
            print(f"  {path[:60]:<60} p95 {p95:5} ms, {failed} failed{meanwhile}")
        if reading:
            reading.terminate()
            reading.wait()
    return good


def main() -> None:
    """Measure; exit status 1 where something is over what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--reports", help="more reports, read while the page is served")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "talks.db"
        shutil.copy(told.ledger, copy)
        with communique.open(copy, create=False) as talks:
            edition = Edition(talks.ledger)
            start = time.perf_counter()
            edition.derive(told.as_of)
            print(f"derived in {time.perf_counter() - start:.1f} s")
            start = time.perf_counter()
            warm(edition)
            settle()
            print(f"made ready in {time.perf_counter() - start:.1f} s; each page: the first time, again, size")
            good = made(edition, told.as_of)
            paths = [Served().href(address) for address in addresses(edition.sight(told.as_of))]
            before = edition.days[:-1]
            some = [*before[-1:], *before[len(before) // 2 : len(before) // 2 + 1]]
        for told_of in ("of which nothing was derived", "whose pages are kept, of a server that knows nothing of them yet"):
            print(f"earlier days {told_of}: the first answer, and when the page is there")
            good &= gone_back(copy, some)
        print(f"{READERS} readers at once, {REQUESTS} requests each view")
        good &= crowd(copy, paths, told.reports)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
