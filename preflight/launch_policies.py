"""What launches weigh and how much of it a week carries; ``preflight.policies`` declares these
numbers with all others.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category
from organization.limits import Limits
from preflight.hotline_policies import HotlinePolicies
from preflight.measures import POINTS, SOME_POINTS, policy


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchPolicies(HotlinePolicies):
    """Points of launches by category, and the limits of a week. Source of the defaults: rules.md,
    launch-clustering.
    """

    launch_points_basic: int = policy(
        6,
        _("Launch points of basic services"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_mobile_service: int = policy(
        8,
        _("Launch points of mobile services"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_group: int = policy(
        10,
        _("Launch points of group services"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_data: int = policy(
        12,
        _("Launch points of data services"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_tariff: int = policy(
        14,
        _("Launch points of tariffs"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_device: int = policy(
        12,
        _("Launch points of devices"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_promotion: int = policy(
        16,
        _("Launch points of promotions"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_service: int = policy(
        4,
        _("Launch points of customer service"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_channel: int = policy(
        8,
        _("Launch points of channel actions"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_points_care: int = policy(
        2,
        _("Launch points of festival and key-customer care"),
        POINTS,
        limits=SOME_POINTS,
    )
    launch_branch_limit: int = policy(
        80,
        _("Launch points a branch can carry in a week"),
        POINTS,
        limits=Limits(most=100_000),
    )
    launch_company_limit: int = policy(
        100,
        _("Launch points the company can carry in a week"),
        POINTS,
        limits=Limits(most=100_000),
    )

    def launch_points(self, category: str) -> int:
        """What a launch of the category weighs."""
        points: int = getattr(self, f"launch_points_{category}")
        return points

    @property
    def most_launch_points(self) -> int:
        """What the heaviest launch weighs: of an intention the category is not known."""
        return max(self.launch_points(one) for one in Category)
