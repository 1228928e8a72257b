"""The rows behind the conditions of a cycle's steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.enums import DECIDED, CampaignState, Category
from campaigns.models import Campaign, Initiative, PlanningCycle
from comms.enums import DraftState
from comms.models import Draft, Theme
from coordination.cadence.plans import intentions_of, plans_of
from coordination.enums import UNDER_WAY, UNPROMISED, Gate
from coordination.models import Commitment, InitiativeReview, Negotiation
from findings.enums import FindingState, Severity
from findings.models import Finding
from resources.enums import ReservationState
from resources.models import Reservation

OPEN_TEXTS = frozenset(
    {DraftState.WRITING, DraftState.IN_REVIEW, DraftState.CHANGES_REQUIRED, DraftState.APPROVED}
)
FINAL = DECIDED | {CampaignState.FINALISED}
Rows = Callable[[PlanningCycle, dt.date], QuerySet[Any]]


def aims(cycle: PlanningCycle, today: dt.date) -> QuerySet[Initiative]:
    return Initiative.objects.filter(pk__in=cycle.targets.values("initiative"))


def themes(cycle: PlanningCycle, today: dt.date) -> QuerySet[Theme]:
    return Theme.objects.filter(starts_on__lte=cycle.ends_on, ends_on__gte=cycle.starts_on)


def intentions(cycle: PlanningCycle, today: dt.date) -> QuerySet[Campaign]:
    return intentions_of(cycle)


def blocked(cycle: PlanningCycle, today: dt.date) -> QuerySet[Campaign]:
    return plans_of(cycle).filter(
        state__in=[CampaignState.CHECKING, CampaignState.COORDINATING],
        open_tally__blocking__gt=0,
    )


def negotiations(cycle: PlanningCycle, today: dt.date) -> QuerySet[Negotiation]:
    about = Finding.objects.filter(
        state=FindingState.OPEN, campaigns__in=plans_of(cycle).values("pk")
    )
    return Negotiation.objects.filter(state__in=UNDER_WAY, finding__in=about.values("pk"))


def unpromised(gate: Gate) -> Rows:
    def rows(cycle: PlanningCycle, today: dt.date) -> QuerySet[Commitment]:
        return Commitment.objects.filter(
            gate=gate, state__in=UNPROMISED, campaign__in=plans_of(cycle).values("pk")
        )

    return rows


def found_by(*rules: str) -> Rows:
    def rows(cycle: PlanningCycle, today: dt.date) -> QuerySet[Finding]:
        return Finding.objects.filter(
            rule__in=rules,
            state=FindingState.OPEN,
            severity__in=[Severity.BLOCKING, Severity.WARNING],
            pk__in=Finding.campaigns.through.objects.filter(
                campaign__in=plans_of(cycle).values("pk")
            ).values("finding"),
        )

    return rows


def untold(cycle: PlanningCycle, today: dt.date) -> QuerySet[Campaign]:
    told = Campaign.communication_plans.through.objects.filter(campaign=OuterRef("pk"))
    rows = plans_of(cycle).filter(state__in=FINAL).exclude(working__category=Category.CARE)
    return rows.filter(~Exists(told))


def unreleased(cycle: PlanningCycle, today: dt.date) -> QuerySet[Draft]:
    about = Draft.campaigns.through.objects.filter(campaign__in=plans_of(cycle).values("pk"))
    return Draft.objects.filter(state__in=OPEN_TEXTS, pk__in=about.values("draft"))


def back_orders(cycle: PlanningCycle, today: dt.date) -> QuerySet[Reservation]:
    return Reservation.objects.filter(
        state=ReservationState.ACTIVE, back_order__gt=0, campaign__in=plans_of(cycle).values("code")
    )


def not_started(cycle: PlanningCycle, today: dt.date) -> QuerySet[Campaign]:
    return plans_of(cycle).filter(state=CampaignState.APPROVED, in_force__starts_on__lt=today)


def unevaluated(cycle: PlanningCycle, today: dt.date) -> QuerySet[Campaign]:
    return plans_of(cycle).filter(state=CampaignState.ENDED)


def unreviewed(cycle: PlanningCycle, today: dt.date) -> QuerySet[Initiative]:
    done = InitiativeReview.objects.filter(cycle=cycle).values("initiative")
    return aims(cycle, today).exclude(pk__in=done)
