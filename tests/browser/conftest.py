"""A reader's browser before the sample reports, served and written; absent where there is no Chromium to drive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.serving import serving
from playwright.sync_api import Browser, sync_playwright

from communique import open as open_talks
from communique.page.app import application
from communique.page.edition import Edition
from communique.talks import Talks

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "strait"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("COMMUNIQUE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser there is nothing to look at the page with; CI installs one."""
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium here; $COMMUNIQUE_CHROMIUM names one"))


@pytest.fixture(scope="package")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    """The sample reports, read by rules."""
    held = open_talks(tmp_path_factory.mktemp("browser") / "talks.db")
    held.read(str(SAMPLES), engine="fast")
    return held


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="package")
def served(talks: Talks) -> Iterator[str]:
    """The address of a server of the samples."""
    edition = Edition(talks.ledger)
    with serving(application(lambda: edition, ["127.0.0.1"])) as address:
        yield address


@pytest.fixture(scope="package")
def written(talks: Talks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as files, as of the last three days."""
    folder = tmp_path_factory.mktemp("site") / "site"
    talks.publish(folder, days=3)
    return folder
