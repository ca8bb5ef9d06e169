"""Which lines a section of the brief takes: what matters most of what is sure; what is less sure only fills it up, marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.record.derived import TOLD
from communique.show.brief import Line, Section

LIMITS = {"on the table": 6, "open": 4, "warnings": 3, "contested": 2, "changed": 4}
FILL = 0.4  # what is at least so sure fills up a section, marked
FIRST = 0.75  # what is at least as certain as this goes before what is less so
FEWEST = 2  # a section with fewer lines is filled up to this with what is less sure, marked
Item = tuple[float, float, str, Callable[[], Line]]  # weight, confidence, id, how its line is made


def choose(
    name: str, items: Sequence[Item], command: str, most: int | None = None, all: bool = False, heavy: int = 0
) -> Section:  # fmt: skip
    """As many lines as the section takes, the weightiest first; what is less sure only fills up, marked, the rest is counted.

    So many as `heavy` of what is less sure stand among the others, marked, where they weigh more for all their doubt: what
    matters most is not left out because it is told badly.  With `all` the unsure stands among the others, marked.
    """
    ranked = sorted(items, key=lambda item: (-round(item[0], 9), item[2]))
    room = LIMITS[name] if most is None else most
    certain, unsure = [x for x in ranked if all or x[1] >= TOLD], [x for x in ranked if not all and x[1] < TOLD]
    if not heavy:
        certain.sort(key=lambda item: not all and item[1] < FIRST)  # where there is enough of it, only what is surer
    least = certain[room - 1][0] if 0 < room <= len(certain) else 0.0
    weighty = [x for x in unsure if x[1] >= FILL and x[0] > least][: heavy if least else 0]
    shown = certain[: room - len(weighty)]
    if weighty:
        shown = sorted([*shown, *weighty], key=lambda item: (-round(item[0], 9), item[2]))
    likely = [x for x in unsure if x[1] >= FILL and x not in weighty][: max(0, room - len(shown))]
    filled = [*likely, *[x for x in unsure if x[1] < FILL][: max(0, FEWEST - len(shown) - len(likely))]]
    lines = tuple(replace(made(), doubtful=sure < TOLD, confidence=sure) for _, sure, _, made in (*shown, *filled))
    return Section(
        name, lines, len(certain) - len(shown) + len(weighty), len(unsure) - len(filled) - len(weighty), command
    )  # fmt: skip
