"""The numbers by which arrangements weigh; ``preflight.policies`` declares them with all others."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from organization.limits import Limits
from preflight.measures import DAYS, POINTS, policy
from preflight.past_policies import PastPolicies

A_WEIGHT = Limits(most=100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangingPolicies(PastPolicies):
    """What start dates for a whole cycle are weighed by: the fewest points are the best."""

    arranging_blocking: int = policy(
        1_000,
        _("Arranging a cycle: points of a finding that blocks"),
        POINTS,
        limits=A_WEIGHT,
    )
    arranging_warning: int = policy(
        20,
        _("Arranging a cycle: points of a warning"),
        POINTS,
        limits=A_WEIGHT,
    )
    arranging_persons: int = policy(
        100,
        _("Arranging a cycle: points of a thousand persons contacted too often"),
        POINTS,
        limits=A_WEIGHT,
    )
    arranging_load: int = policy(
        10,
        _(
            "Arranging a cycle: points of one launch point over a week's limit, or of one per cent"
            " over a channel's capacity"
        ),
        POINTS,
        limits=A_WEIGHT,
    )
    arranging_day: int = policy(
        1,
        _("Arranging a cycle: points of a day by which a plan is moved; its rank adds to it"),
        POINTS,
        limits=A_WEIGHT,
    )
    arranging_wave_days: int = policy(
        3,
        _("Arranging a cycle: days by which a wave may be moved, where waves may"),
        DAYS,
        limits=Limits(most=30),
    )
