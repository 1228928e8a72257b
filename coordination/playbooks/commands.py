"""What performers promise their internal customers, as pieces that plans reuse."""

from __future__ import annotations

import datetime as dt

from coordination.models import RoleComponent
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

# Who composes how departments work together.
KEEPERS = (Permission.APPROVE_COMPANY, Permission.APPROVE_SERVICE, Permission.MANAGE_SETUP)


def save_component(
    *, component: RoleComponent, actor: User, now: dt.datetime | None = None
) -> RoleComponent:
    """Add or change a role component; what was promised before keeps its words. Raises ``Refused``
    (403), ``ValidationError``.
    """
    require_any(actor, KEEPERS)
    save_row(component, kind="role_component", code=component.code, actor=actor, now=now)
    return component


def remove_component(
    *, component: RoleComponent, actor: User, now: dt.datetime | None = None
) -> None:
    """Take a role component out. Raises ``Refused`` (403; 409 while a playbook names it)."""
    require_any(actor, KEEPERS)
    remove_row(component, kind="role_component", code=component.code, actor=actor, now=now)
