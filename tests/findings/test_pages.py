from __future__ import annotations

import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from pyroaring import BitMap

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from channels.models import Channel
from common import clock
from common.models import AuditEvent
from customers.models import Party
from findings.enums import FindingState, Severity, WayOutKind
from findings.models import CheckRun, Finding
from findings.types import WayOut
from tests.factories.campaigns import (
    found,
    make_checking,
    make_coordinating,
    make_draft,
    make_finding,
    run_check,
)

pytestmark = pytest.mark.django_db


def url(plan, tail=""):
    return f"/campaigns/{plan.code}/findings/{tail}"


def everybody():
    return BitMap(Party.objects.values_list("ordinal", flat=True))


@pytest.fixture
def clash(world):
    """Two plans of two departments that clash, found by the check of the first: (own, other,
    finding).
    """
    offers = [{"product": "recharge", "pay": "100.00", "get": "30.00"}]
    other = make_coordinating(
        world.rival, owner_unit="enterprise", name="集团成员充100送30", offers=offers
    )
    own = make_checking(world.planner)
    ways = [
        WayOut(
            kind=WayOutKind.EXCLUDE_PERSONS,
            campaign=own.code,
            effect={"audience_before": 3, "audience_after": 1, "stays": "visible"},
        ),
        WayOut(
            kind=WayOutKind.ATTACH_SCRIPT,
            campaign=own.code,
            params={"with": other.code},
            solves=False,
        ),
        WayOut(kind=WayOutKind.EXCLUDE_SHARED, campaign=other.code, params={"with": own.code}),
        WayOut(kind=WayOutKind.JOIN_CAMPAIGNS, campaign=own.code, params={"with": other.code}),
    ]
    facts = {
        "persons": 2,
        "shared_persons": 2,
        "crowd_own": 3,
        "crowd_other": 3,
    }
    facts |= {
        "gap_points": 20,
        "rate_own": 0.5,
        "rate_other": 0.3,
        "overlap_days": 31,
        "shared_channels": ["social-outlet"],
    }
    two = BitMap(list(everybody())[:2])
    run_check(
        own,
        found(own, other, subject={"product": "recharge"}, facts=facts, ways_out=ways, persons=two),
        grade="C",
    )
    return Campaign.objects.get(pk=own.pk), other, Finding.objects.get()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("side", ["own", "other"])
def test_finding_stands_on_both_departments_pages(page, world, clash, language, side):
    own, other, _finding = clash
    user, plan = (world.planner, own) if side == "own" else (world.rival, other)

    response = page(user, language=language).get(url(plan))

    text = response.content.decode()
    card = response.context["groups"][0].cards[0]
    assert own.name in text
    assert other.name in text
    assert [figure["value"] for figure in card.figures] == ["2", "20", "31", "1"]
    assert card.drawing is not None
    assert sum(row.differs for row in card.sides) == 2
    assert "<svg" in text


def test_sides_swap_for_the_other_plan(page, world, clash):
    own, other, _finding = clash

    mine = page(world.planner).get(url(own)).context["groups"][0].cards[0]
    theirs = page(world.rival).get(url(other)).context["groups"][0].cards[0]

    assert mine.figures[1]["note"] == "50.0% against 30.0%"
    assert theirs.figures[1]["note"] == "30.0% against 50.0%"


def test_ways_out_lead_to_before_and_after_or_to_a_proposal(page, world, clash):
    own, _other, _finding = clash

    ways = page(world.planner).get(url(own)).context["groups"][0].cards[0].ways

    assert [way.is_applicable for way in ways] == [True, True, True, False]
    assert [way.is_for_owner for way in ways] == [False, False, False, True]
    assert "3 → 1" in ways[0].outlook


def test_channel_that_a_way_out_leads_to_is_named(page, world):
    Channel.objects.filter(code="own-hall").update(name="自有营业厅", name_en="Own halls")
    plan = make_checking(world.planner)
    way = WayOut(
        kind=WayOutKind.CHANGE_CHANNEL,
        campaign=plan.code,
        params={"channel": "sms", "product": "recharge", "to": "own-hall"},
    )
    run_check(plan, found(plan, ways_out=[way]))

    assert (
        page(world.planner)
        .get(url(plan))
        .context["groups"][0]
        .cards[0]
        .ways[0]
        .label.startswith("Use Own halls in the place of")
    )


