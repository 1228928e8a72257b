"""What leadership has decided for days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from campaigns.policies import CONTROL_PERCENT
from demo.scenario import Scenario
from organization.models import Policy, User

HELD_OUT = "2"


def load_policies(scenario: Scenario, users: Mapping[str, User]) -> None:
    """A control group from the year after the next National Day on: no plan of the demo reaches so
    far.
    """
    Policy.objects.create(
        key=CONTROL_PERCENT,
        value=HELD_OUT,
        valid_from=dt.date(scenario.national_day.year + 1, 1, 1),
        changed_by=users["leader"],
        changed_at=scenario.at(scenario.day(-3), 9),
        reason="从明年起留出对照组，衡量营销的净效果。",
    )
