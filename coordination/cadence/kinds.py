"""The figures of initiatives as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.commands.cycles import PLANNING
from coordination.cadence.forms import TargetForm
from coordination.models import InitiativeTarget
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row


def code_of(row: InitiativeTarget) -> str:
    """What the audit trail calls a figure."""
    return f"{row.initiative.code}.{row.cycle.code}.{row.indicator}"


def save_target(form: TargetForm, actor: User) -> str:
    require_any(actor, PLANNING)
    row = form.instance
    save_row(row, kind="initiative_target", code=code_of(row), actor=actor, area="cycle")
    return ""


def remove_target(row: InitiativeTarget, actor: User) -> None:
    require_any(actor, PLANNING)
    remove_row(row, kind="initiative_target", code=code_of(row), actor=actor, area="cycle")


TARGETS = Kind(
    code="initiative-targets",
    object_type="initiative_target",
    title=_("Figures of initiatives"),
    one=_("Figure of an initiative"),
    text=_("What each initiative is to reach in a cycle, and what came of it."),
    icon="target",
    order=131,
    model=InitiativeTarget,
    form=TargetForm,
    key=("initiative", "cycle", "indicator"),
    may_see=(Permission.SEE_PLANS,),
    may_write=PLANNING,
    save=save_target,
    remove=remove_target,
)

register(TARGETS)
