"""Writes the pages as files: the same templates and addresses, every link relative, so that they open from a disk or any host.

It writes what can be reached from the listed pages as of each day.  A report and a party are written once, as of the latest day
(each page says of which day it is): what a report tells does not change with the reports after it.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from communique.errors import CommuniqueError
from communique.page.address import Address, Written, path_of
from communique.page.draw import Setting
from communique.page.edition import Edition
from communique.page.kinds import KINDS
from communique.page.site import answer, known
from communique.store.ledger import Ledger

MARK = ".communique"  # lies in a folder that was written by this program


class FolderInUse(CommuniqueError):
    """The folder to write to holds what this program has not written."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, of how many days, and their bytes."""

    files: int
    days: int
    bytes: int


def publish(
    ledger: Ledger, folder: Path, days: int | None = None, progress: Callable[[int, int], None] | None = None
) -> Published:  # fmt: skip
    """Write the pages into `folder`, as of every day on which a report was published, or of the last `days` of them.

    `progress` is told how many files of how many known by now are written.  What an earlier run wrote there is replaced as a
    whole, when all is written.  Raises FolderInUse, LedgerError.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise FolderInUse(f"{folder}: holds other files; give an empty folder, or one that was published before")
    made = folder.with_name(folder.name + ".part")
    if made.exists():
        shutil.rmtree(made)
    made.mkdir(parents=True)
    edition = Edition(ledger)
    if days is not None:
        edition = Edition(ledger, edition.moment, edition.days[-max(1, days) :])
    writer = _Writer(edition, made, progress)
    writer.write()
    shutil.copytree(str(files("communique.page") / "static"), made / "static")
    (made / MARK).write_text("written by communique publish\n", encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    made.rename(folder)
    return Published(writer.files, max(1, len(edition.days)), writer.bytes)


class _Writer:
    def __init__(self, edition: Edition, folder: Path, progress: Callable[[int, int], None] | None) -> None:
        self.edition, self.folder, self.progress = edition, folder, progress
        self.seen: set[Address] = set()
        self.due: deque[Address] = deque()
        self.files = self.bytes = 0

    def write(self) -> None:
        """Day by day, so that of each only its own record need be held."""
        for day in (None, *reversed(self.edition.days[:-1])):
            for kind in KINDS:
                if kind.listed and kind.written:
                    self._meet(Address(kind.name, None, day))
            while self.due:
                self._page(self.due.popleft())

    def _page(self, address: Address) -> None:
        links = Written(address, self._meet)
        made = answer(self.edition, address, Setting(links, self.edition.moment, served=False))
        path = self.folder / path_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.body)
        self.files, self.bytes = self.files + 1, self.bytes + len(made.body)
        if self.progress:
            self.progress(self.files, self.files + len(self.due))

    def _meet(self, address: Address) -> None:
        address = replace(address, anchor="")
        if address not in self.seen and (address.day is None or address.day in self.edition.days) and known(address).written:
            self.seen.add(address)
            self.due.append(address)
