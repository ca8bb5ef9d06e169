"""From moves and judgements to the record of the talks: pure functions, nothing read, nothing kept, no order of input matters."""

from communique.assemble.record import assemble

__all__ = ["assemble"]
