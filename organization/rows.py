"""One row of the master data written: into the audit trail goes what changed, with both values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common.errors import NO_PERMISSION, Reason, Refused
from common.write import written
from organization.models import User
from organization.permissions import Permission


def require_any(actor: User, permissions: Iterable[Permission]) -> None:
    """Raise ``Refused`` (403) unless the actor holds one of the permissions somewhere."""
    if not any(actor.may(permission) for permission in permissions):
        raise Refused(NO_PERMISSION)


@transaction.atomic
def save_row(
    row: models.Model,
    *,
    kind: str,
    code: str,
    actor: User,
    area: str = "",
    unit: str = "",
    reason: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Add or change a row. One that is as it was is not written again.

    ``kind`` is the type of object in the audit trail, ``area`` the kind of change in the change
    log (none: no check and no number depends on it). Raises ``ValidationError``.
    """
    before = None if row.pk is None else type(row)._default_manager.filter(pk=row.pk).first()
    row.full_clean()
    changes = {} if before is None else differences(before, row)
    if before is not None and not changes:
        return
    row.save()
    written(
        f"change_{kind}" if before is not None else f"add_{kind}",
        kind,
        code,
        actor=actor,
        now=now,
        log=(area, "change") if area else None,
        unit=unit,
        reason=reason,
        details={"changes": changes} if changes else {},
    )


@transaction.atomic
def remove_row(
    row: models.Model,
    *,
    kind: str,
    code: str,
    actor: User,
    area: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Take a row out that was entered wrongly. Raises ``Refused`` (409) while others name it."""
    values = {field.name: text_of(row, field) for field in row._meta.concrete_fields}
    try:
        row.delete()
    except models.ProtectedError as error:
        raise Refused(
            Reason(
                "in-use",
                _("Other entries still name this one (%(count)s). Change them first."),
                params={"count": len(error.protected_objects)},
            )
        ) from error
    values.pop("id", None)
    written(
        f"remove_{kind}",
        kind,
        code,
        actor=actor,
        now=now,
        log=(area, "remove") if area else None,
        details={"was": values},
    )


def differences(before: models.Model, after: models.Model) -> dict[str, list[str]]:
    """The fields whose value is another one, each with the old and the new one."""
    found = {
        field.name: [text_of(before, field), text_of(after, field)]
        for field in after._meta.concrete_fields
    }
    return {name: both for name, both in found.items() if both[0] != both[1]}


def text_of(row: models.Model, field: models.Field[Any, Any]) -> str:
    """A value as the audit trail keeps it: a row by its code, a day as YYYY-MM-DD, nothing as an
    empty text.
    """
    value = getattr(row, field.name)
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return str(getattr(value, "code", value.pk))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(field, models.DecimalField):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places)))
    return str(value)
