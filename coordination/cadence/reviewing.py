"""The review of a cycle as its page shows it: each initiative with its figures, its plans, what
was said of it, and what the next cycle is to reach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from campaigns.enums import DECIDED, CampaignState
from campaigns.models import Initiative, PlanningCycle
from campaigns.models.version import Target
from coordination.cadence.access import reviews_as
from coordination.cadence.commands import next_of
from coordination.cadence.plans import plans_of
from coordination.models import InitiativeReview, InitiativeTarget
from organization.models import User

COUNTED = DECIDED | {CampaignState.ENDED, CampaignState.EVALUATED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of an initiative: to reach, what its plans set themselves, what came, and what
    the next cycle is to reach.
    """

    indicator: str
    label: str
    value: Decimal
    planned: Decimal
    came: Decimal | None
    coming: Decimal | None

    @property
    def percent(self) -> int | None:
        """What came, of what was to be reached."""
        if self.came is None or not self.value:
            return None
        return round(100 * self.came / self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One initiative in a cycle."""

    initiative: Initiative
    figures: Sequence[Figure]
    plans: int
    ended: int
    review: InitiativeReview | None
    may_review: bool


def initiatives_of(cycle: PlanningCycle, user: User) -> list[Reviewed]:
    """The initiatives with figures in the cycle; a fixed number of queries."""
    targets = list(
        cycle.targets.select_related("initiative__owner_unit").order_by(
            "initiative__code", "indicator"
        )
    )
    of: dict[Initiative, list[InitiativeTarget]] = defaultdict(list)
    for one in targets:
        of[one.initiative].append(one)
    plans = plans_of(cycle).filter(initiative__in=of, state__in=COUNTED)
    over = Q(state__in=[CampaignState.ENDED, CampaignState.EVALUATED])
    counts: dict[int, Any] = {
        row["initiative"]: row
        for row in plans.order_by()
        .values("initiative")
        .annotate(n=Count("pk"), ended=Count("pk", filter=over))
    }
    planned = {
        (row["version__campaign__initiative"], row["indicator"]): row["total"]
        for row in Target.objects.filter(
            version__in=plans.values("in_force"), participation__isnull=True
        )
        .order_by()
        .values("version__campaign__initiative", "indicator")
        .annotate(total=Sum("value"))
    }
    after = next_of(cycle)
    coming = (
        {}
        if after is None
        else {(one.initiative_id, one.indicator): one.value for one in after.targets.all()}
    )
    reviews = {one.initiative_id: one for one in cycle.reviews.select_related("reviewed_by")}
    return [
        Reviewed(
            initiative=initiative,
            figures=[
                Figure(
                    indicator=one.indicator,
                    label=one.get_indicator_display(),
                    value=one.value,
                    planned=planned.get((initiative.pk, one.indicator), Decimal(0)),
                    came=one.came,
                    coming=coming.get((initiative.pk, one.indicator)),
                )
                for one in rows
            ],
            plans=counts.get(initiative.pk, {}).get("n", 0),
            ended=counts.get(initiative.pk, {}).get("ended", 0),
            review=reviews.get(initiative.pk),
            may_review=reviews_as(user, initiative) is not None,
        )
        for initiative, rows in of.items()
    ]
