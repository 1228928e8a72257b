"""What several fields of a plan must agree on. The API, the editor and the calendar's form all ask
here.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_DAYS = 366


def validate_window(starts_on: dt.date, ends_on: dt.date) -> None:
    """Raise ``ValidationError`` at ``ends_on`` unless the days are in order and at most 366 with
    both ends.
    """
    if ends_on < starts_on:
        fault = ValidationError(_("The last day lies before the first day."), "dates_reversed")
    elif (ends_on - starts_on).days + 1 > MAX_DAYS:
        fault = ValidationError(_("A plan runs for at most 366 days."), "window_too_long")
    else:
        return
    raise ValidationError({"ends_on": fault})
