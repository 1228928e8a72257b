"""Role components as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from coordination.models import RoleComponent
from coordination.playbooks import commands
from coordination.playbooks.commands import KEEPERS
from coordination.playbooks.forms import ComponentForm
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission


def save_component(form: ComponentForm, actor: User) -> str:
    commands.save_component(component=form.instance, actor=actor)
    return ""


def remove_component(component: RoleComponent, actor: User) -> None:
    commands.remove_component(component=component, actor=actor)


COMPONENTS = Kind(
    code="role-components",
    object_type="role_component",
    title=_("Role components"),
    one=_("Role component"),
    text=_("Who promises what to whom for a plan, with the conditions and when it is due."),
    icon="handshake",
    order=140,
    model=RoleComponent,
    form=ComponentForm,
    may_see=(Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE),
    may_write=KEEPERS,
    save=save_component,
    remove=remove_component,
)

register(COMPONENTS)
