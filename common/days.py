"""The days that the product knows: what lies outside them is a slip of the pen."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_DAY = dt.date(2000, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)


def validate_day(day: dt.date) -> None:
    """Raise ``ValidationError`` for a day before 2000 or after 2100."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(_("A date from 2000-01-01 to 2100-12-31."), "out_of_range")
