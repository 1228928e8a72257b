"""The workgroup of an urgent plan: four sides, warnings signed together, judged afterwards."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from campaigns.commands import change_state
from campaigns.models import Campaign
from common import locks
from common.errors import Refused
from common.models import AuditEvent
from coordination.models import WorkgroupWord
from coordination.workgroup.commands import say, sign_warnings
from coordination.workgroup.group import group_of
from findings.enums import FindingClass, FindingState
from findings.models import Finding
from organization.enums import Role
from organization.models import Notice, Policy
from tests.factories.campaigns import (
    day,
    found,
    make_checking,
    make_coordinating,
    make_draft,
    run_check,
)
from tests.factories.organization import make_user
from tests.shared import shared
from tests.twins import ChangeLogOnly
from tests.world import quiet_checks

pytestmark = pytest.mark.django_db


@shared(within=quiet_checks)
def group(world):
    """An urgent plan with one process finding of its own and one of harm, and its four speakers."""
    plan = make_checking(world.planner, urgent=True)
    run_check(
        plan,
        found(plan, subject={"day": "2026-01-01"}),
        found(plan, finding_class=FindingClass.HARM, subject={"day": "2026-01-02"}),
    )
    people = [
        world.planner,
        world.service,
        make_user(Role.SUPPORT, world.consumer),
        make_user(Role.FRONT_OFFICE, world.consumer),
    ]
    return Campaign.objects.get(pk=plan.pk), people


def own(plan):
    return Finding.objects.get(campaigns=plan, finding_class=FindingClass.PROCESS)


def sign(plan, actor, finding=None):
    keys = [(finding or own(plan)).pk]
    return sign_warnings(campaign=plan, findings=keys, actor=actor, reason="Known, and prepared.")


def test_four_sides_accept_together_what_is_theirs(group):
    plan, people = group

    states = []
    for person in people:
        sign(plan, person)
        states.append(own(plan).state)

    assert states == [*[FindingState.OPEN] * 3, FindingState.ACCEPTED]
    assert AuditEvent.objects.filter(action="accept_finding").count() == 4


def test_harm_and_ordinary_plans_are_not_theirs(group, world):
    plan, people = group
    harm = Finding.objects.get(campaigns=plan, finding_class=FindingClass.HARM)
    usual = make_coordinating(world.planner, name="平常", urgent=False)

    with pytest.raises(Refused) as refusal:
        sign(plan, people[3], harm)
    with pytest.raises(Refused) as no_group:
        say(campaign_id=usual.pk, actor=people[3], text="Hello.")

    assert refusal.value.status == 403
    assert no_group.value.reasons[0].code == "no-workgroup"


def test_sides_stand_side_by_side(group, world):
    plan, people = group

    seen = group_of(plan, people[3])

    assert [side.code for side in seen.sides] == ["marketing", "service", "back", "front"]
    assert all(person in side.members for person, side in zip(people, seen.sides, strict=True))
    assert [one.is_mine for one in seen.warnings] == [True]
    assert seen.elsewhere == 1


def test_members_talk_and_judge_afterwards(group, world):
    plan, people = group
    name = str(world.head)

    say(campaign_id=plan.pk, actor=people[2], text=f"@{name} 配置明天完成。")
    with pytest.raises(Refused) as stranger:
        say(campaign_id=plan.pk, actor=world.viewer, text="Hello.")
    with pytest.raises(Refused) as early:
        say(campaign_id=plan.pk, actor=people[2], text="Good.", mark=5)
    Campaign.objects.filter(pk=plan.pk).update(state="ended")
    say(campaign_id=plan.pk, actor=people[2], text="Good.", mark=4)
    with pytest.raises(Refused) as again:
        say(campaign_id=plan.pk, actor=people[2], text="Good.", mark=5)

    assert Notice.objects.filter(user=world.head, case="mentioned").count() == 1
    assert (stranger.value.status, early.value.status) == (403, 409)
    assert again.value.reasons[0].code == "already-marked"
    assert group_of(plan, people[2]).mean == 4


@pytest.mark.database
def test_the_database_keeps_a_second_mark_out(group, monkeypatch):
    plan, people = group
    Campaign.objects.filter(pk=plan.pk).update(state="ended")
    say(campaign_id=plan.pk, actor=people[2], text="Good.", mark=4)
    monkeypatch.setattr(locks, "LOCKS", ChangeLogOnly())

    with pytest.raises(IntegrityError):
        WorkgroupWord.objects.create(
            campaign=plan, author=people[2], text="x", mark=5, created_at=plan.created_at
        )


def test_page_and_api(group, world, client, client_of):
    plan, people = group
    page, address = (
        f"/campaigns/{plan.code}/workgroup/",
        f"/api/v1/campaigns/{plan.code}/workgroup/",
    )
    client.force_login(people[3])

    shown = client.get(page).content.decode()
    assert 'name="reason"' in shown
    client.post(f"{page}sign/", {"findings": [str(own(plan).pk)], "reason": "Known."})
    assert 'name="reason"' not in client.get(page).content.decode()
    client.post(f"{page}say/", {"text": "口径已下发。"})
    api = client_of(people[1])
    signed = api.post(
        f"{address}signatures/",
        {"findings": [str(own(plan).pk)], "reason": "Known."},
        content_type="application/json",
    ).json()
    wrong = api.post(f"{address}words/", {"text": ""}, content_type="application/json")

    assert f"{page}sign/" in shown
    assert signed["warnings"][0]["signed"] == ["service", "front"]
    assert [one["text"] for one in api.get(address).json()["words"]] == ["口径已下发。"]
    assert wrong.status_code == 400
    assert "口径已下发。" in client.get(page).content.decode()


def test_a_unit_has_so_many_urgent_plans_a_quarter(world):
    Policy.objects.create(
        key="campaigns.urgent_quota",
        value="1",
        valid_from=day(0),
        changed_at=world.leader.date_joined,
    )
    make_checking(world.planner, urgent=True)
    second = make_draft(world.planner, urgent=True)

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=second.pk, name="submit", actor=world.planner)

    one = refusal.value.reasons[0]
    assert (one.code, one.attr, one.status) == ("urgent-quota", "urgent", 409)
