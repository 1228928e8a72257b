"""Amendments: a plan in force runs on as it is until what changes it is approved."""

from __future__ import annotations

import pytest

from campaigns.commands import change_plan, change_state, delete_draft
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Receipt
from campaigns.plan_view.steps import launch_of
from campaigns.review_status import invalidate_review_status
from campaigns.workflow import AMENDMENT
from common.errors import Refused
from common.models import AuditEvent, Job
from organization.enums import Role
from organization.models import Notice
from resources.models import Reservation
from tests.factories.campaigns import (
    day,
    make_approved,
    make_draft,
    make_live,
    make_resource,
    make_stock,
    read_plan,
    run_check,
)
from tests.factories.organization import make_user
from tests.laws import AMENDMENT as LAW
from tests.laws import sources_of

pytestmark = pytest.mark.django_db


def amended(plan, actor, **changes):
    """An open amendment of a plan, with these words changed."""
    draft = change_state(campaign_id=plan.pk, name="amend", actor=actor).copy
    if changes:
        words = read_plan(actor, **changes)
        change_plan(campaign_id=draft.pk, plan={name: words[name] for name in changes}, actor=actor)
    return Campaign.objects.get(pk=draft.pk)


def step(campaign, name, actor, **more):
    return change_state(campaign_id=campaign.pk, name=name, actor=actor, **more)


def finalised(world, plan, **changes):
    draft = amended(plan, world.planner, **changes)
    run_check(step(draft, "submit", world.planner).campaign)
    return step(draft, "finalise", world.planner).campaign


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def last_day(plan):
    return fresh(plan).in_force.ends_on


def test_every_pair_of_state_and_step(world):
    plan = make_approved(world.planner, world.head)
    draft = amended(plan, world.planner)
    found = set()
    for state in AMENDMENT.states:
        draft.state = state
        invalidate_review_status(draft)
        found |= {
            (state, name)
            for name in AMENDMENT.rows
            if "wrong-state" not in {one.code for one in AMENDMENT.why_not(name, draft, None)}
        }

    states = [str(state) for state in AMENDMENT.states]
    assert found == {
        (state, name) for name, law in LAW.items() for state in sources_of(law, states)
    }


@pytest.mark.parametrize("name", sorted(name for name, law in LAW.items() if law.who))
def test_whose_step_it_is(world, name):
    draft = amended(make_approved(world.planner, world.head), world.planner)
    people = {role: make_user(role, world.consumer) for role in Role}

    may = {
        role.value for role, one in people.items() if AMENDMENT.rows[name].who(one, draft) is None
    }

    assert may == set(LAW[name].who.split())


def test_what_was_approved_runs_until_the_amendment_is(world):
    plan = make_live(world.planner, world.head)
    before, longer = last_day(plan), day(35)

    amendment = finalised(world, plan, ends_on=longer.isoformat())

    assert (amendment.code, last_day(plan)) == (f"{plan.code}-A1", before)
    step(amendment, "approve", world.head, revision=fresh(amendment).revision)
    now = fresh(plan)
    assert (now.state, now.working_id, now.in_force.ends_on) == ("live", now.in_force_id, longer)
    assert now.in_force.audience_set_id == fresh(amendment).working.audience_set_id
    assert [row.decided_by for row in now.in_force.approvals.all()] == [world.head]
    assert fresh(amendment).state == CampaignState.IN_FORCE
    trail = AuditEvent.objects.filter(object_code=plan.code, action="amended").get()
    assert (trail.details["amendment"], trail.to_state) == (amendment.code, "live")
    assert Job.objects.filter(key=plan.code, kind="preflight.recheck").exists()
    assert Notice.objects.filter(user=world.viewer, url__contains=plan.code).exists()


def test_what_is_approved_is_what_was_shown(world):
    amendment = finalised(world, make_live(world.planner, world.head))

    with pytest.raises(Refused) as refusal:
        step(amendment, "approve", world.head, revision=amendment.revision + 1)

    assert refusal.value.reasons[0].code == "other-revision"


def test_one_open_amendment_of_a_plan(world):
    plan = make_approved(world.planner, world.head)
    first = amended(plan, world.planner)

    with pytest.raises(Refused) as refusal:
        amended(plan, world.planner)
    step(first, "withdraw", world.planner)

    assert refusal.value.reasons[0].code == "amendment-open"
    assert amended(plan, world.planner).code == f"{plan.code}-A2"
    assert last_day(plan) == plan.in_force.ends_on


def test_a_draft_of_an_amendment_is_deleted(world):
    plan = make_approved(world.planner, world.head)
    delete_draft(campaign_id=amended(plan, world.planner).pk, actor=world.planner)

    assert list(Campaign.objects.filter(amends=plan)) == []


@pytest.mark.parametrize(
    ("changes", "code", "attr"),
    [
        ({"starts_on": day(3).isoformat()}, "begun", "starts_on"),
        ({"ends_on": day(-1).isoformat(), "starts_on": day(-9).isoformat()}, "too-late", "ends_on"),
        (
            {"placements": [{"channel": "own-hall", "product": "recharge"}]},
            "past-waves",
            "placements",
        ),
    ],
)
def test_what_has_happened_stays(world, changes, code, attr):
    waves = [{"on": day(0).isoformat()}]
    sms = {"channel": "sms", "product": "recharge", "waves": waves}
    plan = make_live(world.planner, world.head, placements=[sms])
    plan.in_force.starts_on = day(-9)
    plan.in_force.save()
    draft = amended(plan, world.planner)
    words = {"starts_on": day(-9).isoformat(), "ends_on": day(30).isoformat(), **changes}
    read = read_plan(world.planner, **words)
    change_plan(
        campaign_id=draft.pk, plan={name: read[name] for name in words}, actor=world.planner
    )

    with pytest.raises(Refused) as refusal:
        step(draft, "submit", world.planner)

    assert (code, attr) in {(one.code, one.attr) for one in refusal.value.reasons}


