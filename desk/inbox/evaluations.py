"""Plans that have ended and that I evaluate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.enums import CampaignState
from campaigns.evaluation import evaluation_due
from campaigns.models import Campaign
from desk.inbox.item import Item, Side
from desk.inbox.plans import no_such_answer, own_plans
from organization.models import User
from organization.permissions import Permission

MOST = 50


class Evaluations:
    """A row for each ended plan, the longest over first."""

    code = "evaluation"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.EVALUATE_PLAN):
            return []
        return [
            Item(
                key=f"{self.code}:{plan.code}",
                side=Side.OWE,
                kind=gettext_lazy("Evaluation"),
                icon="check-circle",
                title=_("Evaluate “%(name)s”") % {"name": plan.name},
                url=reverse("campaigns:detail", args=[plan.code]),
                campaign=plan.owner_unit.label,
                campaign_code=plan.code,
                person=str(plan.author),
                due=evaluation_due(plan.last_day),
                weight=6,
                go=gettext_lazy("Evaluate it"),
            )
            for plan in user.read(ended_plans)
        ]

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        no_such_answer()


def ended_plans(user: User) -> QuerySet[Any]:
    """The plans of the person's units that have ended, each with its ``last_day``."""
    own = own_plans(user, Permission.EVALUATE_PLAN)
    rows = Campaign.objects.filter(own, state=CampaignState.ENDED)
    return (
        rows.select_related("owner_unit", "author")
        .annotate(last_day=Coalesce("ended_on", "in_force__ends_on"))
        .order_by("last_day", "pk")[:MOST]
    )


SOURCE = Evaluations()
