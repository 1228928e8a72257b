"""A cycle arranged from the first click to the plan that moves, on pages and by REST."""

from __future__ import annotations

import datetime as dt
import io
import sys

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanningCycle
from common import jobs
from common.errors import Refused
from common.models import Job
from organization.models import Notice
from preflight import commands
from preflight.arranging_words import ReasonNames
from preflight.models import ArrangedMove, Arrangement, MoveState
from tests.factories.campaigns import day, make_coordinating, make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.database]
RIVAL = [{"product": "recharge", "pay": "100.00", "get": "30.00"}]


def window(first: int, last: int) -> dict[str, str]:
    return {"starts_on": day(first).isoformat(), "ends_on": day(last).isoformat()}


@pytest.fixture
def cycle(world) -> PlanningCycle:
    return PlanningCycle.objects.create(
        code="next-quarter", kind="quarter", starts_on=day(10), ends_on=day(100)
    )


@pytest.fixture
def clashing(world, cycle) -> tuple[Campaign, Campaign]:
    """A draft that may be moved by thirty days, and another unit's plan in coordination that it
    clashes with and that stays.
    """
    sms = [{"channel": "sms", "waves": [{"on": day(21).isoformat(), "share": 1, "to": "all"}]}]
    draft = make_draft(world.planner, flex_days=30, placements=sms, **window(20, 24))
    rival = make_coordinating(world.rival, owner_unit="enterprise", offers=RIVAL, **window(22, 26))
    return draft, rival


def arranged(world, cycle, **more) -> Arrangement:
    found = commands.start_arrangement(cycle=cycle, actor=world.leader, **more)
    jobs.drain()
    found.refresh_from_db()
    assert Job.objects.get(pk=found.job_id).state == "done"
    return found


def session(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_clash_is_moved_apart_and_the_owner_moves_the_draft(world, cycle, clashing):
    draft, rival = clashing
    leader, planner = session(world.leader), session(world.planner)
    page = f"/cycles/{cycle.code}/arranging/"
    assert page in leader.get(f"/campaigns/cycles/?cycle={cycle.code}").content.decode()
    assert draft.name in leader.get(page).content.decode()

    going = leader.post(page, {"plan": [draft.code]})
    assert b"every 1s" in leader.get(going.url).content
    jobs.drain()
    assert leader.get(f"{going.url}progress/")["HX-Refresh"] == "true"
    found = Arrangement.objects.get()
    move = found.moves.get()
    assert (move.campaign, move.from_on) == (draft, day(20))
    assert move.to_on == day(42)  # more than fifteen days after the other's last day
    assert {"case": "clash", "campaign": rival.code} in move.reasons
    assert (found.before["blocking"] - found.after["blocking"], found.is_optimal) == (1, True)

    shown = leader.get(going.url).content.decode()
    assert rival.name in shown
    assert shown.count("<svg") >= 2
    leader.post(going.url, {"do": "ask", "plan": [draft.code]})
    assert Notice.objects.filter(user=world.planner, case="move_asked").exists()
    assert f"move:{move.pk}" in planner.get("/").content.decode()
    told = planner.get(f"/campaigns/{draft.code}/move/").content.decode()
    assert "offer clash" in told.lower() or "优惠冲突" in told

    planner.post(f"/campaigns/{draft.code}/move/", {"do": "confirm"})
    draft.refresh_from_db()
    move.refresh_from_db()
    assert (draft.working.starts_on, draft.working.ends_on) == (day(42), day(46))
    assert draft.working.placements.get().waves.get().on == day(43)
    assert (draft.state, move.state) == (CampaignState.DRAFT, MoveState.CONFIRMED)
    assert planner.get(f"/campaigns/{draft.code}/move/").status_code == 404
    assert Notice.objects.filter(user=world.leader, case="move_confirmed").exists()


def test_a_plan_in_coordination_moves_by_a_next_revision_that_is_checked(world, cycle):
    mine = make_coordinating(world.planner, flex_days=30, **window(20, 24))
    make_coordinating(world.rival, owner_unit="enterprise", offers=RIVAL, **window(22, 26))
    found = arranged(world, cycle)
    commands.ask_owners(arrangement_id=found.pk, campaigns=[mine.code], actor=world.leader)
    commands.confirm_move(move_id=found.moves.get().pk, actor=world.planner)
    mine.refresh_from_db()
    assert (mine.working.number, mine.working.starts_on) == (2, day(42))
    assert mine.state == CampaignState.CHECKING


def test_what_is_not_chosen_is_dropped_and_no_is_told_with_its_reason(world, cycle, clashing):
    draft, _rival = clashing
    found = arranged(world, cycle)
    commands.ask_owners(arrangement_id=found.pk, campaigns=[draft.code], actor=world.leader)
    move = found.moves.get()
    with pytest.raises(Refused) as refused:
        commands.decline_move(move_id=move.pk, actor=world.planner, text=" ")
    assert refused.value.reasons[0].attr == "reason"
    commands.decline_move(move_id=move.pk, actor=world.planner, text="展会日期已定")
    assert Notice.objects.get(user=world.leader, case="move_declined").params["reason"]

    other = arranged(world, cycle)
    assert commands.ask_owners(arrangement_id=other.pk, campaigns=[], actor=world.leader) == []
    assert other.moves.get().state == MoveState.DROPPED
    draft.refresh_from_db()
    assert draft.working.starts_on == day(20)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"flex_days": 0}, None),
        ({"starts_on": "past"}, None),
        ({"held": True}, None),
    ],
)
def test_plans_that_stay(world, cycle, clashing, change, code):
    draft, _rival = clashing
    version = draft.working
    if "flex_days" in change:
        version.flex_days = 0
    if "starts_on" in change:
        version.starts_on = day(-1)
    version.save()
    found = arranged(world, cycle, held=[draft.code] if "held" in change else [])
    assert not found.moves.exists()
    assert found.before == {}


