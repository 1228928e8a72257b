"""Reports from the front line: who gets them, the clock, every step by every person."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from PIL import Image

from campaigns.models import Campaign
from common import clock, uploads
from common.errors import Refused
from common.models import AuditEvent
from coordination.enums import Level
from frontline.enums import Decision, ReportKind, ReportState
from frontline.models import Report
from frontline.owners import owner_of
from frontline.reports.clock import turn_day
from frontline.reports.command import change_report
from frontline.reports.reporting import MEDIA, add_photos, report_problem
from frontline.reports.workflow import REPORT
from organization.enums import Role
from organization.models import Delegation, Notice, Unit, User
from tests.factories.campaigns import make_approved, make_draft
from tests.factories.frontline import make_report, make_responsible, picture
from tests.factories.organization import make_unit, make_user
from tests.laws import LAWS, sources_of

pytestmark = pytest.mark.django_db
NOON = dt.timedelta(hours=12)


@pytest.fixture
def plan(world, silent_recheck, compare_with) -> Campaign:
    return make_approved(world.planner, world.head)


def take(report: Report, name: str, actor: User | None, **asked) -> Report:
    fresh = User.objects.get(pk=actor.pk) if actor else None
    return change_report(report=report, name=name, actor=fresh, **asked)


def codes(refused) -> list[str]:
    return [one.code for one in refused.value.reasons]


def cases(user: User) -> list[str]:
    rows = Notice.objects.filter(user=user, code="report").order_by("pk")
    return list(rows.values_list("case", flat=True))


# Who decides


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (ReportKind.HANDLING, Role.SUPPORT),
        (ReportKind.STOCK, Role.RESOURCE_KEEPER),
        (ReportKind.CHANNEL, Role.CHANNEL_MANAGER),
        (ReportKind.COMPLAINT, Role.SERVICE_MANAGER),
        (ReportKind.OTHER, Role.SERVICE_MANAGER),
    ],
)
def test_a_kind_goes_to_its_role_where_nobody_is_named(world, plan, kind, role):
    person = world.service if role == Role.SERVICE_MANAGER else make_user(role)

    report = make_report(world.viewer, kind=kind, campaign=plan)

    assert report.owner == person
    assert cases(person) == ["reported"]


@pytest.mark.parametrize("kind", [ReportKind.CLASH, ReportKind.WORDS])
def test_a_plans_author_decides_about_its_words(world, plan, kind):
    make_user(Role.PLANNER, world.consumer, username="a.planner")

    report = make_report(world.viewer, kind=kind, campaign=plan)

    assert (report.owner, report.owner_unit) == (world.planner, world.consumer)
    assert make_report(world.viewer, kind=kind).owner == world.service, "of no plan"


def test_who_is_named_goes_before_the_role_and_the_nearest_unit_before_those_above(world, plan):
    company = make_user(Role.SUPPORT, username="named.company")
    root = make_unit("all", kind="company") if not Unit.objects.filter(parent=None) else None
    root = root or Unit.objects.get(path=world.consumer.paths_above[0])
    any_kind = make_user(Role.PLANNER, world.consumer, username="named.any")
    of_kind = make_user(Role.PLANNER, world.consumer, username="named.kind")

    def owner(kind: str) -> User:
        found = owner_of(kind=kind, campaign=plan, unit=world.branch, reporter=world.viewer)
        assert found is not None
        return found.person

    if root != world.consumer:
        make_responsible(root, company, ReportKind.STOCK)
        assert owner(ReportKind.STOCK) == company
    make_responsible(world.consumer, any_kind)
    make_responsible(world.consumer, of_kind, ReportKind.STOCK)

    assert owner(ReportKind.STOCK) == of_kind
    assert owner(ReportKind.COMPLAINT) == any_kind
    of_kind.is_active = False
    of_kind.save()
    assert owner(ReportKind.STOCK) == any_kind, "who has left decides nothing"


def test_where_it_was_seen_counts_for_what_names_no_plan(world):
    person = make_user(Role.PLANNER, world.branch, username="of.branch")
    make_responsible(world.branch, person)

    assert make_report(world.viewer).owner == person


def test_nobody_decides_about_their_own_report_while_there_is_somebody_else(world, plan):
    report = make_report(world.planner, campaign=plan, unit=world.consumer)

    assert report.owner != world.planner


def test_a_report_that_nobody_could_decide_is_refused(world):
    User.objects.exclude(pk=world.viewer.pk).update(is_active=False)

    with pytest.raises(Refused) as refused:
        make_report(world.viewer)

    assert codes(refused) == ["nobody"]
    assert not Report.objects.exists()


# Reporting


@pytest.mark.parametrize(
    ("fields", "code", "attr"),
    [
        ({"seen_on": clock.today() + dt.timedelta(days=1)}, "out-of-range", "seen_on"),
        ({"seen_on": clock.today() - dt.timedelta(days=91)}, "out-of-range", "seen_on"),
        ({"text": ""}, "blank", "text"),
        ({"text": "长" * 2001}, "max_length", "text"),
        ({"customers": 0}, "min_value", "customers"),
        ({"customers": 100_001}, "max_value", "customers"),
        ({"kind": "gossip"}, "invalid_choice", "kind"),
    ],
)
def test_a_report_is_whole(world, fields, code, attr):
    if fields.get("kind"):
        with pytest.raises(KeyError):
            make_report(world.viewer, **fields)
        return
    with pytest.raises(Refused) as refused:
        make_report(world.viewer, **fields)

    assert [(one.code, one.attr) for one in refused.value.reasons] == [(code, attr)]


@pytest.mark.parametrize("days", [0, 90])
def test_the_days_at_the_edge_are_taken(world, days):
    seen = clock.today() - dt.timedelta(days=days)

    assert make_report(world.viewer, seen_on=seen).seen_on == seen


def test_a_plan_that_one_does_not_see_is_unknown(world, plan):
    west = Unit.objects.get(code="branch-west")
    elsewhere = make_user(Role.BRANCH_VIEWER, west)
    draft = make_draft(world.planner)
    plan.in_force.branches.set([world.branch])

    for actor, about in ((elsewhere, plan), (world.viewer, draft), (world.planner, draft)):
        with pytest.raises(Refused) as refused:
            make_report(actor, campaign=about)
        assert [(one.code, one.attr) for one in refused.value.reasons] == [("unknown", "campaign")]


def test_a_clash_is_with_another_plan(world, plan):
    for fields, attr in (({"against": plan}, "campaign"), ({"campaign": plan}, "against")):
        with pytest.raises(Refused) as refused:
            make_report(world.viewer, kind=ReportKind.CLASH, **({"against": plan} | fields))
        assert [one.attr for one in refused.value.reasons] == [attr]


def test_one_reports_for_ones_own_units_alone(world):
    west = Unit.objects.get(code="branch-west")
    front = make_user(Role.FRONT_OFFICE, world.consumer)

    with pytest.raises(Refused) as refused:
        make_report(world.viewer, unit=west)
    assert codes(refused) == ["not-yours"]
    assert make_report(front, unit=west).unit == west, "the hotline speaks with all branches"
    for stranger in (world.admin, make_user(Role.AUDITOR)):
        with pytest.raises(Refused) as refused:
            make_report(stranger, unit=world.branch)
        assert codes(refused) == ["no-permission"]


def test_a_report_is_in_the_audit_trail(world, plan):
    report = make_report(world.viewer, campaign=plan)

    event = AuditEvent.objects.get(object_type="report")
    assert (event.action, event.object_code, event.unit) == ("report", report.code, "branch-east")
    assert event.details["campaign"] == plan.code


# Pictures


def test_a_picture_is_made_anew(world):
    exif = Image.Exif()
    exif[0x010E] = "姓名 13800000000"

    report = make_report(world.viewer, photos=[picture(exif=exif)])

    (photo,) = report.photos.all()
    kept = uploads.folder(MEDIA) / photo.stored_as
    assert photo.media_type == "image/jpeg"
    assert b"13800000000" not in kept.read_bytes()
    with Image.open(kept) as kept_picture:
        assert not kept_picture.getexif()


def test_what_is_no_picture_is_refused_and_leaves_nothing(world):
    before = set(uploads.folder(MEDIA).iterdir())
    false = picture("false.jpg")
    false.file.seek(0)
    false.file.write(b"%PDF-1.7 ")

    with pytest.raises(Refused) as refused:
        make_report(world.viewer, photos=[picture(), false])

    assert [(one.code, one.attr) for one in refused.value.reasons] == [("kind", "photos")]
    assert set(uploads.folder(MEDIA).iterdir()) == before
    assert not Report.objects.exists()


def test_at_most_five_pictures_until_it_is_over(world):
    report = make_report(world.viewer, photos=[picture() for _ in range(4)])
    add_photos(report_id=report.pk, photos=[picture()], actor=world.viewer)

    with pytest.raises(Refused) as refused:
        add_photos(report_id=report.pk, photos=[picture()], actor=world.viewer)
    assert codes(refused) == ["too-many"]
    with pytest.raises(Refused) as refused:
        add_photos(report_id=report.pk, photos=[picture()], actor=world.rival)
    assert codes(refused) == ["no-permission"]
    take(report, "withdraw", world.viewer, reason="看错了")
    with pytest.raises(Refused) as refused:
        add_photos(report_id=report.pk, photos=[], actor=world.viewer)
    assert codes(refused) == ["wrong-state"]


# Steps: every state × step × person

WHO = ("owner", "owner_head", "leadership", "reporter", "colleague", "stranger", "planner_else")


def people_of(world) -> dict[str, User]:
    return {
        "owner": world.planner,
        "owner_head": world.head,
        "leadership": world.leader,
        "reporter": world.viewer,
        "colleague": make_user(Role.BRANCH_VIEWER, world.branch),
        "stranger": make_user(Role.BRANCH_VIEWER, Unit.objects.get(code="branch-west")),
        "planner_else": world.rival,
    }


@pytest.mark.parametrize("state", ReportState)
def test_steps_are_offered_as_the_law_says(world, plan, state):
    people = people_of(world)
    report = make_report(world.viewer, campaign=plan, state=state)

    offered = {
        (name, who)
        for who, person in people.items()
        for name in REPORT.people_steps
        if not REPORT.why_not(name, report, User.objects.get(pk=person.pk))
    }

    states = [str(one) for one in ReportState]
    assert offered == {
        (name, who)
        for name, law in LAWS["report"].items()
        if state in sources_of(law, states)
        for who in law.who.split()
    }


def test_the_whole_way(world, plan):
    report = make_report(world.viewer, campaign=plan)
    take(report, "take", world.planner)
    take(report, "ask", world.planner, reason="哪个网点？")
    take(report, "reply", world.viewer, reason="东城大厅旁的手机店")
    take(report, "decide", world.planner, reason="发统一口径", decision=Decision.NOTICE)
    take(report, "reopen", world.viewer, reason="海报还挂着")
    take(report, "decide", world.planner, reason="今天撤下", decision=Decision.CHANGE)
    report = take(report, "confirm", world.viewer)

    assert (report.state, report.decision, report.decided_by) == (
        ReportState.CLOSED,
        Decision.CHANGE,
        world.planner,
    )
    assert cases(world.viewer) == ["taken", "asked", "decided", "decided"]
    assert cases(world.planner) == ["reported", "replied", "reopened", "confirmed"]


@pytest.mark.parametrize(
    ("name", "asked", "attr"),
    [
        ("decide", {"decision": Decision.NONE}, "reason"),
        ("decide", {"reason": "因为"}, "decision"),
        ("decide", {"reason": "因为", "decision": "shrug"}, "decision"),
        ("ask", {}, "reason"),
        ("hand_on", {"reason": "不归我"}, "person"),
        ("hand_on", {"reason": "不归我", "person": "nobody.there"}, "person"),
        ("hand_on", {"reason": "不归我", "person": "planner.consumer"}, "person"),
        ("hand_on", {"reason": "不归我", "person": "branch.east"}, "person"),
        ("hand_on", {"reason": "不归我", "person": "admin"}, "person"),
        ("hand_on", {"person": "service.manager"}, "reason"),
    ],
)
def test_a_step_says_what_it_lacks(world, plan, name, asked, attr):
    report = make_report(world.viewer, campaign=plan)

    with pytest.raises(Refused) as refused:
        take(report, name, world.planner, **asked)

    assert [(one.status, one.attr) for one in refused.value.reasons] == [(400, attr)]
    assert Report.objects.get().state == ReportState.REPORTED


def test_a_plan_is_changed_only_where_one_is_named(world):
    report = make_report(world.viewer)

    with pytest.raises(Refused) as refused:
        take(report, "decide", world.service, reason="改", decision=Decision.CHANGE)
    assert codes(refused) == ["no-plan"]


def test_handing_on_begins_the_clock_anew(world, plan):
    report = make_report(world.viewer, campaign=plan, answer_by=clock.today())
    take(report, "take", world.planner)

    report = take(report, "hand_on", world.planner, reason="服务侧", person="service.manager")

    assert (report.state, report.owner) == (ReportState.REPORTED, world.service)
    assert report.answer_by > clock.today()
    assert cases(world.service) == ["handed_on"]


def test_a_deputy_decides_with_the_owners_name(world, plan):
    today = clock.today()
    Delegation.objects.create(
        principal=world.planner, deputy=world.rival, starts_on=today, ends_on=today
    )
    report = make_report(world.viewer, campaign=plan)

    report = take(report, "take", world.rival)

    assert report.owner == world.planner
    event = AuditEvent.objects.filter(action="take").get()
    assert event.acting_for == world.planner.username
    assert cases(world.rival) == ["reported"]


# The clock


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=clock.now().tzinfo)


MONDAY = dt.date(2026, 11, 30)


def test_two_working_days_over_a_weekend(world, plan):
    friday = MONDAY - dt.timedelta(days=3)
    with time_machine.travel(at(friday), tick=False):
        assert make_report(world.viewer).answer_by == MONDAY + dt.timedelta(days=1)


@pytest.mark.parametrize(("after", "passed"), [(0, False), (1, True)])
def test_what_nobody_decides_goes_up_the_line(world, plan, after, passed):
    with time_machine.travel(at(MONDAY), tick=False):
        report = make_report(world.viewer, campaign=plan)
        day = report.answer_by + dt.timedelta(days=after)
    with time_machine.travel(at(day), tick=False):
        turn_day(clock.now())
        turn_day(clock.now())
    report.refresh_from_db()

    assert report.owner == (world.head if passed else world.planner)
    assert report.level == (Level.HEAD if passed else Level.PERSON)
    if passed:
        assert cases(world.head) == ["passed_on"]
        assert cases(world.planner) == ["reported", "overdue"]
        assert cases(world.viewer) == ["overdue"]
        assert report.answer_by > day


def test_it_ends_before_leadership_which_is_asked_again_and_again(world, plan):
    report = make_report(world.viewer, campaign=plan)
    for _turn in range(3):
        Report.objects.update(answer_by=clock.today() - dt.timedelta(days=1))
        turn_day(clock.now())
    report.refresh_from_db()

    assert (report.owner, report.level) == (world.leader, Level.LEADERSHIP)
    assert cases(world.leader) == ["passed_on", "passed_on"]
    assert report.state == ReportState.REPORTED


@pytest.mark.parametrize("state", [ReportState.ASKED, ReportState.DECIDED])
@pytest.mark.parametrize(("days", "closed"), [(7, False), (8, True)])
def test_silence_closes_it_after_five_working_days(world, state, days, closed):
    """From Monday the fifth working day is the next Monday."""
    with time_machine.travel(at(MONDAY), tick=False):
        report = make_report(world.viewer, state=state)
    now = at(MONDAY + dt.timedelta(days=days))
    with time_machine.travel(now, tick=False):
        turn_day(now)
    report.refresh_from_db()

    assert (report.state == ReportState.CLOSED) is closed


def test_an_answer_by_that_is_old_waits_while_it_is_asked_back(world):
    report = make_report(
        world.viewer, state=ReportState.ASKED, answer_by=clock.today() - dt.timedelta(days=9)
    )
    turn_day(clock.now())
    report.refresh_from_db()
    assert report.level == Level.PERSON


def test_report_problem_takes_no_unit_that_is_shut(world):
    Unit.objects.filter(pk=world.branch.pk).update(is_active=False)

    with pytest.raises(Refused) as refused:
        report_problem(
            actor=world.viewer,
            kind=ReportKind.OTHER,
            unit=world.branch,
            text="x",
            seen_on=clock.today(),
        )
    assert codes(refused) == ["not-yours"]
