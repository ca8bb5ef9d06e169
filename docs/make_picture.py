"""docs/brief.svg is the real brief of the sample reports as of one day, drawn as the terminal shows it: `make picture`."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

import communique
from communique.show.terminal import draw_brief

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "brief.svg"
AS_OF = "2019-03-15"  # early enough for one screen
WIDTH = 100


def main() -> None:
    """Read the sample reports into a ledger that is thrown away, and draw."""
    with tempfile.TemporaryDirectory() as folder, communique.open(Path(folder) / "talks.db") as talks:
        talks.read(str(ROOT / "examples" / "strait"))
        console = Console(
            record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False
        )
        draw_brief(talks.brief(as_of=AS_OF), console)
    form = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.S)  # it would fetch its font from the network
    title = f"communique brief --as-of {AS_OF}"
    PICTURE.write_text(
        console.export_svg(title=title, theme=DIMMED_MONOKAI, code_format=form, unique_id="brief"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
