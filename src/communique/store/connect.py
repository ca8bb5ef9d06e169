"""How the ledger's file is opened: transactions begin where the ledger says so, and a writer waits for another."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

BUSY = 30_000  # milliseconds to wait for another process that writes


def connect(path: Path) -> Engine:
    """The engine for the file at `path`."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY / 1000})

    @event.listens_for(engine, "connect")
    def prepare(driver: Any, _: object) -> None:
        driver.isolation_level = None  # transactions begin where we say so
        for pragma in ("foreign_keys = on", "recursive_triggers = on", "synchronous = full"):
            driver.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer asks for the lock at once, so that it waits for another instead of failing half way.
        connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("write") else "begin")

    return engine


def write_ahead(driver: Any) -> None:
    """Switch the file to a write-ahead log, outside any transaction; it stays so for good."""
    deadline = time.monotonic() + BUSY / 1000
    while True:
        try:
            driver.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError:  # SQLite does not wait here while another process makes the same ledger
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
