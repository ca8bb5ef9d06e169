"""The engines by the names that `communique read --engine` knows them by: the one place where the measuring takes them from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from communique.extract.engine import Engine, Judged, Rules

ENGINES: Final[Mapping[str, Callable[[], Engine]]] = {"fast": Rules, "best": Rules, "judge": Judged}
NAMES: Final = tuple(ENGINES)
DEFAULT: Final = "best"
