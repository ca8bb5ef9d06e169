"""Communiqué reads dated news reports about negotiations and keeps the cited record of the talks."""

from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.summary import ReadSummary
    from communique.talks import Talks, open

__all__ = ["CommuniqueError", "ReadSummary", "Talks", "open"]


def __getattr__(name: str) -> object:
    """The façade is loaded when it is first asked for, so that a part of the package can be used without all of it."""
    if name in __all__:
        import communique.talks

        return getattr(communique.talks, name)
    raise AttributeError(f"module 'communique' has no attribute {name!r}")