def test_refusals(world, cycle, clashing):
    draft, _rival = clashing

    def code_of(call) -> str:
        with pytest.raises(Refused) as refused:
            call()
        return refused.value.reasons[0].code

    start = commands.start_arrangement
    assert code_of(lambda: start(cycle=cycle, actor=world.planner)) == "no-permission"
    going = start(cycle=cycle, actor=world.leader)
    assert code_of(lambda: start(cycle=cycle, actor=world.leader)) == "under-way"
    ask = {"arrangement_id": going.pk, "actor": world.leader}
    assert code_of(lambda: commands.ask_owners(campaigns=[], **ask)) == "not-done"
    commands.stop_arrangement(**ask)
    jobs.drain()
    assert code_of(lambda: commands.stop_arrangement(**ask)) == "over"
    assert code_of(lambda: commands.ask_owners(campaigns=["C2020-0001"], **ask)) == "unknown"
    move = going.moves.get()
    answer = {"move_id": move.pk, "actor": world.planner}
    assert code_of(lambda: commands.confirm_move(**answer)) == "not-asked"
    commands.ask_owners(campaigns=[draft.code], **ask)
    assert code_of(lambda: commands.ask_owners(campaigns=[], **ask)) == "decided"
    assert code_of(lambda: commands.confirm_move(**answer | {"actor": world.rival})) == (
        "no-permission"
    )
    version = draft.working
    version.starts_on += dt.timedelta(days=1)
    version.save()
    assert code_of(lambda: commands.confirm_move(**answer)) == "outdated"


def test_the_rest_is_worked_out_again_around_what_was_answered(world, cycle, clashing, client_of):
    """Who declined stays; another plan is moved in its place, or none."""
    draft, _rival = clashing
    leader = session(world.leader)
    found = arranged(world, cycle)
    page = f"/cycles/{cycle.code}/arranging/{found.pk}/"
    again = {"arrangement_id": found.pk, "actor": world.leader}
    ours = f"/api/v1/planning-cycles/{cycle.code}/arrangements/{found.pk}/repeat/"

    def refusal() -> str:
        return client_of(world.leader).post(ours).json()["errors"][0]["code"]

    assert refusal() == "nobody-declined"
    commands.ask_owners(campaigns=[draft.code], **again)
    assert refusal() == "still-asked"
    assert b'value="repeat"' not in leader.get(page).content
    commands.decline_move(move_id=found.moves.get().pk, actor=world.planner, text="=展会日期已定")
    with pytest.raises(Refused):
        commands.repeat_arrangement(arrangement_id=found.pk, actor=world.planner)
    assert b'value="repeat"' in leader.get(page).content

    second = leader.post(page, {"do": "repeat"})
    jobs.drain()

    newest = Arrangement.objects.exclude(pk=found.pk).get()
    assert second.url.endswith(f"{newest.pk}/")
    assert (newest.held, newest.moves.count()) == ([draft.code], 0)

    before, after = found.moves.get().persons
    assert (before, after) == (0, 0)
    file = openpyxl.load_workbook(io.BytesIO(leader.get(f"{page}moves.xlsx").content)).active
    head, row = file.iter_rows(values_only=True)
    assert len(head) == 12
    assert (row[0], row[3].date(), row[5]) == (draft.code, day(20), 22)
    assert row[11] == "'=展会日期已定"
    assert session(world.planner).get(f"{page}moves.xlsx").status_code == 403