def test_only_blocking_is_shown_at_first(page, world):
    plan = make_checking(world.planner)
    run_check(
        plan, found(plan), found(plan, severity=Severity.NOTICE, subject={"day": "2026-10-01"})
    )
    client = page(world.planner)

    first, whole = client.get(url(plan)), client.get(url(plan) + "?show=all")

    assert [group.severity for group in first.context["groups"]] == ["blocking"]
    assert [group.severity for group in whole.context["groups"]] == ["blocking", "notice"]


@pytest.mark.parametrize(("count", "rows"), [(3, 3), (4, 1)])
def test_many_findings_of_a_rule_are_one_row_that_opens_to_all(page, world, count, rows):
    plan = make_checking(world.planner)
    run_check(
        plan,
        *(
            found(plan, severity=Severity.NOTICE, subject={"day": f"2026-10-{n + 1:02}"})
            for n in range(count)
        ),
    )

    response = page(world.planner).get(url(plan))

    (group,) = response.context["groups"]
    assert len(group.rows) == rows
    assert all(
        f'id="f-{finding.pk}"' in response.content.decode() for finding in Finding.objects.all()
    )
    assert ("Show all" in response.content.decode()) == (rows == 1)


def test_solved_findings_are_shown_on_request(page, world, clash):
    own, _other, finding = clash
    Finding.objects.update(state=FindingState.RESOLVED, closed_at=clock.now())
    client = page(world.planner)

    assert client.get(url(own)).context["groups"] == []
    assert client.get(url(own) + "?settled=1").context["groups"][0].cards[0].view.finding == finding


def test_page_polls_while_checking_and_is_left_alone_when_nothing_changed(page, world):
    plan = make_checking(world.planner)
    response = page(world.planner).get(url(plan))
    stamp = response.context["stamp"]
    client = page(world.planner, htmx=True)

    text = response.content.decode()
    assert re.search(r'hx-trigger="load delay:150ms, every \ds"', text), "when checks are done"
    assert client.get(url(plan) + f"?seen={stamp}").status_code == 204
    run_check(plan, found(plan))
    changed = client.get(url(plan) + f"?seen={stamp}")
    assert changed.status_code == 200
    assert b"<html" not in changed.content
    assert b"tabpage" in changed.content


def test_before_the_first_answer_no_number_of_findings_is_told(page, world):
    plan = make_checking(world.planner)
    client = page(world.planner)

    assert "All 0" not in client.get(url(plan)).content.decode()
    run_check(plan)
    assert "All 0" in client.get(url(plan)).content.decode()


def test_polling_page_of_the_other_side_notices_the_finding(page, world):
    other = make_coordinating(world.rival, owner_unit="enterprise")
    client = page(world.rival, htmx=True)
    stamp = client.get(url(other)).context["stamp"]
    own = make_checking(world.planner)

    run_check(own, found(own, other))

    assert client.get(url(other) + f"?seen={stamp}").status_code == 200


def test_before_and_after_changes_nothing(page, world, clash):
    own, _other, finding = clash
    way = finding.ways_out[0]["id"]
    runs, audits = CheckRun.objects.count(), AuditEvent.objects.count()

    response = page(world.planner).get(url(own, f"{finding.pk}/ways/{way}/"))

    assert response.status_code == 200
    assert (response.context["persons_before"], response.context["persons_after"]) == (3, 1)
    assert [row.after for row in response.context["rows"]] == ["List of 2 customers"]
    assert (CheckRun.objects.count(), AuditEvent.objects.count()) == (runs, audits)
    own.refresh_from_db()
    assert own.state == CampaignState.COORDINATING


def test_applying_a_way_out_submits_the_next_revision(page, world, clash):
    own, _other, finding = clash
    way = finding.ways_out[0]["id"]

    response = page(world.planner).post(url(own, f"{finding.pk}/ways/{way}/"))

    own = Campaign.objects.select_related("working").get(pk=own.pk)
    assert response.url == url(own)
    assert (own.state, own.working.number) == (CampaignState.CHECKING, 2)
    assert own.working.audience_set.persons == 1


def test_script_takes_its_words_and_keeps_wrong_ones(page, world, clash):
    own, other, finding = clash
    way = finding.ways_out[1]["id"]
    client = page(world.planner)

    wrong = client.post(url(own, f"{finding.pk}/ways/{way}/"), {"text": "a\u202eb"})
    client.post(url(own, f"{finding.pk}/ways/{way}/"), {"text": "两种优惠不能同享"})

    assert wrong.status_code == 422
    own = Campaign.objects.select_related("working").get(pk=own.pk)
    assert [(row.against, row.text) for row in own.working.explanations.all()] == [
        (other, "两种优惠不能同享")
    ]


