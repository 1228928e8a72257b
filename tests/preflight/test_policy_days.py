"""A policy that changes on a day judges what lies on that day or later, and nothing before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from channels.enums import Fit
from preflight.context import HoldingRow, LoadingFit, PastResult, TargetFacts
from preflight.policies import Policies
from preflight.rule import Rule
from preflight.rules.audience_overlap import AudienceOverlap
from preflight.rules.bundle_fit import BundleFit
from preflight.rules.channel_capacity import ChannelCapacity
from preflight.rules.channel_fit import ChannelFit
from preflight.rules.complaint_history import ComplaintHistory
from preflight.rules.contact_pressure import ContactPressure
from preflight.rules.exclusive_products import ExclusiveProducts
from preflight.rules.launch_clustering import LaunchClustering
from preflight.rules.offer_clash import OfferClash
from preflight.rules.quiet_hours import QuietHours
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    day,
    offer,
    other,
    people,
    placement,
    plan,
    wave,
)

DAY = day("2026-10-05")  # a Monday
ONE = dt.timedelta(days=1)
EVENING = {"starts_at": dt.time(18), "ends_at": dt.time(19)}


def sending(**more: object) -> PlanSnapshot:
    """A plan that starts, and sends an SMS, on the day."""
    return plan(
        **{
            "starts_on": DAY.isoformat(),
            "audience": people(100),
            "offers": (offer(exclusive_groups=frozenset({"plan"})),),
            "placements": (placement("sms", wave(DAY.isoformat(), people(100), **EVENING)),),
            "participants": (ParticipantSnapshot(unit="product", product="music"),),
            **more,
        }
    )


NEAR = other(
    starts_on="2026-09-01",
    ends_on="2026-09-10",
    audience=people(100),
    offers=(offer("100", "30"),),
)
OVERLAPPING = other(
    starts_on="2026-09-01", ends_on="2026-12-31", audience=people(90), state="approved"
)
HELD = HoldingRow(exclusive_group="plan", product="old", ends_on=DAY + 30 * ONE, persons=people(5))
DISCOURAGED = LoadingFit(product="recharge", group="few", channel="sms", fit=Fit.DISCOURAGED)
# Like this one with twice the usual complaints, and three of the category that are not.
HISTORY = tuple(
    PastResult(
        code=f"C2025-000{n}",
        category="promotion",
        ended_on=dt.date(2026, 8, 1),
        reached=10_000,
        complaints=10 if n else 20,
        family="music" if n else "top-up",
    )
    for n in range(4)
)
BUSY = replace(
    OVERLAPPING,
    placements=(placement("sms", wave(DAY.isoformat(), people(10))),),
)


@pytest.mark.parametrize(
    ("rule", "around", "strict"),
    [
        pytest.param(
            OfferClash(), {"plans": [NEAR]}, {"clash_near_days": 30}, id="days apart of two offers"
        ),
        pytest.param(
            AudienceOverlap(), {"plans": [OVERLAPPING]}, {"overlap_persons": 50}, id="overlap"
        ),
        pytest.param(ContactPressure(), {}, {"pressure_sms_limit": 0}, id="limit of SMS"),
        pytest.param(
            ExclusiveProducts(), {"holdings": (HELD,)}, {"renewal_lead_days": 20}, id="lead"
        ),
        pytest.param(
            ChannelFit(),
            {"fits": (DISCOURAGED,), "groups": {"few": people(3)}},
            {"fit_discouraged_share": Decimal("0.01")},
            id="share of a channel fit",
        ),
        pytest.param(
            ChannelCapacity(),
            {
                "plans": [BUSY],
                "channels": {**CHANNELS, "sms": replace(CHANNELS["sms"], capacity_per_week=1000)},
            },
            {
                "capacity_scarce_share": Decimal("0.1"),
                "capacity_department_share": Decimal("0.05"),
            },
            id="share of a scarce week",
        ),
        pytest.param(LaunchClustering(), {}, {"launch_branch_limit": 5}, id="points of a launch"),
        pytest.param(
            LaunchClustering(), {}, {"launch_points_promotion": 90}, id="weight of a launch"
        ),
        pytest.param(
            BundleFit(),
            {"targets": {"music": TargetFacts(segment="fans", parties=people(50))}}
            | {"has_targets": True},
            {"bundle_share": Decimal("0.6")},
            id="part of an audience for whom a joint product is meant",
        ),
        pytest.param(QuietHours(), {}, {"contact_until_hour": 17}, id="hours of a wave"),
        pytest.param(
            ComplaintHistory(),
            {"results": HISTORY},
            {"history_factor": Decimal("1.5")},
            id="times the usual complaints",
        ),
        pytest.param(
            ComplaintHistory(),
            {
                "results": (
                    *HISTORY,
                    replace(HISTORY[0], code="C2025-0009", complaints=900, reached=900),
                )
            },
            {"history_reached": 900},
            id="reached by plans that count",
        ),
    ],
)
def test_the_value_of_the_judged_day_decides(rule: Rule, around, strict):
    others = around.pop("plans", []) if "plans" in (around := dict(around)) else []
    changed = Policies(**strict)

    def cases(since: dt.date) -> list[str]:
        later = ((since, changed),)
        return cases_of(rule, sending(), context(*others, later_policies=later, **around))

    assert cases(DAY + ONE) == []
    assert len(cases(DAY)) == 1
