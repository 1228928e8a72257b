"""Role components as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.audit_labels import register as register_labels
from coordination.models import RoleComponent
from coordination.playbooks import commands
from coordination.playbooks.access import KEEPERS
from coordination.playbooks.first import FIRST_COMPONENTS, found_playbooks
from coordination.playbooks.forms import ComponentForm
from organization.master_data import Kind, Link, register
from organization.models import User
from organization.permissions import Permission


class ComponentKind(Kind):
    """Role components; a company begins with the playbooks that use the first ones."""

    def found(self) -> None:
        super().found()
        found_playbooks()


def save_component(form: ComponentForm, actor: User) -> str:
    commands.save_component(component=form.instance, actor=actor)
    return ""


def remove_component(component: RoleComponent, actor: User) -> None:
    commands.remove_component(component=component, actor=actor)


COMPONENTS = ComponentKind(
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
    links=(Link(_("Playbooks"), "network", "coordination:playbooks"),),
    first_rows=FIRST_COMPONENTS,
)

register(COMPONENTS)
register_labels(
    "playbook",
    pgettext_lazy("audit object", "Playbook"),
    {
        "add_playbook": pgettext_lazy("audit", "Playbook composed"),
        "change_playbook": pgettext_lazy("audit", "Playbook changed"),
    },
)
