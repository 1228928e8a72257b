"""What a model finds wrong with itself, as reasons at its fields."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model

from assessment.commands.questions import at_field
from common.errors import Refused


def check_whole(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Raise ``Refused`` (400) with all that is wrong in a row, each at its field."""
    try:
        row.full_clean(exclude=set(exclude))
    except ValidationError as error:
        reasons = [
            reason
            for name, errors in error.error_dict.items()
            for one in errors
            for reason in at_field(name, one).reasons
        ]
        raise Refused(reasons) from error
