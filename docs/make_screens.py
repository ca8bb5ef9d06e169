"""docs/page-*.png are the real pages of the sample reports as of one day, seen in Chromium: `make screens`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import communique

ROOT = Path(__file__).resolve().parent.parent
SEEN = {  # name: (file of the published pages, width, height, dark)
    "state": ("as-of/2019-03-20/index.html", 1200, 900, False),
    "report": ("reports/05-experts-in-april.html", 1200, 700, True),
    "timeline": ("timeline.html", 1200, 700, False),
}


def main() -> None:
    """Read the sample reports, write their pages, and look at some of them."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        talks = communique.open(Path(folder) / "talks.db")
        talks.read(str(ROOT / "examples" / "strait"))
        talks.publish(Path(folder) / "site")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (file, width, height, dark) in SEEN.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
            page.goto((Path(folder) / "site" / file).as_uri())
            page.screenshot(path=ROOT / "docs" / f"page-{name}.png")
        browser.close()
        talks.close()


if __name__ == "__main__":
    main()
