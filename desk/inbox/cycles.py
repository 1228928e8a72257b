"""Steps of planning cycles that end soon, or are late, and of which something is mine."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common import clock
from coordination.cadence.access import steers_as
from coordination.cadence.clock import NEAR
from coordination.enums import UNDER_WORK, StepKind
from coordination.models import CycleStep
from desk.inbox.item import Item, Side
from desk.inbox.plans import no_such_answer, own_plans
from organization.models import User
from organization.permissions import Permission

MOST = 20
# Whose work a step is, where it is a role's and not the owners' of plans.
BY_ROLE = {
    StepKind.COMMS: (
        Permission.WRITE_DRAFT,
        Permission.REVIEW_DRAFT,
        Permission.MANAGE_CHANNELS,
    ),
    StepKind.RESOURCES: (Permission.MANAGE_STOCK,),
    StepKind.REVIEW: (Permission.EVALUATE_PLAN, Permission.APPROVE_PLAN),
}


class Cycles:
    """A row for each step that ends within a week or should have ended."""

    code = "cycle"
    model = CycleStep
    joined = ("cycle",)

    def concerns(self, user: User) -> bool:
        works = {Permission.WRITE_PLAN, *(one for those in BY_ROLE.values() for one in those)}
        return steers_as(user) is not None or any(map(user.may, works))

    def rows(self, user: User) -> QuerySet[CycleStep]:
        """Leadership has all that is late; others what is theirs."""
        today = clock.today()
        rows = CycleStep.objects.filter(state__in=UNDER_WORK, due_on__lte=today + NEAR)
        mine = Q(pk__in=[])
        if steers_as(user) is not None:
            mine |= Q(due_on__lt=today) | Q(kind=StepKind.STRATEGY)
        for kind, permissions in BY_ROLE.items():
            if any(map(user.may, permissions)):
                mine |= Q(kind=kind)
        if user.may(Permission.WRITE_PLAN):
            own = Campaign.objects.filter(
                own_plans(user, Permission.WRITE_PLAN),
                amends=None,
                working__starts_on__gte=OuterRef("cycle__starts_on"),
                working__starts_on__lte=OuterRef("cycle__ends_on"),
            )
            waiting = own.filter(
                state=CampaignState.DRAFT, announced_at__isnull=False, working__number=1
            )
            blocked = own.filter(state=CampaignState.COORDINATING, open_tally__blocking__gt=0)
            mine |= Q(Exists(waiting), kind=StepKind.PLANS)
            mine |= Q(Exists(blocked), kind=StepKind.CONFLICTS)
        return rows.filter(mine).order_by("due_on", "pk")[:MOST]

    def items_of(self, rows: Sequence[CycleStep], user: User) -> list[Item]:
        return [
            Item(
                key=f"{self.code}:{row.code}",
                side=Side.OWE,
                kind=gettext_lazy("Planning cycle"),
                icon="calendar",
                title=_("%(cycle)s: %(step)s")
                % {"cycle": row.cycle.label, "step": row.get_kind_display()},
                url=f"{reverse('coordination:cycle', args=[row.cycle.code])}#{row.kind}",
                due=row.due_on,
                weight=4,
                go=gettext_lazy("See where it stands"),
            )
            for row in rows
        ]

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        no_such_answer()


SOURCE = Cycles()
