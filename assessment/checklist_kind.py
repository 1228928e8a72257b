"""The pre-assessment lists as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessment import commands
from assessment.commands.checklists import KEEPERS
from assessment.first_checklists import FIRST_ITEMS, FIRST_QUESTIONS
from assessment.forms import ChecklistForm
from assessment.models import ChecklistItem
from organization.master_data import Kind, register
from organization.master_data.kind import Link
from organization.models import User
from organization.permissions import Permission


def save_item(form: ChecklistForm, actor: User) -> str:
    commands.save_item(item=form.instance, actor=actor)
    return ""


def remove_item(item: ChecklistItem, actor: User) -> None:
    commands.remove_item(item=item, actor=actor)


CHECKLISTS = Kind(
    code="checklist-items",
    object_type="checklist_item",
    title=_("Pre-assessment checklists"),
    one=_("Checklist line"),
    text=_(
        "What has to be ready for customers by which gate, by category, and how much it weighs."
    ),
    icon="check",
    order=139,
    model=ChecklistItem,
    form=ChecklistForm,
    may_see=(Permission.SEE_PLANS,),
    may_write=KEEPERS,
    save=save_item,
    remove=remove_item,
    links=(Link(_("By category"), "sheet", "assessment:lists"),),
    first_rows=(*FIRST_ITEMS, *FIRST_QUESTIONS),
)

register(CHECKLISTS)
