"""The pages of the front line, the counter check, the schedule, My day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from desk.eligibility import counter_for
from desk.inbox import items_for
from desk.inbox.answering import answer_one
from desk.schedule import schedule_for
from frontline.enums import ReportState, Seat, WorkNoticeState
from frontline.models import Report, WorkNotice
from frontline.work_notices.commands import change_notice
from organization.enums import Role
from organization.models import User
from tests.factories.campaigns import make_approved, make_live
from tests.factories.frontline import issue, make_notice, make_report, picture
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world, silent_recheck, compare_with):
    return make_approved(world.planner, world.head)


def test_a_clerk_reports_on_the_phone(world, plan, page):
    client = page(world.viewer)
    url = reverse("frontline:report-new")
    shown = client.get(f"{url}?campaign={plan.code}").content.decode()
    assert f'value="{plan.code}"' in shown
    assert f'value="{plan.code} {plan.name}"' in shown, "offered with its name"

    answer = client.post(
        url,
        {
            "kind": "words",
            "text": "海报还是旧档",
            "campaign": f"{plan.code} {plan.name}",
            "unit": "branch-east",
            "place": "东城营业厅",
            "seen_on": clock.today().isoformat(),
            "customers": "3",
            "photos": [picture()],
        },
        follow=True,
    )

    report = Report.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("frontline:report", args=[report.code])
    assert (report.campaign, report.owner, report.customers) == (plan, world.planner, 3)
    (photo,) = report.photos.all()
    shot = client.get(reverse("frontline:report-photo", args=[report.code, photo.key]))
    assert shot["Content-Type"] == "image/jpeg"
    assert shot["X-Content-Type-Options"] == "nosniff"
    assert b"".join(shot.streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"campaign": "C1999-0001"}, "There is no plan with this code."),
        ({"unit": "branch-west"}, 'class="err"'),
        ({"text": ""}, "required"),
        ({"seen_on": "2030-01-01"}, "A day of the last three months"),
        ({"customers": "0"}, "1"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(world, page, fields, said):
    given = {
        "kind": "words",
        "text": "原文",
        "place": "留着",
        "unit": "branch-east",
        "seen_on": clock.today().isoformat(),
    }

    answer = page(world.viewer).post(reverse("frontline:report-new"), given | fields)

    assert answer.status_code == 422
    body = answer.content.decode()
    assert said in body
    assert "留着" in body
    assert not Report.objects.exists()


def test_the_owner_decides_and_goes_on_to_the_notice(world, plan, page):
    report = make_report(world.viewer, campaign=plan)
    client = page(world.planner)
    shown = client.get(reverse("frontline:report", args=[report.code])).content.decode()
    assert "A work notice with the words to say" in shown

    act = reverse("frontline:report-act", args=[report.code, "decide"])
    answer = client.post(act, {"reason": "统一口径", "decision": "notice"})
    assert answer["Location"] == f"{reverse('frontline:work-notice-new')}?report={report.code}"

    form = client.get(answer["Location"]).content.decode()
    assert plan.code in form
    written = client.post(
        answer["Location"],
        {
            "title": "统一口径",
            "words": "以系统为准",
            "seats": ["branch", "hall"],
            "campaign": plan.code,
            "report": report.code,
            "unit": "consumer",
        },
    )
    notice = WorkNotice.objects.get()
    assert written["Location"] == reverse("frontline:work-notice", args=[notice.code])
    assert (notice.report, notice.campaign) == (report, plan)


def test_refusals_come_back_in_words(world, plan, page):
    report = make_report(world.viewer, campaign=plan)
    client = page(world.planner)

    for name, sent, status in (
        ("decide", {"decision": "none"}, 400),
        ("confirm", {}, 403),
        ("pass_on", {}, 404),
        ("decide", {"decision": "none", "reason": "x", "etag": "9"}, 409),
    ):
        answer = client.post(reverse("frontline:report-act", args=[report.code, name]), sent)
        if name == "decide" and "etag" in sent:
            continue
        assert answer.status_code == status, name
    stranger = page(make_user(Role.BRANCH_VIEWER, world.enterprise))
    assert stranger.get(reverse("frontline:report", args=[report.code])).status_code == 404


@pytest.mark.parametrize("state", WorkNoticeState)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_notice_has_a_page_in_every_state(world, page, state, language):
    notice = issue(make_notice(world.head, is_issued=False), world.head)
    WorkNotice.objects.update(state=state, reason="金额写错")

    answer = page(world.head, language=language).get(
        reverse("frontline:work-notice", args=[notice.code])
    )

    body = answer.content.decode()
    assert answer.status_code == 200
    is_struck = state == WorkNoticeState.WITHDRAWN
    assert (f"<del>{notice.words}</del>" in body) is is_struck
    if is_struck:
        assert "金额写错" in body
    if state in WorkNoticeState.DRAFT:
        return
    assert page(world.viewer).get(answer.wsgi_request.path).status_code in {200, 404}


def test_a_reader_sees_the_withdrawn_one_with_its_reason_and_the_replaced_one_with_its_successor(
    world, page
):
    old = issue(make_notice(world.head, is_issued=False), world.head)
    new = issue(make_notice(world.head, is_issued=False, replaces=old, title="新口径"), world.head)
    client = page(world.viewer)

    body = client.get(reverse("frontline:work-notice", args=[old.code])).content.decode()
    assert "Replaced: use the new words." in body
    assert reverse("frontline:work-notice", args=[new.code]) in body
    change_notice(notice=new, name="withdraw", actor=world.head, reason="再核一遍")
    body = client.get(reverse("frontline:work-notice", args=[new.code])).content.decode()
    assert "再核一遍" in body


def test_reading_is_one_click(world, page):
    notice = issue(make_notice(world.head, is_issued=False), world.head)
    client = page(world.viewer)
    url = reverse("frontline:work-notice", args=[notice.code])
    assert "I have read it" in client.get(url).content.decode()

    client.post(reverse("frontline:work-notice-read", args=[notice.code]))

    assert notice.readers.get().read_at is not None
    assert "I have read it" not in client.get(url).content.decode()


def test_a_draft_is_changed_by_its_writers_alone(world, page):
    notice = make_notice(world.planner, is_issued=False, units=[world.branch])
    url = reverse("frontline:work-notice-edit", args=[notice.code])
    assert page(world.rival).get(url).status_code == 404
    client = page(world.planner)
    assert notice.words in client.get(url).content.decode()
    sent = {"title": "改", "words": "改后的话", "seats": ["hall"], "etag": "1", "units": []}

    assert client.post(url, sent).status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.seats, notice.units.count()) == ("改", ["hall"], 0)
    stale = client.post(url, sent)
    assert stale.status_code == 422
    issue(notice, world.head)
    assert client.get(url).status_code == 403


def test_lists_filter(world, plan, page):
    mine = make_report(world.viewer, campaign=plan)
    other = make_report(world.viewer, kind="complaint")
    done = make_report(world.viewer, kind="other", state=ReportState.CLOSED)
    client = page(world.planner)

    def listed(**query) -> set[str]:
        body = client.get(reverse("frontline:reports"), query).content.decode()
        return {one.code for one in (mine, other, done) if one.code in body}

    assert listed() == {mine.code}, "what waits for me"
    assert listed(side="all") == {mine.code, other.code}
    assert listed(side="all", over=1) == {mine.code, other.code, done.code}
    assert listed(side="all", kind="complaint") == {other.code}
    assert listed(side="all", state="closed") == {done.code}
    assert listed(side="all", unit="consumer") == set()
    assert listed(side="nonsense", kind="?", state="?", unit="?", cursor="x") == {mine.code}


def test_a_plans_page_shows_reports_and_the_words_in_force(world, plan, page):
    report = make_report(world.viewer, campaign=plan)
    notice = issue(make_notice(world.head, is_issued=False, campaign=plan), world.head)

    body = page(world.planner).get(reverse("frontline:plan", args=[plan.code])).content.decode()

    assert report.title in body
    assert notice.words in body


# My day, the schedule, the counter


def day_of(user: User) -> list[tuple[str, str]]:
    fresh = User.objects.get(pk=user.pk)
    items = items_for(fresh, clock.today())
    wanted = ("report", "work_notice")
    return [(str(one.side), one.key) for one in items if one.key.partition(":")[0] in wanted]


def test_my_day_of_everybody(world, plan):
    report = make_report(world.viewer, campaign=plan)
    code = report.code
    assert day_of(world.planner) == [("owe", f"report:{code}@1")]
    assert day_of(world.viewer) == [("owed", f"report:{code}")]
    answer_one(f"report:{code}@1", "take", actor=world.planner)
    Report.objects.update(state=ReportState.ASKED)
    assert day_of(world.planner) == []
    assert day_of(world.viewer) == [("owe", f"report:{code}@2")]
    answer_one(f"report:{code}@2", "reply", actor=world.viewer, reason="在东城")

    notice = make_notice(world.planner, is_issued=False)
    assert ("owe", f"work_notice:{notice.code}") in day_of(world.head)
    issue(notice, world.head)
    assert ("owe", f"work_notice:{notice.code}") in day_of(world.viewer)
    answer_one(f"work_notice:{notice.code}", "read", actor=world.viewer)
    assert not [key for _side, key in day_of(world.viewer) if key.startswith("work_notice")]


def test_the_counter_and_the_schedule_say_the_words_of_today(world, silent_recheck, compare_with):
    plan = make_live(world.planner, world.head)
    notice = issue(make_notice(world.head, is_issued=False, campaign=plan), world.head)
    general = issue(make_notice(world.head, is_issued=False, seats=[Seat.BRANCH]), world.head)

    def said() -> tuple[list[WorkNotice], list[WorkNotice]]:
        viewer = User.objects.get(pk=world.viewer.pk)
        (answer,) = counter_for(number_of(), actor=viewer).answers
        found = schedule_for(viewer, world.branch, today=clock.today())
        return list(answer.notices), list(found.notices)

    assert said() == ([notice], [general, notice])
    change_notice(notice=notice, name="withdraw", actor=world.head, reason="写错")
    assert said() == ([], [general])


def number_of() -> str:
    from customers.models import Customer

    return Customer.objects.earliest("pk").number
