"""The engines by the names that `communique read --engine` knows them by: the one place where the measuring takes them from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from communique.extract.engine import Engine, Judged, Rules
from communique.extract.trained.encoder import encoder

ENGINES: Final[Mapping[str, Callable[[], Engine]]] = {
    "fast": Rules, "judge": Judged, "best": lambda: Judged(reader=encoder()),
}  # fmt: skip
NAMES: Final = tuple(ENGINES)
DEFAULT: Final = "best"
