"""The numbers by which a plan is graded and ranked; ``preflight.policies`` declares them with all
others.
"""

# ruff: noqa: RUF009 - policy() makes a dataclass field, as field() does
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from preflight.measures import PERSONS, POINTS, SOME_PERSONS, SOME_POINTS, policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighingPolicies:
    """Risk grade and ranks. Source of the defaults: rules.md, Risk grade and Ranks."""

    risk_readiness: tuple[str, ...] = policy(
        ("90", "80", "70", "60"),
        _("Readiness scores for likelihood 1, 2, 3 and 4"),
        POINTS,
        Role.SERVICE_MANAGER,
        limits=Limits(most=100, length=4, order="falling"),
    )
    risk_history: tuple[str, ...] = policy(
        ("1", "2"),
        _("Complaints, as multiples of the median, for likelihood 1 and 3"),
        "",
        Role.SERVICE_MANAGER,
        limits=Limits(most=1_000, length=2, order="rising"),
    )
    risk_persons: tuple[str, ...] = policy(
        ("1000", "10000", "100000", "1000000"),
        _("Persons below which the impact is 1, 2, 3 and 4"),
        PERSONS,
        Role.SERVICE_MANAGER,
        limits=Limits(most=1_000_000_000, is_whole=True, length=4, order="rising"),
    )
    risk_grades: tuple[str, ...] = policy(
        ("4", "9", "15"),
        _("Largest likelihood × impact of the grades A, B and C"),
        POINTS,
        Role.SERVICE_MANAGER,
        limits=Limits(most=25, is_whole=True, length=3, order="rising"),
    )
    rank_province_points: int = policy(
        100,
        _("Rank points of a province plan"),
        POINTS,
        limits=SOME_POINTS,
    )
    rank_value_points: int = policy(
        30,
        _("Most rank points for target value per person"),
        POINTS,
        limits=SOME_POINTS,
    )
    rank_value_full: Decimal = policy(
        Decimal("10.00"),
        _("Target value per person that earns all its rank points"),
        _("yuan"),
        limits=Limits(most=1_000_000),
    )
    rank_reach_points: int = policy(
        20,
        _("Most rank points for reach"),
        POINTS,
        limits=SOME_POINTS,
    )
    rank_reach_full: int = policy(
        100_000,
        _("Persons reached that earn all the rank points of reach"),
        PERSONS,
        limits=SOME_PERSONS,
    )
    rank_readiness_points: int = policy(
        20,
        _("Most rank points for readiness"),
        POINTS,
        limits=SOME_POINTS,
    )
