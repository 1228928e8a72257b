"""The table against literal sets: which step from which state, and whose step it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaigns.commands import change_state
from campaigns.guards import missing_for_submission
from campaigns.models import Campaign, PlanVersion
from campaigns.review_status import ReviewStatus, invalidate_review_status
from campaigns.workflow import PLAN
from common.errors import Refused
from common.models import AuditEvent, Change, Job
from customers.models import Segment
from organization.enums import Role
from organization.models import Notice
from tests.factories.campaigns import day, make_checking, make_draft, make_finalised
from tests.factories.organization import make_user
from tests.laws import PLAN as LAW
from tests.laws import sources_of

pytestmark = pytest.mark.django_db

STATES = [str(state) for state in PLAN.states]
LEGAL = {(state, name) for name, law in LAW.items() for state in sources_of(law, STATES)}
# One person of each role with a consumer plan.
ALLOWED = {name: set(law.who.split()) for name, law in LAW.items() if law.who}


def put(campaign: Campaign, state: str) -> Campaign:
    """The plan as if it stood in that state, with a version in force where the state needs one."""
    version = PlanVersion.objects.get(campaign=campaign)
    needs = state in {"approved", "live", "suspended", "ended", "evaluated"}
    Campaign.objects.filter(pk=campaign.pk).update(state=state, in_force=version if needs else None)
    campaign.refresh_from_db()
    invalidate_review_status(campaign)
    return campaign


def test_every_pair_of_state_and_step(world):
    campaign = make_draft(world.planner)

    found = set()
    for state in STATES:
        put(campaign, state)
        for name in PLAN.rows:
            if "wrong-state" not in {reason.code for reason in PLAN.why_not(name, campaign, None)}:
                found.add((state, name))

    assert found == LEGAL


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_whose_step_it_is(world, name):
    campaign = make_draft(world.planner)
    people = {role: make_user(role, world.consumer) for role in Role}

    may = {
        role.value for role, user in people.items() if PLAN.rows[name].who(user, campaign) is None
    }

    assert may == ALLOWED[name]


def test_withdrawing_an_approved_plan_is_the_heads(world):
    campaign = put(make_draft(world.planner), "approved")

    assert PLAN.rows["withdraw"].who(world.planner, campaign) is not None
    assert PLAN.rows["withdraw"].who(world.head, campaign) is None


def test_a_retired_segment_is_refused_at_its_line(world):
    campaign = make_draft(
        world.planner,
        audience={"include": [{"list": ["N0001"]}, {"segment": "everybody"}], "exclude": []},
    )
    Segment.objects.filter(code="everybody").update(is_active=False)

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="submit", actor=world.planner)

    assert [(one.code, one.attr) for one in refusal.value.reasons] == [
        ("retired-segment", "audience.include.1.segment")
    ]
    assert Campaign.objects.get(pk=campaign.pk).state == "draft"


WHOLE = ReviewStatus(offers=1, placements=1, audience_sources=1)


@pytest.mark.parametrize(
    ("days", "category", "lacks", "said"),
    [
        pytest.param(0, "promotion", {}, [], id="whole, and it begins today"),
        pytest.param(-1, "promotion", {}, [("past-start", "starts_on")], id="it began"),
        pytest.param(0, "promotion", {"offers": 0}, [("missing", "offers")], id="no offer"),
        pytest.param(
            0, "promotion", {"void_offers": [1]}, [("missing", "offers.1.get")], id="a void offer"
        ),
        pytest.param(
            0, "promotion", {"audience_sources": 0}, [("missing", "audience")], id="nobody"
        ),
        pytest.param(
            0, "promotion", {"placements": 0}, [("missing", "placements")], id="no channel"
        ),
        pytest.param(
            0,
            "promotion",
            {"silent_pushes": [2]},
            [("missing", "placements.2.waves")],
            id="a push channel without a wave",
        ),
        pytest.param(
            0,
            "care",
            {"offers": 0, "placements": 0, "audience_sources": 0},
            [("missing", "audience")],
            id="care has neither offers nor channels",
        ),
    ],
)
def test_what_a_submission_lacks_is_said_at_its_field(days, category, lacks, said):
    version = PlanVersion(starts_on=day(days), category=category)

    found = missing_for_submission(version, replace(WHOLE, **lacks))

    assert [(one.code, one.attr) for one in found] == said


def test_an_intention_is_made_known_once(world):
    campaign = make_draft(world.planner)

    change_state(campaign_id=campaign.pk, name="announce", actor=world.planner)
    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="announce", actor=world.planner)

    assert refusal.value.reasons[0].code == "already-announced"
    assert Campaign.objects.get(pk=campaign.pk).is_announced


def test_permission_comes_before_state(world):
    campaign = make_draft(world.planner)

    assert [reason.status for reason in PLAN.why_not("approve", campaign, world.rival)] == [403]
    assert [reason.status for reason in PLAN.why_not("approve", campaign, world.head)] == [409]


# All but what a planner may do with their draft.
REFUSED = [
    (name, who)
    for name in sorted(PLAN.rows)
    for who in ("rival", "viewer", "planner", "head")
    if (name, who) not in {("withdraw", "planner"), ("copy", "planner")}
]


@pytest.mark.parametrize(("name", "who"), REFUSED)
def test_refused_step_changes_nothing(world, name, who):
    campaign = (
        make_checking(world.planner)
        if name in {"submit", "announce"}
        else make_draft(world.planner)
    )
    before = (Campaign.objects.values().get(pk=campaign.pk), counts())

    with pytest.raises(Refused) as refusal:
        change_state(
            campaign_id=campaign.pk, name=name, actor=getattr(world, who), reason="Because."
        )

    assert refusal.value.status in {403, 404, 409}
    assert (Campaign.objects.values().get(pk=campaign.pk), counts()) == before


def counts():
    return [model.objects.count() for model in (AuditEvent, Change, Job, Notice, PlanVersion)]


@pytest.mark.parametrize("name", ["return_to_plan", "reject"])
def test_step_asks_for_a_reason(world, name):
    campaign = make_finalised(world.planner)

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name=name, actor=world.head, reason="  ")

    assert (refusal.value.status, refusal.value.reasons[0].attr) == (400, "reason")
    assert Campaign.objects.get(pk=campaign.pk).state == "finalised"


def test_every_step_leaves_one_audit_row(world):
    campaign = make_finalised(world.planner)

    trail = AuditEvent.objects.filter(object_code=campaign.code).order_by("id")
    assert [(row.action, row.from_state, row.to_state, row.actor) for row in trail] == [
        ("create", "", "draft", "planner.consumer"),
        ("submit", "draft", "checking", "planner.consumer"),
        ("check_done", "checking", "coordinating", ""),
        ("finalise", "coordinating", "finalised", "planner.consumer"),
    ]


def test_buttons_say_why_not(world):
    campaign = make_draft(world.planner)

    offered = {step.name: step for step in PLAN.offered(campaign, world.planner)}

    assert offered["submit"].is_allowed
    assert not offered["finalise"].is_allowed
    assert [reason.code for reason in offered["finalise"].reasons] == ["wrong-state"]
