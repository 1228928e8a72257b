"""The master data of this floor: who decides about reports from the front line."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from frontline.models import Responsible
from frontline.responsible_form import ResponsibleForm
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

KEEPERS = (Permission.MANAGE_SETUP, Permission.APPROVE_SERVICE)
ROW = "report_owner"


@transaction.atomic
def save_responsible(form: ResponsibleForm, actor: User) -> str:
    """Name who decides about reports. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    row = form.instance
    save_row(row, kind=ROW, code=str(row), actor=actor, unit=row.unit.code)
    return ""


@transaction.atomic
def remove_responsible(row: Responsible, actor: User) -> None:
    """Name nobody any more; the role decides. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    remove_row(row, kind=ROW, code=str(row), actor=actor)


REPORT_OWNERS = Kind(
    code="report-owners",
    object_type=ROW,
    title=_("Who decides about reports"),
    one=_("Person who decides about reports"),
    text=_("By unit and kind, who answers what branches, halls and the hotline report."),
    icon="flag",
    order=145,
    model=Responsible,
    form=ResponsibleForm,
    key=("unit", "kind"),
    may_see=(Permission.SEE_PLANS,),
    may_write=KEEPERS,
    save=save_responsible,
    remove=remove_responsible,
    json_name="ReportOwner",
)

register(REPORT_OWNERS)