def test_an_amendment_falls_with_its_plan(world):
    plan = make_live(world.planner, world.head)
    amendment = finalised(world, plan)

    step(plan, "end", world.head, reason="Sold out.")

    assert fresh(amendment).state == "withdrawn"
    assert AuditEvent.objects.filter(object_code=amendment.code, action="overtaken").count() == 1


def test_goods_beyond_what_was_given_are_held_and_freed(world):
    leaflet = make_resource()
    make_stock(leaflet, world.branch, 900)

    def asked(pieces):
        return [
            {
                "resource": leaflet.code,
                "unit": world.branch.code,
                "quantity": pieces,
                "needed_by": day(1).isoformat(),
            }
        ]

    plan = make_live(world.planner, world.head, resource_requests=asked(500))
    amendment = finalised(world, plan, resource_requests=asked(700))
    step(amendment, "approve", world.head)

    given = {
        row.campaign: (row.quantity, row.state)
        for row in Reservation.objects.exclude(state="freed")
    }
    assert given == {plan.code: (500, "used"), amendment.code: (200, "used")}


def in_force(world, plan, **changes):
    amendment = finalised(world, plan, **changes)
    step(amendment, "approve", world.head)
    return fresh(plan)


def test_its_branches_say_that_they_have_read_it(world, client):
    plan = in_force(world, make_live(world.planner, world.head), ends_on=day(33).isoformat())
    client.force_login(world.viewer)
    page = f"/campaigns/{plan.code}/"

    shown = client.get("/schedule/").content.decode()
    asked = client.get(page).content.decode()
    client.post(f"{page}read/", {"branch": world.branch.code})
    client.post(f"{page}read/", {"branch": world.branch.code})

    assert page in shown
    assert f"{page}read/" in asked
    assert [one.read_by for one in Receipt.objects.all()] == [world.viewer]
    assert AuditEvent.objects.filter(action="acknowledge").count() == 1
    assert f"{page}read/" not in client.get(page).content.decode()


def test_receipts_are_read_and_given_by_programs(world, client_of):
    plan = make_live(world.planner, world.head)
    address = f"/api/v1/campaigns/{plan.code}/receipts/"
    viewer, planner = client_of(world.viewer), client_of(world.planner)
    body = {"branch": world.branch.code}

    early = viewer.post(address, body, content_type="application/json")
    in_force(world, plan)
    elsewhere = viewer.post(address, {"branch": "branch-west"}, content_type="application/json")
    not_theirs = planner.post(address, body, content_type="application/json")
    unknown = viewer.post(address, {"branch": "consumer"}, content_type="application/json")
    given = viewer.post(address, body, content_type="application/json").json()

    codes = [one.status_code for one in (early, elsewhere, not_theirs, unknown)]
    assert codes == [409, 403, 403, 400]
    assert {row["branch"]: row["read_by"] for row in given["branches"]} == {
        "branch-east": world.viewer.username,
        "branch-west": None,
    }


def test_an_amendment_by_the_api(world, client_of):
    plan = make_live(world.planner, world.head)
    client = client_of(world.planner)

    made = client.post(f"/api/v1/campaigns/{plan.code}/amend/", content_type="application/json")
    again = client.post(f"/api/v1/campaigns/{plan.code}/amend/", content_type="application/json")
    listed = client.get(f"/api/v1/campaigns/?amends={plan.code}").json()["results"]

    assert (made.status_code, made.json()["amends"]) == (201, plan.code)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "amendment-open")
    assert [row["code"] for row in listed] == [f"{plan.code}-A1"]


def test_pages_lead_from_a_plan_to_its_amendment_and_back(world, client):
    plan = make_live(world.planner, world.head)
    draft = amended(plan, world.planner, ends_on=day(35).isoformat())
    client.force_login(world.planner)

    there = client.get(f"/campaigns/{plan.code}/").content.decode()
    back = client.get(f"/campaigns/{draft.code}/").content.decode()
    editor = client.get(f"/campaigns/{draft.code}/edit/")
    client.force_login(world.rival)
    rival = client.get(f"/campaigns/{plan.code}/").content.decode()

    assert f'href="/campaigns/{draft.code}/"' in there
    assert f'href="/campaigns/{plan.code}/"' in back
    assert draft.code not in rival
    assert editor.status_code == 200


def test_an_amendment_asks_nobody_of_its_own(world):
    amendment = finalised(world, make_live(world.planner, world.head))

    assert list(amendment.commitments.all()) == []
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(("starts", "waits"), [(-1, False), (0, False), (1, True)])
def test_no_launch_waits_for_the_amendment_of_a_plan_that_has_begun(world, starts, waits):
    plan = make_live(world.planner, world.head)
    draft = amended(plan, world.planner)
    draft.working.starts_on = day(starts)

    assert launch_of(draft) == (day(starts) if waits else None)
    assert launch_of(make_draft(world.planner, starts_on=day(10).isoformat())) == day(10)
