"""Unions, companies, parties and movements: which of them a description, a common noun or a short form means."""

from __future__ import annotations

import pytest
from reading import the


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Kalmar Heim", "The property group Kalmar Heim rejected the tax."),
        ("Verdal", "The environment group Verdal rejected the tax."),
        ("ACW", "For the Christian union ACW, Ann Hale rejected the tax."),
    ],
)
def test_a_common_noun_right_before_a_name_is_called_by_the_name(by: str, text: str) -> None:
    assert the(text, "reject").by == (by,)
