"""Reports that go back to one dispatch are one origin; nothing is dropped, and every fold says why.

`sheet` is what one report is compared by, `seek` finds the pairs worth a look, in order of publication, and those that share
their wording; `retold` says whether one tells the other in other words; `fold` makes origins of the pairs and of what was judged.
"""

from communique.assemble.copies.fold import fold
from communique.assemble.copies.seek import Alike, resemblances
from communique.assemble.copies.sheet import wires

__all__ = ["Alike", "fold", "resemblances", "wires"]