def test_way_out_of_another_plan_is_not_applied_but_proposed(page, world, clash):
    own, _other, finding = clash
    way = finding.ways_out[2]["id"]
    client = page(world.planner)

    assert client.post(url(own, f"{finding.pk}/ways/{way}/")).status_code in {302, 403}
    assert client.get(url(own, f"{finding.pk}/ways/{way}/")).status_code == 403
    client.post(url(own, f"{finding.pk}/ways/{way}/propose/"))
    assert finding.proposals.count() == 1


def test_proposal_is_made_once_and_read_by_both_sides(page, world, clash):
    own, other, finding = clash
    way = finding.ways_out[2]["id"]
    client = page(world.planner)
    for _click in range(2):
        client.post(url(own, f"{finding.pk}/ways/{way}/propose/"))

    asked, asked_of = (
        client.get(url(own)).content.decode(),
        page(world.rival, language="zh-hans").get(url(other)).content.decode(),
    )

    assert finding.proposals.count() == 1
    assert f"Waits for {world.rival}" in asked
    assert f"{way}/propose/" not in asked
    assert f"{world.planner} 提出" in asked_of
    assert f"findings/{finding.pk}/negotiation/" in asked_of


def test_unknown_way_out_is_refused(page, world, clash):
    own, _other, finding = clash

    assert page(world.planner).get(url(own, f"{finding.pk}/ways/nonsense/")).status_code == 400


def test_both_heads_accept(page, world, clash):
    own, other, finding = clash

    page(world.head).post(url(own, f"{finding.pk}/accept/"), {"reason": "可以", "until": ""})
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN
    page(world.rival_head).post(url(other, f"{finding.pk}/accept/"), {"reason": "同意"})

    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED
    assert "同意" in page(world.planner).get(url(own) + "?show=all").content.decode()


@pytest.mark.parametrize("data", [{"reason": ""}, {"reason": "x", "until": "nonsense"}])
def test_acceptance_without_reason_or_day_is_refused_in_words(page, world, clash, data):
    own, _other, finding = clash

    response = page(world.head).post(url(own, f"{finding.pk}/accept/"), data)

    assert (response.status_code, bool(response.context["reasons"])) == (400, True)
    assert not finding.acceptances.exists()


def test_planner_cannot_accept_for_the_heads(page, world, clash):
    own, _other, finding = clash

    assert not page(world.planner).get(url(own)).context["groups"][0].cards[0].view.may_accept
    page(world.planner).post(url(own, f"{finding.pk}/accept/"), {"reason": "x"})
    assert not finding.acceptances.exists()


def test_comments_are_shown_to_both_sides_and_escaped(page, world, clash):
    own, other, finding = clash

    page(world.planner).post(url(own, f"{finding.pk}/comment/"), {"text": "<b>请剔除</b>"})

    text = page(world.rival).get(url(other)).content.decode()
    assert "&lt;b&gt;请剔除" in text


@pytest.mark.parametrize(("more", "is_kept"), [(0, True), (1, False)])
def test_remark_that_is_too_long_comes_back_whole(page, world, clash, more, is_kept):
    own, _other, finding = clash
    words = "剔" * 2000 + "除" * more
    where = f"{url(own)}?show=all"
    client = page(world.planner)

    sent = client.post(
        url(own, f"{finding.pk}/comment/"),
        {"text": words},
        headers={"Referer": f"http://testserver{where}"},
    )

    assert finding.comments.filter(text=words).exists() is is_kept
    assert words in client.get(where).content.decode()
    assert sent.status_code == 302  # to the page of the finding


def test_customers_concerned_are_masked_and_need_the_right_role(page, world, clash):
    own, _other, finding = clash

    response = page(world.planner).get(url(own, f"{finding.pk}/customers/"))

    assert response.context["total"] == 2
    assert len(response.context["rows"]) == 2
    assert response.context["csv_url"]
    assert page(world.leader).get(url(own, f"{finding.pk}/customers/")).status_code == 403


@pytest.mark.parametrize("tail", ["", "{id}/customers/", "{id}/ways/{way}/"])
def test_branch_and_strangers_find_nothing(page, world, clash, tail):
    own, _other, finding = clash
    address = url(own, tail.format(id=finding.pk, way=finding.ways_out[0]["id"]))

    assert page(world.viewer).get(address).status_code == 404


