"""What the sources that speak of campaigns share."""

from __future__ import annotations

from typing import NoReturn

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns import commands
from campaigns.access import visible_to
from campaigns.models import Campaign
from common.errors import refuse
from organization.models import User
from organization.permissions import Permission


def own_plans(user: User, permission: Permission) -> Q:
    """The plans of the units for which a permission holds."""
    return user.scope(permission).q("owner_unit")


def plan_of(code: str, user: User) -> Campaign:
    """The plan, if the user may see it. Raises ``Refused`` (404)."""
    campaign = visible_to(user).filter(code=code).first()
    if campaign is None:
        refuse("not-found", _("There is no such campaign."), status=404)
    return campaign


def take(
    code: str, name: str, *, actor: User, reason: str = "", revision: int | None = None
) -> Campaign:
    """Take a step of the workflow, on the ``revision`` that was read. Raises ``Refused`` as the
    step does, after what it leaves behind is kept.
    """
    changed = commands.change_state(
        campaign_id=plan_of(code, actor).pk,
        name=name,
        actor=actor,
        reason=reason,
        revision=revision,
        on_page=True,
    )
    return changed.raise_refusal().campaign


def no_such_answer() -> NoReturn:
    """Raise ``Refused`` (404) for an answer that a source does not offer."""
    refuse("not-found", _("There is no such answer."), status=404)
