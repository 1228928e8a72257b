"""Signatures: whose they are, that they are another person's, and what the last one does."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.commands import change_state
from campaigns.models import Approval, Campaign
from campaigns.workflow import approval
from common.errors import Refused
from common.models import AuditEvent
from findings.commands import accept_finding
from findings.enums import Severity
from findings.models import Finding
from organization.enums import Role
from organization.models import Delegation, Membership, Notice
from resources.commands import receive
from resources.models import Reservation, Stock
from tests.factories.campaigns import (
    day,
    found,
    make_approved,
    make_coordinating,
    make_finalised,
    make_resource,
    make_stock,
)
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def approve(campaign, actor, **options):
    changed = change_state(campaign_id=campaign.pk, name="approve", actor=actor, **options)
    campaign.refresh_from_db()
    return changed


@pytest.mark.parametrize(
    ("grade", "budget", "roles"),
    [
        ("A", "100.00", ["head"]),
        ("B", None, ["head"]),
        ("C", None, ["head", "service_manager"]),
        ("D", None, ["head", "leadership"]),
        ("A", "1000000.00", ["head"]),
        ("A", "1000000.01", ["head", "leadership"]),
        ("C", "2000000.00", ["head", "service_manager", "leadership"]),
    ],
)
def test_required_signatures(world, grade, budget, roles):
    campaign = make_finalised(world.planner, grade=grade, budget=budget)

    assert (
        list(Approval.objects.filter(version=campaign.working).values_list("role", flat=True))
        == roles
    )


def test_who_is_asked_to_sign(world):
    """The heads; leadership only where no head is free, and for nobody else who is missing."""
    alone = make_unit("marketing")
    planner = make_user(Role.PLANNER, alone)
    Membership.objects.filter(role=Role.SERVICE_MANAGER).delete()

    for written_by, asked in ((world.planner, world.head), (planner, world.leader)):
        Notice.objects.all().delete()
        unit = "consumer" if written_by == world.planner else "marketing"
        make_finalised(written_by, grade="C", owner_unit=unit)
        told = Notice.objects.filter(case="to_approve").values_list("user__username", flat=True)
        assert list(told) == [asked.username]


def test_plan_waits_for_the_last_signature(world):
    campaign = make_finalised(world.planner, grade="C")

    approve(campaign, world.head)
    assert campaign.state == "finalised"
    assert campaign.in_force is None
    approve(campaign, world.service)

    assert campaign.state == "approved"
    assert campaign.in_force == campaign.working
    assert Notice.objects.filter(user=world.planner, case="approved").count() == 1


def test_signing_twice_is_refused(world):
    campaign = make_finalised(world.planner, grade="C")
    approve(campaign, world.head)

    with pytest.raises(Refused) as refusal:
        approve(campaign, world.head)

    assert (refusal.value.status, refusal.value.reasons[0].code) == (409, "already-signed")


def test_nobody_approves_his_own_plan(world):
    both = make_user(Role.PLANNER, world.consumer)
    Membership.objects.create(user=both, unit=world.consumer, role=Role.HEAD)
    campaign = make_finalised(both)

    with pytest.raises(Refused) as refusal:
        approve(campaign, both)
    assert (refusal.value.status, refusal.value.reasons[0].code) == (403, "own-plan")

    written_by_another = make_coordinating(world.planner)
    change_state(campaign_id=written_by_another.pk, name="finalise", actor=both)
    with pytest.raises(Refused) as refusal:
        approve(written_by_another, both)
    assert refusal.value.reasons[0].code == "own-plan"


def test_leadership_signs_where_no_head_is_free(world):
    unit = make_unit("marketing")
    lonely = make_user(Role.PLANNER, unit)
    Membership.objects.create(user=lonely, unit=unit, role=Role.HEAD)
    campaign = make_finalised(lonely, owner_unit="marketing")

    approve(campaign, world.leader)

    assert campaign.state == "approved"


def test_leadership_does_not_sign_for_a_free_head(world):
    campaign = make_finalised(world.planner)

    with pytest.raises(Refused) as refusal:
        approve(campaign, world.leader)

    assert refusal.value.reasons[0].code == "already-signed"


def test_deputy_signs_for_the_head_of_another_unit(world):
    today = day(0)
    for person in (world.rival_head, make_user(Role.PLANNER, world.consumer, username="insider")):
        Delegation.objects.create(
            principal=world.head,
            deputy=person,
            starts_on=today,
            ends_on=today + dt.timedelta(days=3),
        )
    campaign = make_finalised(world.planner)

    from organization.models import User

    with pytest.raises(Refused) as refusal:
        approve(campaign, User.objects.get(username="insider"))
    assert refusal.value.status == 403

    approve(campaign, world.rival_head)
    assert campaign.state == "approved"
    assert AuditEvent.objects.get(action="approve").acting_for == "head.consumer"


def test_deputy_after_his_time_is_nobody(world):
    past = day(-2)
    Delegation.objects.create(
        principal=world.head, deputy=world.rival_head, starts_on=past, ends_on=past
    )
    campaign = make_finalised(world.planner)

    with pytest.raises(Refused) as refusal:
        approve(campaign, world.rival_head)

    assert refusal.value.status == 403


def test_other_revision_than_the_one_read(world):
    campaign = make_finalised(world.planner)

    with pytest.raises(Refused) as refusal:
        approve(campaign, world.head, revision=2)

    assert (refusal.value.status, refusal.value.reasons[0].code) == (409, "other-revision")


def test_open_blocking_finding_stops_finalising(world):
    campaign = make_coordinating(world.planner)
    other = make_coordinating(world.rival, owner_unit="enterprise")
    blocked = make_coordinating(world.planner, found("C0000-0000", campaign, other))

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="finalise", actor=world.planner)
    assert refusal.value.reasons[0].code == "blocking-open"

    finding = Finding.objects.get()
    for head in (world.head, world.rival_head):
        accept_finding(finding_id=finding.pk, actor=head, reason="Agreed.")
    change_state(campaign_id=campaign.pk, name="finalise", actor=world.planner)
    assert fresh(campaign).state == "finalised"
    assert fresh(blocked).state == "coordinating"


def test_conflict_at_approval_falls_back_and_names_the_winner(world, client_of, compare_with):
    winner = make_approved(
        world.rival, world.rival_head, owner_unit="enterprise", name="集团充值送"
    )
    campaign = make_finalised(world.planner)
    asked = []

    def stands_against(plan):
        asked.append(plan.code)
        return [found(plan, winner)]

    compare_with(stands_against)

    response = client_of(world.head).post(
        f"/api/v1/campaigns/{campaign.code}/approve/", {}, headers={"Idempotency-Key": "k1"}
    )

    assert response.status_code == 409
    error = response.json()["errors"][0]
    assert error["code"] == "conflict-found"
    assert winner.code in error["detail"]
    assert fresh(campaign).state == "coordinating"
    assert fresh(campaign).in_force is None
    assert asked == [campaign.code]
    assert Finding.objects.get().state == "open"
    assert not Approval.objects.filter(version=campaign.working).exists()
    assert AuditEvent.objects.filter(action="conflict_found", to_state="coordinating").count() == 1
    assert Notice.objects.filter(user=world.planner, case="conflict").count() == 1
    again = client_of(world.head).post(
        f"/api/v1/campaigns/{campaign.code}/approve/", {}, headers={"Idempotency-Key": "k1"}
    )
    assert (again.status_code, again.json()) == (409, response.json())


def test_winner_that_one_may_not_see_stays_unnamed(world, client_of, compare_with, monkeypatch):
    hidden = make_approved(world.rival, world.rival_head, owner_unit="enterprise")
    monkeypatch.setattr(approval, "may_see", lambda person, plan: plan != hidden)
    campaign = make_finalised(world.planner)
    compare_with(lambda plan: [found(plan, hidden)])

    detail = (
        client_of(world.head)
        .post(f"/api/v1/campaigns/{campaign.code}/approve/", {})
        .json()["errors"][0]["detail"]
    )

    assert hidden.code not in detail
    assert hidden.name not in detail


def test_warning_at_approval_does_not_stop_it(world, compare_with):
    campaign = make_finalised(world.planner)
    compare_with(lambda plan: [found(plan, severity=Severity.WARNING)])

    approve(campaign, world.head)

    assert campaign.state == "approved"


@pytest.mark.parametrize(
    ("name", "state", "decision"),
    [("return_to_plan", "draft", "returned"), ("reject", "rejected", "rejected")],
)
def test_sending_back_and_rejecting(world, name, state, decision):
    resource = make_resource()
    make_stock(resource, world.branch, 10)
    request = {
        "resource": resource.code,
        "unit": "branch-east",
        "quantity": 5,
        "needed_by": day(5).isoformat(),
    }
    campaign = make_finalised(world.planner, resource_requests=[request])
    before = campaign.working_id

    change_state(campaign_id=campaign.pk, name=name, actor=world.head, reason="Too dear.")

    campaign = fresh(campaign)
    assert campaign.state == state
    assert Approval.objects.get(version=before).decision == decision
    assert not Reservation.objects.filter(state="active").exists()
    assert campaign.finalised_by is None or name == "reject"
    assert (campaign.working_id == before) == (name == "reject")


# What approval does to stock


def requested(quantity, **plan):
    request = {
        "resource": "leaflet-a4",
        "unit": "branch-east",
        "quantity": quantity,
        "needed_by": day(5).isoformat(),
    }
    return {"resource_requests": [request], **plan}


def test_soft_at_submission_hard_at_approval_used_at_launch(world):
    stock = make_stock(make_resource(), world.branch, 10)
    today = {"starts_on": day(0).isoformat()}
    campaign = make_finalised(world.planner, **requested(4, **today))
    assert Reservation.objects.get(state="active").firmness == "soft"

    approve(campaign, world.head)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved) == (10, 4)

    change_state(campaign_id=campaign.pk, name="launch", actor=world.head)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved) == (6, 0)
    assert Reservation.objects.get(firmness="hard").state == "used"


def test_shortage_refuses_the_approval_and_changes_nothing(world):
    stock = make_stock(make_resource(), world.branch, 3)
    campaign = make_finalised(world.planner, **requested(4))

    with pytest.raises(Refused) as refusal:
        approve(campaign, world.head)

    assert (refusal.value.status, refusal.value.reasons[0].code) == (409, "short")
    assert fresh(campaign).state == "finalised"
    assert not Approval.objects.exclude(decision="").exists()
    stock.refresh_from_db()
    assert stock.reserved == 0


def test_accepted_shortage_is_a_back_order(world):
    stock = make_stock(make_resource(), world.branch, 3)
    campaign = make_finalised(world.planner, **requested(4))
    row = {
        "rule": "resource-shortage",
        "subject": {"resource": "leaflet-a4"},
        "facts": {"by_branch": {"branch-east": 1}},
        "state": "accepted",
    }
    finding = Finding.objects.create(
        fingerprint="short",
        case="case",
        severity="warning",
        first_seen_at=campaign.created_at,
        last_seen_at=campaign.created_at,
        **row,
    )
    finding.sides.create(campaign=campaign)

    approve(campaign, world.head)

    reservation = Reservation.objects.get(firmness="hard")
    assert (reservation.quantity, reservation.back_order) == (4, 1)
    stock.refresh_from_db()
    assert stock.reserved == 3

    keeper = make_user(Role.RESOURCE_KEEPER)
    receive(resource=stock.resource, unit=stock.unit, quantity=5, actor=keeper)

    reservation.refresh_from_db()
    stock.refresh_from_db()
    assert (reservation.back_order, stock.reserved) == (0, 4)
    assert Notice.objects.filter(user=world.planner, case="filled").count() == 1


def test_withdrawal_gives_everything_back(world):
    make_stock(make_resource(), world.branch, 10)
    campaign = make_finalised(world.planner, **requested(4))
    approve(campaign, world.head)

    change_state(campaign_id=campaign.pk, name="withdraw", actor=world.head, reason="Cancelled.")

    assert Stock.objects.get().reserved == 0
    assert not Reservation.objects.filter(state="active").exists()