def test_finding_of_another_plan_is_not_there(page, world, clash):
    _own, _other, finding = clash
    third = make_draft(world.planner)

    assert page(world.planner).get(url(third, f"{finding.pk}/customers/")).status_code == 404


def test_findings_need_a_fixed_number_of_queries(page, world, clash, django_assert_max_num_queries):
    own, other, _finding = clash
    client = page(world.planner)
    client.get(url(own) + "?show=all")
    with django_assert_max_num_queries(120) as one:
        client.get(url(own) + "?show=all")
    make_more(own, other)

    with django_assert_max_num_queries(120) as three:
        client.get(url(own) + "?show=all")

    assert len(three.captured_queries) == len(one.captured_queries)


def make_more(own, other):
    for day in ("2026-10-01", "2026-10-02"):
        one = Finding.objects.first()
        sides = list(one.sides.all())
        one.pk, one.fingerprint, one.subject = (
            None,
            f"copy-{day}",
            {"product": "recharge", "day": day},
        )
        one._state.adding = True
        one.id = uuid4()
        one.save()
        for side in sides:
            one.sides.create(campaign=side.campaign, is_checked_side=side.is_checked_side)


@pytest.mark.parametrize("way", ["signed out", "signed in anew"])
def test_comment_sent_without_a_session_is_there_again_after_signing_in(world, clash, way):
    own, _other, finding = clash
    world.planner.language = "en"
    world.planner.set_password("four words are enough")
    world.planner.save()
    where, to = url(own) + "?show=all", url(own, f"{finding.pk}/comment/")
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(world.planner)
    token = client.get(where).context["csrf_token"]
    if way == "signed out":
        del client.cookies["sessionid"]
    else:
        client.cookies["csrftoken"] = "x" * 32  # another token than the page's

    sent = client.post(
        to,
        {"text": "请把重叠的人剔除", "csrfmiddlewaretoken": str(token)},
        headers={"Referer": f"http://testserver{where}"},
    )
    if way == "signed out":
        assert sent.url == f"/accounts/login/?next={quote(where, safe='/')}"
        login = client.get(sent.url)
        sent = client.post(
            sent.url,
            {
                "login": world.planner.username,
                "password": "four words are enough",
                "csrfmiddlewaretoken": str(login.context["csrf_token"]),
            },
        )

    assert sent.url == where
    text = client.get(where).content.decode()
    assert "请把重叠的人剔除</textarea>" in text
    assert "nothing was changed" in text.split("请把重叠的人剔除</textarea>")[1].split("</form>")[0]
    assert finding.comments.count() == 0
    assert "请把重叠的人剔除" not in client.get(where).content.decode()


def test_acceptance_without_a_reason_opens_its_dialog_again(page, world, clash):
    own, _other, finding = clash
    client = page(world.head)

    response = client.post(
        url(own, f"{finding.pk}/accept/"),
        {"reason": "", "until": "2199-01-01"},
        headers={"Referer": f"http://testserver{url(own)}"},
        follow=True,
    )

    dialog = response.content.decode().split("data-refilled")[-1]
    assert 'value="2199-01-01"' in dialog.split("</dialog>")[0]
    assert 'class="err"' in dialog.split("</dialog>")[0]


def test_a_finding_names_and_links_the_plans_of_its_facts(page, world):
    """With what is counted of each; one's own plan is left out, an unknown one has no link."""
    own = make_coordinating(world.planner)
    theirs = make_coordinating(world.rival, owner_unit="enterprise", name="集团成员充100送30")
    secret = make_draft(world.rival, owner_unit="enterprise", name="秘密")
    points = {own.code: 16, theirs.code: 14, secret.code: 12}
    make_finding(
        own,
        rule="launch-clustering",
        case="company",
        severity="blocking",
        subject={"day": "2026-10-05"},
        facts={
            "week": "2026-10-05",
            **{f"points_{part}": 16 for part in ("plan", "approved", "pending")},
            "points": 48,
            "over_by": 8,
            "limit": 40,
            "plans": [{"campaign": code, "points": n} for code, n in points.items()],
        },
    )

    response = page(world.planner).get(url(own))

    view = response.context["groups"][0].cards[0].view
    assert [(one.code, one.number) for one in view.named] == [(theirs.code, "14"), ("", "12")]
    assert view.campaigns == [theirs.code]
    assert f'href="/campaigns/{theirs.code}/"' in response.content.decode()
    assert secret.name not in response.content.decode()
