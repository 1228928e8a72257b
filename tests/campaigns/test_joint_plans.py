"""Joint plans: invited, yes, signed by the other head, or left; two plans made one."""

from __future__ import annotations

import pytest

from campaigns.commands import (
    OwnPart,
    answer_invitation,
    change_own_part,
    change_state,
    leave_plan,
    sign_participation,
)
from campaigns.models import Campaign, Participation
from common.errors import Refused
from common.models import AuditEvent
from desk.inbox import items_for
from findings.commands import apply_way_out
from findings.enums import WayOutKind
from findings.types import WayOut
from organization.models import Notice
from tests.factories.campaigns import day, make_clash, make_coordinating, make_draft, run_check

pytestmark = pytest.mark.django_db
JOINT = [{"unit": "enterprise", "product": "music-pack", "cost_share": "0.40"}]


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def state_of(campaign):
    return fresh(campaign).working.participants.get().state


def codes(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [one.code for one in refusal.value.reasons]


def test_it_is_final_only_once_the_other_head_signed(world):
    plan = make_coordinating(world.planner, participants=JOINT)

    def finalise():
        return change_state(campaign_id=plan.pk, name="finalise", actor=world.planner)

    early = codes(finalise)
    too_early = codes(lambda: sign_participation(campaign_id=plan.pk, actor=world.rival_head))
    answer_invitation(campaign_id=plan.pk, accepts=True, actor=world.rival)
    accepted = codes(finalise)
    not_theirs = codes(lambda: sign_participation(campaign_id=plan.pk, actor=world.head))
    older = codes(
        lambda: sign_participation(campaign_id=plan.pk, actor=world.rival_head, revision=7)
    )
    sign_participation(campaign_id=plan.pk, actor=world.rival_head, revision=1)

    assert (early, accepted) == (["not-signed"], ["not-signed"])
    assert (too_early, not_theirs, older) == (["not-asked"], ["not-asked"], ["other-revision"])
    assert finalise().campaign.state == "finalised"
    trail = AuditEvent.objects.filter(object_code=plan.code, action="sign_participation").get()
    assert trail.actor == world.rival_head.username
    assert Notice.objects.filter(user=world.planner, case="signed").count() == 1


def test_the_next_revision_is_signed_anew(world):
    plan = make_coordinating(world.planner, participants=JOINT)
    answer_invitation(campaign_id=plan.pk, accepts=True, actor=world.rival)
    sign_participation(campaign_id=plan.pk, actor=world.rival_head)

    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)

    assert state_of(plan) == "accepted"
    assert codes(lambda: sign_participation(campaign_id=plan.pk, actor=world.rival_head)) == [
        "wrong-state"
    ]


def test_a_unit_leaves_before_the_plan_is_final(world):
    plan = make_coordinating(world.planner, participants=JOINT)
    answer_invitation(campaign_id=plan.pk, accepts=True, actor=world.rival)

    wordless = codes(lambda: leave_plan(campaign_id=plan.pk, actor=world.rival, reason=" "))
    leave_plan(campaign_id=plan.pk, actor=world.rival_head, reason="No budget.")
    done = change_state(campaign_id=plan.pk, name="finalise", actor=world.planner).campaign
    late = codes(lambda: leave_plan(campaign_id=plan.pk, actor=world.rival, reason="Late."))

    assert (wordless, state_of(plan), done.state, late) == (
        ["required"],
        "left",
        "finalised",
        ["not-asked"],
    )


def test_who_is_invited_writes_their_own_part_of_the_draft(world):
    plan = make_draft(world.planner, participants=JOINT)
    part = OwnPart(
        product="music-pack",
        targets=[{"indicator": "orders", "value": 900}],
        offers=[{"pay": 9, "get": 18, "get_value": 18}],
    )

    not_theirs = codes(lambda: change_own_part(campaign_id=plan.pk, part=part, actor=world.leader))
    change_own_part(campaign_id=plan.pk, part=part, actor=world.rival)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)
    late = codes(lambda: change_own_part(campaign_id=plan.pk, part=part, actor=world.rival))

    row = fresh(plan).working.participants.get()
    assert [one.value for one in row.targets.all()] == [900]
    assert [one.get for one in fresh(plan).working.offers.filter(product=row.product)] == [18]
    assert (not_theirs, late) == (["not-asked"], ["submitted"])
    assert world.rival in plan.writers.all()


def join(campaign, other):
    return WayOut(
        kind=WayOutKind.JOIN_CAMPAIGNS, campaign=campaign.code, params={"with": other.code}
    )


def test_two_plans_in_conflict_become_one(world):
    plan, other, finding = make_clash(world, join)

    apply_way_out(finding_id=finding.pk, way_out_id=finding.ways_out[0]["id"], actor=world.planner)
    row = Participation.objects.get(version=fresh(plan).working)
    assert (row.unit, row.instead_of, row.state) == (world.enterprise, other, "invited")
    assert Notice.objects.filter(user=world.rival, case="invited").exists()
    run_check(fresh(plan))
    answer_invitation(campaign_id=plan.pk, accepts=True, actor=world.rival)
    assert fresh(other).state == "coordinating"
    sign_participation(campaign_id=plan.pk, actor=world.rival_head)

    assert fresh(other).state == "withdrawn"
    trail = AuditEvent.objects.filter(object_code=other.code, action="merge").get()
    assert trail.reason == plan.code


def test_the_page_and_my_day_lead_through_it(world, client):
    plan = make_coordinating(world.planner, participants=JOINT)
    page = f"/campaigns/{plan.code}/joint/"
    client.force_login(world.rival)

    shown = client.get(page).content.decode()
    client.post(f"{page}do/join/")
    client.force_login(world.rival_head)
    asked = [one for one in items_for(world.rival_head, day(0)) if one.key.startswith("joint:")]
    client.post(f"{page}do/sign/", {"revision": "1"})

    assert f"{page}do/join/" in shown
    assert [one.campaign_code for one in asked] == [plan.code]
    assert state_of(plan) == "signed"
    client.force_login(world.planner)
    assert client.get(page).status_code == 200


def test_a_form_says_what_is_wrong_at_its_field(world, client):
    plan = make_draft(world.planner, participants=JOINT)
    page = f"/campaigns/{plan.code}/joint/"
    client.force_login(world.rival)
    said = {"enrolment": "opt_in", "get_kind": "balance", "pay": "9", "get": "18"}
    wrong = {f"music-pack-{name}": text for name, text in {**said, "indicator": "orders"}.items()}
    right = wrong | {"music-pack-value": "500"}

    refused = client.post(f"{page}music-pack/", wrong)
    saved = client.post(f"{page}music-pack/", right)

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert 'role="alert"' in refused.content.decode()
    assert fresh(plan).working.participants.get().targets.get().value == 500


def test_by_the_api(world, client_of):
    plan = make_draft(world.planner, participants=JOINT)
    address = f"/api/v1/campaigns/{plan.code}/joint/"
    rival, head = client_of(world.rival), client_of(world.rival_head)
    body = {"product": "music-pack", "targets": [{"indicator": "orders", "value": "70.00"}]}

    written = rival.put(address, body, content_type="application/json").json()
    bad = rival.put(address, {"product": "music-pack", "x": 1}, content_type="application/json")
    rival.post(f"{address}join/", {}, content_type="application/json")
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)
    signed = head.post(f"{address}sign/", {"revision": 1}, content_type="application/json").json()

    assert written["parties"][0]["targets"][0]["value"] == "70.00"
    assert (bad.status_code, signed["parties"][0]["state"]) == (400, "signed")
