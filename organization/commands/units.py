"""What administrators change of the units."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.errors import Reason, Refused
from organization.commands.people import require
from organization.enums import UnitKind
from organization.models import Unit, User
from organization.permissions import Permission
from organization.rows import save_row

ONE_COMPANY = Reason(
    "one-company",
    _("There is one company; add departments, sections and branches below it."),
    status=400,
    attr="kind",
)


@transaction.atomic
def save_unit(*, unit: Unit, actor: User, now: dt.datetime | None = None) -> Unit:
    """Add or rename a unit. Its code and place never change once it exists. Raises
    ``ValidationError``.
    """
    require(actor, Permission.MANAGE_SETUP)
    if unit.pk is None and unit.kind == UnitKind.COMPANY:
        raise Refused(ONE_COMPANY)
    save_row(
        unit,
        kind="unit",
        code=unit.code,
        actor=actor,
        area="organization",
        unit=unit.code,
        now=now,
    )
    return unit