def test_by_rest(world, cycle, clashing, client_of):
    draft, _rival = clashing
    leader, planner = client_of(world.leader), client_of(world.planner)
    address = f"/api/v1/planning-cycles/{cycle.code}/arrangements/"
    assert planner.post(address, {}, format="json").status_code == 403
    started = leader.post(address, {"moves_waves": True}, format="json")
    assert (started.status_code, started.data["state"]) == (202, "pending")
    one = f"{address}{started.data['id']}/"
    assert leader.post(f"{one}stop/").status_code == 202
    jobs.drain()
    done = leader.get(one).data
    assert done["state"] == "done"
    assert done["before"]["blocking"] - done["after"]["blocking"] == 1
    assert done["moves"][0]["campaign"] == draft.code
    assert done["moves"][0]["reasons"]
    move = f"/api/v1/campaigns/{draft.code}/move/"
    assert planner.get(move).status_code == 404
    asked = leader.post(f"{one}ask/", {"campaigns": [draft.code]}, format="json")
    assert asked.data["moves"][0]["state"] == "asked"
    assert planner.get(move).data["to_on"] == done["moves"][0]["to_on"]
    no = planner.post(move, {"answer": "decline"}, format="json")
    assert (no.status_code, no.json()["errors"][0]["attr"]) == (400, "reason")
    assert planner.post(move, {"answer": "confirm"}, format="json").data["state"] == "confirmed"
    assert client_of(world.rival).get(move).status_code in {403, 404}


def test_another_departments_draft_is_not_named_to_the_owner(world, cycle):
    mine = make_draft(world.planner, flex_days=30, **window(20, 24))
    secret = make_draft(
        world.rival, owner_unit="enterprise", name="绝密", offers=RIVAL, **window(22, 26)
    )
    found = arranged(world, cycle)
    move = found.moves.get()
    assert {"case": "clash", "campaign": secret.code} in move.reasons
    commands.ask_owners(arrangement_id=found.pk, campaigns=[mine.code], actor=world.leader)
    assert (
        "绝密"
        in session(world.leader).get(f"/cycles/{cycle.code}/arranging/{found.pk}/").content.decode()
    )
    told = session(world.planner).get(f"/campaigns/{mine.code}/move/").content.decode()
    assert "绝密" not in told
    assert secret.code not in told


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_reason_is_a_sentence_in_both_languages(world, language):
    of_week = {"on": "2027-01-04", "over": 12}
    told = [
        {"case": "rule", "rule": "moments"},
        {"case": "clash", "campaign": "C2020-0001"},
        {"case": "company", **of_week},
        {"case": "branch", **of_week, "branches": ["branch-east", "branch-west"]},
        {"case": "day", **of_week, "channel": "sms", "branch": ""},
        {"case": "week", **of_week, "channel": "own-hall", "branch": "branch-east"},
        {"case": "persons", "persons": 1},
    ]
    with translation.override(language):
        names = ReasonNames(told, world.leader)
        said = [names.sentence(one) for one in told]
    assert len(set(said)) == len(told)
    assert not [one for one in said if "%(" in one or "2027-01-04" in one]


def test_a_lost_job_writes_nothing(world, cycle, clashing):
    found = commands.start_arrangement(cycle=cycle, actor=world.leader)
    claim = jobs.claim(found.job_id)
    Job.objects.filter(pk=found.job_id).update(attempt=claim.attempt + 1)
    written = commands.record_arrangement(
        arrangement_id=found.pk, claim=claim, values={"is_optimal": True}, moves=[]
    )
    assert not written
    assert not ArrangedMove.objects.exists()
    assert not Arrangement.objects.get().is_done


def test_without_a_solver_page_and_interface_say_what_is_missing(
    world, cycle, clashing, monkeypatch
):
    monkeypatch.setitem(sys.modules, "ortools", None)
    page = f"/cycles/{cycle.code}/arranging/"
    leader = session(world.leader)

    shown = leader.get(page).content.decode()
    asked = leader.post(
        f"/api/v1/planning-cycles/{cycle.code}/arrangements/", {}, content_type="application/json"
    )

    assert "requirements/arranging.lock" in shown
    assert "btn pri" not in shown.partition('name="waves"')[2]
    assert (asked.status_code, asked.json()["errors"][0]["code"]) == (409, "no-solver")
    assert not Arrangement.objects.exists()
