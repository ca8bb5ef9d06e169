"""Text that cannot steer what stands around it: without control characters, and without what changes the direction of reading."""

from __future__ import annotations

from communique.show.words import plain

# A report must not be able to turn the words around it; the last two are no characters at all.
TURNING = {code: "\ufffd" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF)}


def harmless(text: str) -> str:
    """The text as it is shown."""
    return plain(text).translate(TURNING)
