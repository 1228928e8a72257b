"""What this room adds to the floors below: what may enter a cycle, what a day brings, links."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import PlanningCycle
from campaigns.registries import register_cycle_link, register_daily, register_guard
from common.audit_labels import extend
from coordination.cadence import clock, kinds, notices, policies  # noqa: F401
from coordination.cadence.access import may_see
from coordination.cadence.gate import intake_open
from coordination.cadence.workflow import CYCLE_STEP
from organization.models import User


def address(user: User, cycle: PlanningCycle) -> str | None:
    """The page on which a cycle's steps stand."""
    return reverse("coordination:cycle", args=[cycle.code]) if may_see(user) else None


CYCLE_STEP.register({"plan_in_steps": pgettext_lazy("audit", "Cycle planned in steps")})
extend("campaign", {"enter_late": pgettext_lazy("audit", "Reason for coming in late")})
extend("initiative", {"review_initiative": pgettext_lazy("audit", "Initiative reviewed")})
register_guard("submit", intake_open)
register_daily(clock.turn_day)
register_cycle_link(_("Where it stands"), address)
