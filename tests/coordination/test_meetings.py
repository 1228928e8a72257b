"""Coordination meetings: an agenda with both positions, decisions entered live, minutes."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from common import clock
from common.errors import Refused
from coordination.meeting.commands import call_meeting, close_meeting, take_note
from coordination.models import Meeting, Negotiation
from findings.models import Finding
from organization.enums import Role
from organization.models import Delegation, Notice
from tests.factories.campaigns import day
from tests.factories.negotiations import (
    make_dispute,
    make_escalated,
    make_negotiation,
    move,
    move_other,
    way_id,
)
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/meetings/"
CHOSEN = re.compile(r'name="way_out" value="([^"]+)"')


def refused(call, **how):
    with pytest.raises(Refused) as refusal:
        call(**how)
    return refusal.value.status, refusal.value.reasons[0].code


@pytest.fixture
def dispute(world):
    own, other, finding = make_dispute(world)
    return own, other, finding, make_negotiation(finding, world.planner)


def test_from_the_call_to_the_minutes(page, world, dispute):
    own, other, finding, negotiation = dispute
    leader = page(world.leader)

    leader.post(reverse("coordination:meetings"), {"held_on": day(1), "place": "二楼"})

    meeting = Meeting.objects.get()
    told = set(Notice.objects.filter(case="on_agenda").values_list("user", flat=True))
    assert told == {one.pk for one in (world.planner, world.head, world.rival, world.rival_head)}
    at = reverse("coordination:meeting", args=[meeting.code])
    assert "Decide it now" in leader.get(at).content.decode()
    assert "Decide it now" not in page(world.planner).get(at).content.decode()
    back = {"back": f"meeting:{meeting.code}"}
    act = reverse("coordination:negotiation-act", args=[negotiation.code, "call_in"])
    assert leader.post(act, back).url == at
    act = reverse("coordination:negotiation-act", args=[negotiation.code, "decide"])
    choice = {"choice": "way_out", "way_out": way_id(finding, other), "reason": "先到先得"}
    assert leader.post(act, choice | back).url == at
    note = reverse("coordination:meeting-note", args=[meeting.code, meeting.items.get().pk])
    leader.post(note, {"text": "口径由客服部写"})
    leader.post(reverse("coordination:meeting-close", args=[meeting.code]))

    minutes = reverse("coordination:minutes", args=[meeting.code])
    for user in (world.leader, world.planner):
        read = page(user).get(minutes).content.decode()
        assert own.name in read
        assert "Move the plan to" in read
        assert "先到先得" in read
        assert "口径由客服部写" in read
    meeting.refresh_from_db()
    assert not meeting.is_open
    leader.post(note, {"text": "另一句"})
    assert meeting.items.get().note == "口径由客服部写"


def test_what_is_called_has_a_day_and_something_to_meet_about(world, dispute):
    how = {"actor": world.leader}
    assert refused(call_meeting, held_on=day(-1), **how) == (400, "out_of_range")
    assert refused(call_meeting, held_on=day(367), **how) == (400, "out_of_range")
    call_meeting(held_on=day(0), **how)
    call_meeting(held_on=day(366), **how)
    Finding.objects.update(state="resolved")
    assert refused(call_meeting, held_on=day(1), **how) == (409, "nothing-to-meet-about")


@pytest.mark.parametrize("who", ["planner", "head", "service", "viewer", "admin"])
def test_only_leadership_runs_it(world, client_of, dispute, who):
    meeting = call_meeting(held_on=day(1), actor=world.leader)
    actor, item = getattr(world, who), meeting.items.get()

    assert refused(call_meeting, held_on=day(1), actor=actor)[0] == 403
    assert refused(take_note, item_id=item.pk, text="x", actor=actor)[0] == 403
    assert refused(close_meeting, meeting_id=meeting.pk, actor=actor)[0] == 403
    seen = client_of(actor).get(f"{API}{meeting.code}/").status_code
    assert seen == (404 if who in ("viewer", "admin") else 200)


def test_a_deputy_of_leadership_calls_it_too(world, dispute):
    deputy = make_user(Role.HEAD, world.branch)
    today = clock.today()
    Delegation.objects.create(principal=world.leader, deputy=deputy, starts_on=today, ends_on=today)
    assert call_meeting(held_on=day(1), actor=deputy).items.count() == 1


def test_the_agenda_holds_what_the_reader_may_read(world, client_of, dispute):
    stranger = make_user(Role.PLANNER, world.branch)
    meeting = call_meeting(held_on=day(1), actor=world.leader)

    def agenda(user):
        return client_of(user).get(f"{API}{meeting.code}/").json()["agenda"]

    assert len(agenda(world.rival)) == 1
    assert agenda(stranger) == []


def test_by_rest(world, client_of, dispute):
    leader = client_of(world.leader)
    made = leader.post(API, {"held_on": day(1).isoformat(), "place": "二楼"})
    code, item = made.json()["code"], made.json()["agenda"][0]["item"]
    noted = leader.post(f"{API}{code}/items/{item}/", {"text": "延后再议"})
    stale = leader.post(f"{API}{code}/close/", HTTP_IF_MATCH=f'"{code}.1"')
    closed = leader.post(f"{API}{code}/close/", HTTP_IF_MATCH=f'"{noted.json()["etag"]}"')
    again = leader.post(f"{API}{code}/close/")

    assert made.status_code == 201
    assert noted.json()["agenda"][0]["note"] == "延后再议"
    assert (stale.status_code, closed.status_code, again.status_code) == (412, 200, 409)
    assert leader.get(API).json()["count"] == 1
    assert Negotiation.objects.get().state == "open"


def test_a_dispute_has_one_order_of_choices_everywhere(page, world):
    own, other, finding = make_dispute(world, move_other, move)
    make_escalated(finding, world.planner)
    call_meeting(held_on=day(0), actor=world.leader)
    meeting = Meeting.objects.get()
    addresses = (
        reverse("coordination:negotiations"),
        reverse("coordination:meeting", args=[meeting.code]),
        reverse("coordination:negotiation", args=[own.code, finding.pk]),
        reverse("coordination:negotiation", args=[other.code, finding.pk]),
    )
    leader = page(world.leader)
    shown = [CHOSEN.findall(leader.get(at).content.decode()) for at in addresses]
    assert len(shown[0]) == 2
    assert shown == [shown[0]] * len(addresses)
