"""Work notices: who issues and reads them, receipts, the clock, successors."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from common import clock
from common.errors import Refused
from frontline.enums import Seat, WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.work_notices.access import notices_for
from frontline.work_notices.clock import turn_day
from frontline.work_notices.commands import change_draft, change_notice, confirm_read
from frontline.work_notices.people import addressed
from frontline.work_notices.queries import said_in, successor_of, to_read, words_of_plans
from frontline.work_notices.workflow import WORK_NOTICE
from organization.enums import Role, UnitKind
from organization.models import Notice, Unit, User
from tests.factories.campaigns import make_approved, make_draft
from tests.factories.frontline import issue, make_notice, make_report
from tests.factories.organization import make_unit, make_user
from tests.laws import LAWS, sources_of

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 30)


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=clock.now().tzinfo)


def codes(refused) -> list[str]:
    return [one.code for one in refused.value.reasons]


def cases(user: User) -> list[str]:
    rows = Notice.objects.filter(user=user, code="work-notice").order_by("pk")
    return list(rows.values_list("case", flat=True))


@pytest.fixture
def people(world) -> dict[str, User]:
    west = Unit.objects.get(code="branch-west")
    hall = make_unit("east-hall", kind=UnitKind.CENTRE, parent=world.branch)
    return {
        "east": world.viewer,
        "hall": make_user(Role.BRANCH_VIEWER, hall, username="hall.east"),
        "west": make_user(Role.BRANCH_VIEWER, west, username="branch.west"),
        "outlet": make_user(Role.ACCOUNT_MANAGER, world.branch, username="outlets.east"),
        "hotline": make_user(Role.FRONT_OFFICE, world.enterprise, username="hotline"),
    }


# Whom it is for


@pytest.mark.parametrize(
    ("seats", "units", "expected"),
    [
        ([Seat.BRANCH], [], {"east", "hall", "west"}),
        ([Seat.HALL], ["branch-east"], {"east", "hall"}),
        ([Seat.HALL], ["east-hall"], {"hall"}),
        ([Seat.OUTLET], [], {"outlet"}),
        ([Seat.OUTLET], ["branch-west"], set()),
        ([Seat.HOTLINE], ["branch-west"], {"hotline"}),
        ([Seat.BRANCH, Seat.HALL, Seat.OUTLET, Seat.HOTLINE], ["branch-west"], {"west", "hotline"}),
    ],
)
def test_seats_are_people_by_role_and_unit(people, seats, units, expected):
    rows = addressed(seats, list(Unit.objects.filter(code__in=units)))

    by_key = {person.pk: name for name, person in people.items()}
    assert sorted(by_key[one.user.pk] for one in rows) == sorted(expected), "each once"


def test_who_has_left_is_no_reader(world, people):
    User.objects.filter(pk=people["west"].pk).update(is_active=False)

    assert people["west"] not in [one.user for one in addressed([Seat.BRANCH], [])]


# Steps


@pytest.mark.parametrize("state", WorkNoticeState)
def test_steps_are_offered_as_the_law_says(world, people, state):
    notice = make_notice(world.planner)
    WorkNotice.objects.filter(pk=notice.pk).update(state=state)
    notice.refresh_from_db()
    persons = {
        "planner": world.planner,
        "head": world.head,
        "leadership": world.leader,
        "service_manager": world.service,
        "channel_manager": make_user(Role.CHANNEL_MANAGER),
        "viewer": world.viewer,
        "rival": world.rival,
        "rival_head": world.rival_head,
        "administrator": world.admin,
    }

    offered = {
        (name, who)
        for who, person in persons.items()
        for name in WORK_NOTICE.people_steps
        if not WORK_NOTICE.why_not(name, notice, User.objects.get(pk=person.pk))
    }

    states = [str(one) for one in WorkNoticeState]
    assert offered == {
        (name, who)
        for name, law in LAWS["work_notice"].items()
        if state in sources_of(law, states)
        for who in law.who.split()
    }


def test_a_planner_writes_and_the_head_issues(world, people):
    report = make_report(world.viewer)
    notice = make_notice(
        world.planner, is_issued=False, report=report, seats=[Seat.HOTLINE, Seat.OUTLET]
    )
    assert cases(world.head) == ["to_issue"]
    with pytest.raises(Refused) as refused:
        issue(notice, world.planner)
    assert codes(refused) == ["no-permission"]

    notice = issue(notice, world.head)

    assert notice.state == WorkNoticeState.IN_FORCE
    assert notice.read_by > clock.today()
    assert cases(people["hotline"]) == cases(people["outlet"]) == ["issued"]
    assert cases(people["east"]) == ["reported"], "who reported it hears of the answer"
    assert not cases(people["west"])


def test_a_notice_that_nobody_would_read_is_not_issued(world):
    notice = make_notice(world.head, is_issued=False, seats=[Seat.HOTLINE])

    with pytest.raises(Refused) as refused:
        issue(notice, world.head)

    assert codes(refused) == ["nobody-reads"]
    assert not Reader.objects.exists()


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True)])
def test_one_whose_last_day_has_passed_is_not_issued(world, days, ok):
    notice = make_notice(world.head, is_issued=False)
    WorkNotice.objects.update(until=clock.today() + dt.timedelta(days=days))
    if ok:
        assert issue(notice, world.head).state == WorkNoticeState.IN_FORCE
        return
    with pytest.raises(Refused) as refused:
        issue(notice, world.head)
    assert codes(refused) == ["past"]


def test_who_joins_later_reads_it_and_is_not_asked_to_confirm(world):
    notice = issue(make_notice(world.head, is_issued=False), world.head)

    newcomer = make_user(Role.BRANCH_VIEWER, world.branch)

    assert [one.notice for one in to_read(world.viewer)] == [notice]
    assert not to_read(newcomer)
    assert list(notices_for(newcomer)) == [notice]


# Receipts


def test_reading_is_confirmed_once(world):
    notice = issue(make_notice(world.head, is_issued=False), world.head)

    first = confirm_read(notice_id=notice.pk, actor=world.viewer)
    again = confirm_read(notice_id=notice.pk, actor=world.viewer)

    assert first.read_at == again.read_at
    assert not to_read(world.viewer)
    with pytest.raises(Refused) as refused:
        confirm_read(notice_id=notice.pk, actor=world.rival)
    assert codes(refused) == ["not-found"]


def test_who_has_not_read_is_chased_on_working_days_and_then_their_head(world, people):
    head = make_user(Role.HEAD, world.branch, username="head.east")
    with time_machine.travel(at(MONDAY), tick=False):
        notice = issue(make_notice(world.head, is_issued=False, units=[world.branch]), world.head)
        assert notice.read_by == MONDAY + dt.timedelta(days=1)
        confirm_read(notice_id=notice.pk, actor=people["hall"])
    # Tuesday is the last day; then Wednesday to Sunday, and Monday again.
    seen = []
    for days in range(1, 8):
        now = at(MONDAY + dt.timedelta(days=days))
        with time_machine.travel(now, tick=False):
            turn_day(now)
            turn_day(now)
        seen.append((cases(world.viewer).count("chased"), cases(head).count("unread")))

    assert seen == [(0, 0), (1, 0), (2, 1), (3, 1), (3, 1), (3, 1), (4, 1)]
    assert cases(world.head) == ["unread"], "who issued it"
    assert "chased" not in cases(people["hall"])


def test_nobody_is_chased_for_what_does_not_hold(world):
    notice = issue(make_notice(world.head, is_issued=False), world.head)
    WorkNotice.objects.update(read_by=clock.today() - dt.timedelta(days=9))
    change_notice(notice=notice, name="withdraw", actor=world.head, reason="写错")
    turn_day(clock.now())

    assert cases(world.viewer) == ["issued", "withdrawn"]


@pytest.mark.parametrize(("days", "state"), [(0, "in_force"), (1, "expired")])
def test_it_holds_through_its_last_day(world, days, state):
    notice = issue(make_notice(world.head, is_issued=False, until=clock.today()), world.head)
    now = clock.now() + dt.timedelta(days=days)
    with time_machine.travel(now, tick=False):
        turn_day(now)
    notice.refresh_from_db()

    assert notice.state == state


# Successors


def test_the_next_one_takes_its_place(world, people):
    old = issue(make_notice(world.head, is_issued=False), world.head)
    new = make_notice(
        world.head, is_issued=False, replaces=old, title="新口径", units=[world.branch]
    )
    assert old.state == WorkNoticeState.IN_FORCE

    new = issue(new, world.head)
    old.refresh_from_db()

    assert old.state == WorkNoticeState.REPLACED
    assert successor_of(world.viewer, old) == new
    assert cases(world.viewer) == ["issued", "issued"], "who gets the new one hears of it once"
    assert cases(people["west"]) == ["issued", "replaced"]
    assert [one.notice for one in to_read(world.viewer)] == [new]


def test_only_one_takes_a_place(world):
    old = issue(make_notice(world.head, is_issued=False), world.head)
    first, second = (make_notice(world.head, is_issued=False, replaces=old) for _ in range(2))
    issue(first, world.head)

    with pytest.raises(Refused) as refused:
        issue(second, world.head)
    assert codes(refused) == ["not-in-force"]
    with pytest.raises(Refused) as refused:
        make_notice(world.head, replaces=WorkNotice.objects.get(pk=old.pk))
    assert [(one.code, one.attr) for one in refused.value.reasons] == [("not-in-force", "replaces")]


def test_a_withdrawn_one_keeps_its_reason_and_its_page(world):
    notice = issue(make_notice(world.head, is_issued=False), world.head)
    with pytest.raises(Refused):
        change_notice(notice=notice, name="withdraw", actor=world.head)

    notice = change_notice(notice=notice, name="withdraw", actor=world.head, reason="金额写错")

    assert notice.reason == "金额写错"
    assert list(notices_for(world.viewer)) == [notice]


# What is seen, said, written


def test_branches_see_what_is_for_them(world, people):
    plan = make_approved(world.planner, world.head)
    east = issue(
        make_notice(world.head, is_issued=False, units=[world.branch], campaign=plan), world.head
    )
    everywhere = issue(make_notice(world.head, is_issued=False), world.head)
    draft = make_notice(world.planner, is_issued=False)

    def seen(user: User) -> set[WorkNotice]:
        return set(notices_for(User.objects.get(pk=user.pk)))

    assert seen(world.viewer) == seen(people["hall"]) == {east, everywhere}
    assert seen(people["west"]) == {everywhere}
    assert seen(world.rival) == {east, everywhere}
    assert seen(world.planner) == seen(world.head) == {east, everywhere, draft}
    assert seen(world.admin) == set()
    assert words_of_plans(world.viewer, [plan.pk]) == {plan.pk: [east]}
    assert words_of_plans(people["west"], [plan.pk]) == {}
    assert list(said_in(world.viewer, world.branch.path)) == [everywhere, east]
    west = Unit.objects.get(code="branch-west")
    assert list(said_in(world.rival, west.path)) == [everywhere]


@pytest.mark.parametrize(
    ("fields", "code", "attr"),
    [
        ({"title": ""}, "blank", "title"),
        ({"words": ""}, "blank", "words"),
        ({"words": "长" * 1001}, "max_length", "words"),
        ({"seats": []}, "blank", "seats"),
        ({"seats": ["moon"]}, "item_invalid", "seats"),
        ({"until": clock.today() - dt.timedelta(days=1)}, "past", "until"),
    ],
)
def test_a_notice_is_whole(world, fields, code, attr):
    with pytest.raises(Refused) as refused:
        make_notice(world.head, **fields)

    assert [(one.code, one.attr) for one in refused.value.reasons] == [(code, attr)]


def test_a_draft_changes_and_what_is_issued_does_not(world):
    notice = make_notice(world.planner, is_issued=False)
    change_draft(
        notice_id=notice.pk, actor=world.planner, title="新题", units=[world.branch], etag=1
    )
    notice.refresh_from_db()
    assert (notice.title, list(notice.units.all())) == ("新题", [world.branch])
    with pytest.raises(Refused) as refused:
        change_draft(notice_id=notice.pk, actor=world.planner, title="旧", etag=1)
    assert codes(refused) == ["stale"]
    with pytest.raises(Refused) as refused:
        change_draft(notice_id=notice.pk, actor=world.rival, title="别人")
    assert codes(refused) == ["no-permission"]
    issue(notice, world.head)
    with pytest.raises(Refused) as refused:
        change_draft(notice_id=notice.pk, actor=world.planner, title="晚了")
    assert codes(refused) == ["wrong-state"]


def test_one_writes_for_ones_own_unit_about_plans_that_one_sees(world):
    with pytest.raises(Refused) as refused:
        make_notice(world.planner, unit=world.enterprise)
    assert codes(refused) == ["no-permission"]
    with pytest.raises(Refused) as refused:
        make_notice(world.planner, campaign=make_draft(world.planner))
    assert [(one.code, one.attr) for one in refused.value.reasons] == [("unknown", "campaign")]
