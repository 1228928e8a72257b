"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from common.number_fields import Amount, WholeNumber


@pytest.mark.parametrize(
    ("typed", "number"), [("８００", 800), ("1,000", 1000), (" 12 ", 12), ("１，２００", 1200)]
)
def test_whole_numbers_are_read_as_they_are_typed(typed, number):
    assert WholeNumber().clean(typed) == number
    assert Amount().clean(f"{typed.strip()}.5") == Decimal(number) + Decimal("0.5")


@pytest.mark.parametrize("typed", ["1,00", "12,3456", "一百", "1.5", "--1", ""])
def test_what_is_no_whole_number_is_refused_at_the_field(typed):
    with pytest.raises(ValidationError):
        WholeNumber(min_value=0).clean(typed)


def test_the_browser_leaves_the_text_alone():
    assert WholeNumber().widget.input_type == "text"
    assert WholeNumber().widget.attrs["inputmode"] == "numeric"
