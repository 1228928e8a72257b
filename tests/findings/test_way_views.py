"""Whether a person may take a way out, and why not."""

from __future__ import annotations

import pytest

from findings.enums import WayOutKind
from findings.models import Finding
from findings.names import NameResolver
from findings.outlooks import Outlook
from findings.types import WayOut
from findings.way_views import recorded_way
from tests.factories.campaigns import make_clash

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "effect", "refused"),
    [
        ("only_channel", {}, "would-be-incomplete"),
        ("nobody_left", {"audience_after": 0}, "would-be-incomplete"),
        ("nobody_left", {"audience_after": 5}, None),  # a placement without anybody may be left
        ("new_blocking", {}, None),
    ],
)
def test_what_would_leave_a_plan_incomplete_is_not_offered(world, code, effect, refused):
    def leave(campaign, _other):
        return WayOut(
            kind=WayOutKind.LEAVE_CHANNEL,
            campaign=campaign.code,
            params={"channel": "sms"},
            effect=effect,
            solves=True,
            outlook=Outlook(blocking=0, warning=0, notice=0, is_better=True, hindrances=(code,)),
        )

    campaign, _other, made = make_clash(world, leave)
    finding = Finding.objects.prefetch_related("sides__campaign", "comments").get(pk=made.pk)
    names = NameResolver(world.planner, [])

    view = recorded_way(finding.ways_out[0], finding, campaign, world.planner, names)

    assert [reason.code for reason in view.reasons] == ([refused] if refused else [])
    assert view.is_applicable is not bool(refused)
    assert bool(view.warnings) is not bool(refused)  # said once


def test_what_the_state_of_the_plan_forbids_is_not_recommended(world):
    def leave(campaign, _other):
        return WayOut(
            kind=WayOutKind.LEAVE_CHANNEL, campaign=campaign.code, params={"channel": "sms"}
        )

    campaign, _other, made = make_clash(world, leave)
    finding = Finding.objects.prefetch_related("sides__campaign", "comments").get(pk=made.pk)
    way = finding.ways_out[0] | {"recommended": True}
    names = NameResolver(world.planner, [])
    best = []
    for state in ("coordinating", "live"):
        for side in finding.sides.all():
            side.campaign.state = state
        best.append(recorded_way(way, finding, campaign, world.planner, names).is_best)

    assert best == [True, False]
