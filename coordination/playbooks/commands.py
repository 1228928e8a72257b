"""What performers promise their internal customers, as pieces that plans reuse."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from common import clock
from coordination.models import RoleComponent
from coordination.models.terms import WORDS
from coordination.playbooks.access import KEEPERS
from coordination.playbooks.composing import renew
from organization.models import User
from organization.rows import remove_row, require_any, save_row

AREA = "playbooks"


@transaction.atomic
def save_component(
    *, component: RoleComponent, actor: User, now: dt.datetime | None = None
) -> RoleComponent:
    """Add or change a role component. Playbooks that use it take its words over as a new version;
    plans under way keep theirs. Raises ``Refused`` (403), ``ValidationError``.
    """
    require_any(actor, KEEPERS)
    at = now or clock.now()
    component.full_clean()
    before = RoleComponent.objects.filter(pk=component.pk).values(*WORDS).first()
    if before not in (None, component.words()):
        renew(component, actor=actor, now=at)
    code = component.code
    save_row(component, kind="role_component", code=code, actor=actor, area=AREA, now=at)
    return component


def remove_component(
    *, component: RoleComponent, actor: User, now: dt.datetime | None = None
) -> None:
    """Take a role component out. Raises ``Refused`` (403; 409 while a playbook names it)."""
    require_any(actor, KEEPERS)
    code = component.code
    remove_row(component, kind="role_component", code=code, actor=actor, area=AREA, now=now)
