"""What was promised and given for one plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from resources.enums import BenefitState
from resources.models import Benefit


@dataclass(frozen=True, slots=True)
class Given:
    """How many benefits a plan promised and gave, and what both are worth in yuan; those whose
    value nobody said count nothing.
    """

    reserved: int
    given: int
    value: Decimal


def given_for(code: str) -> Given:
    """The benefits that stand under a plan's code."""
    states = (BenefitState.RESERVED, BenefitState.GIVEN)
    found = Benefit.objects.filter(campaign=code, state__in=states).aggregate(
        reserved=Count("pk", filter=Q(state=BenefitState.RESERVED)),
        given=Count("pk", filter=Q(state=BenefitState.GIVEN)),
        value=Sum("value"),
    )
    return Given(found["reserved"], found["given"], found["value"] or Decimal(0))
