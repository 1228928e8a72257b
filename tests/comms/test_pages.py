import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns import commands as plans
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common.errors import Refused
from comms import commands, queries, theme_board
from comms.enums import Decision
from comms.models import CommunicationPlan, Draft, Theme
from comms.queries import PendingAction
from comms.workflow import DRAFT
from organization.enums import Role, UnitKind
from organization.models import Notice, Unit
from tests.factories.campaigns import make_coordinating
from tests.factories.comms import approve, hand_in, make_draft, make_plan, make_theme, release, sign
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


def written(stage):
    """A theme, a plan under it, a draft in review with a first version that was sent back."""
    theme = make_theme(stage.editor, is_binding=True, message="国庆惠民季")
    plan = make_plan(stage.editor, stage.ours, stage.theirs, theme=theme)
    draft = make_draft(stage.editor, stage.ours, plan=plan)
    hand_in(draft)
    commands.change_draft_state(
        draft_id=draft.pk, name="require_changes", actor=stage.reviewer, reason="太长"
    )
    commands.write_draft(
        draft_id=draft.pk, values={"body": "充100送50\n十月办理"}, actor=stage.editor
    )
    hand_in(draft)
    commands.remark(
        draft_id=draft.pk, text="价格写清楚", passage="充100送50", actor=stage.world.planner
    )
    draft.refresh_from_db()
    return theme, plan, draft


def pages(theme, plan, draft):
    return {
        "comms:drafts": [],
        "comms:themes": [],
        "comms:theme-new": [],
        "comms:theme": [theme.code],
        "comms:plans": [],
        "comms:plan-new": [],
        "comms:plan": [plan.code],
        "comms:plan-edit": [plan.code],
        "comms:draft-new": [plan.code],
        "comms:released": [],
        "comms:draft": [draft.code],
        "comms:difference": [draft.code],
    }


WRITING = {"comms:theme-new", "comms:theme", "comms:plan-new", "comms:plan-edit"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_for_editor_and_reviewer(stage, client, language):
    addresses = pages(*written(stage))
    for person in (stage.editor, stage.reviewer):
        person.language = language
        person.save()
        client.force_login(person)
        for name, args in addresses.items():
            expected = 403 if name == "comms:draft-new" and person == stage.reviewer else 200

            assert (name, client.get(reverse(name, args=args)).status_code) == (name, expected)


def test_planner_reads_and_signs_but_does_not_write(stage, client):
    client.force_login(stage.world.planner)

    for name, args in pages(*written(stage)).items():
        expected = 403 if name in {*WRITING, "comms:draft-new"} else 200
        assert (name, client.get(reverse(name, args=args)).status_code) == (name, expected)


def test_branch_has_the_released_drafts_alone(stage, client):
    client.force_login(stage.world.viewer)
    addresses = pages(*written(stage))

    answers = {
        name: client.get(reverse(name, args=args)).status_code for name, args in addresses.items()
    }

    assert answers.pop("comms:released") == 200
    assert {answers.pop("comms:draft"), answers.pop("comms:difference")} == {404}
    assert set(answers.values()) == {403}


def test_another_departments_planner_does_not_see_a_draft_before_its_release(stage, client):
    _theme, _plan, draft = written(stage)
    client.force_login(stage.world.rival)
    url = reverse("comms:draft", args=[draft.code])

    assert client.get(url).status_code == 404
    assert draft.title not in client.get(reverse("comms:drafts")).content.decode()
    assert (
        client.post(
            reverse("comms:sign", args=[draft.code, stage.ours.code]), {"decision": "agree"}
        ).status_code
        == 404
    )
    assert client.post(reverse("comms:act", args=[draft.code, "approve"])).status_code == 404
    assert client.post(reverse("comms:remark", args=[draft.code]), {"text": "x"}).status_code == 404


def test_planner_sees_what_was_handed_in_not_what_is_being_written(stage, client):
    _theme, _plan, draft = written(stage)
    commands.change_draft_state(draft_id=draft.pk, name="take_back", actor=stage.editor)
    commands.write_draft(
        draft_id=draft.pk, values={"body": "secret third version"}, actor=stage.editor
    )
    fresh = make_draft(stage.editor, stage.ours, title="never handed in")
    client.force_login(stage.world.planner)

    page = client.get(reverse("comms:draft", args=[draft.code])).content.decode()

    assert "secret third version" not in page
    assert "十月办理" in page
    assert client.get(reverse("comms:draft", args=[fresh.code])).status_code == 404


def test_draft_page_shows_buttons_with_the_reasons_against_them(stage, client):
    draft = make_draft(stage.editor, stage.ours)
    approve(draft, stage.reviewer)
    stage.reviewer.language = "en"
    stage.reviewer.save()
    client.force_login(stage.reviewer)

    page = client.get(reverse("comms:draft", args=[draft.code])).content.decode()

    assert "has not signed yet" in page
    assert 'aria-disabled="true"' in page
    assert "Require changes" in page
    assert "Take back" not in page


def test_released_draft_reaches_its_branches_and_nobody_elses(stage, client):
    other = make_draft(
        stage.editor, title="only west", branches=[Unit.objects.get(code="branch-west")]
    )
    ours = make_draft(stage.editor, title="only east", branches=[stage.world.branch])
    every = make_draft(stage.editor, title="for everybody")
    for draft in (other, ours, every):
        release(draft, stage.reviewer)
    centre = make_unit("centre-1", kind=UnitKind.CENTRE, parent=stage.world.branch)

    for person in (stage.world.viewer, make_user(Role.ACCOUNT_MANAGER, centre)):
        client.force_login(person)
        page = client.get(reverse("comms:released")).content.decode()

        assert "only east" in page
        assert "for everybody" in page
        assert "only west" not in page
        assert client.get(reverse("comms:draft", args=[other.code])).status_code == 404
        assert client.get(reverse("comms:draft", args=[ours.code])).status_code == 200


def test_branch_reads_the_text_and_nothing_of_its_review(stage, client):
    _theme, _plan, draft = written(stage)
    commands.change_draft_state(draft_id=draft.pk, name="approve", actor=stage.reviewer)
    sign(draft, (stage.ours, stage.world.planner))
    commands.change_draft_state(draft_id=draft.pk, name="release", actor=stage.reviewer)
    client.force_login(stage.world.viewer)

    page = client.get(reverse("comms:draft", args=[draft.code])).content.decode()

    assert "十月办理" in page
    assert "价格写清楚" not in page
    assert stage.reviewer.username not in page


def test_a_recalled_draft_says_so_to_branches_and_they_confirm_it(stage, client):
    draft = make_draft(stage.editor, title="旧单页")
    release(draft, stage.reviewer)
    commands.change_draft_state(
        draft_id=draft.pk, name="withdraw", actor=stage.reviewer, reason="price is wrong"
    )
    release(make_draft(stage.editor, plan=draft.plan, title="新单页"), stage.reviewer)
    url = reverse("comms:draft", args=[draft.code])
    client.force_login(stage.world.viewer)

    text = client.get(url).content.decode()
    assert "price is wrong" in text
    assert "<del" in text
    assert "新单页" in text
    assert 'data-copy="#text"' not in text
    assert draft.title not in client.get(reverse("comms:released")).content.decode()
    assert list(queries.recalled_for(stage.world.viewer)) == [draft]

    for _again in range(2):
        client.post(reverse("comms:act", args=[draft.code, "confirm-recall"]))
    assert list(queries.recalled_for(stage.world.viewer)) == []
    (reader,) = queries.receipts_of(draft)
    assert (reader.person, reader.confirmed_at is None) == (stage.world.viewer, False)
    client.force_login(stage.editor)
    assert str(stage.world.viewer) in client.get(url).content.decode()


def test_who_reads_a_released_draft_is_told_asked_and_counted_alike(stage, client):
    world = stage.world
    west = Unit.objects.get(code="branch-west")
    centre = make_unit("centre-1", kind=UnitKind.CENTRE, parent=world.branch)
    people = {
        "branch": world.viewer,
        "centre": make_user(Role.BRANCH_VIEWER, centre),
        "accounts": make_user(Role.ACCOUNT_MANAGER, centre),
        "company": make_user(Role.ACCOUNT_MANAGER, Unit.objects.get(kind=UnitKind.COMPANY)),
        "front": make_user(Role.FRONT_OFFICE),
        "elsewhere": make_user(Role.ACCOUNT_MANAGER, west),
    }
    draft = make_draft(stage.editor, branches=[world.branch])
    release(draft, stage.reviewer)

    def told(case):
        return set(Notice.objects.filter(code="comms", case=case).values_list("user", flat=True))

    reading = {one.pk for one in people.values() if queries.released_for(one).exists()}
    assert reading == {one.pk for name, one in people.items() if name != "elsewhere"}
    assert told("released") - {stage.editor.pk} == reading

    commands.change_draft_state(
        draft_id=draft.pk, name="withdraw", actor=stage.reviewer, reason="price"
    )
    asked = {one.pk for one in people.values() if queries.recalled_for(one).exists()}
    assert told("withdrawn") - {stage.editor.pk} == asked == reading
    assert {one.person.pk for one in queries.receipts_of(draft)} == asked
    with CaptureQueriesContext(connection) as asking:
        queries.receipts_of(draft)
    assert len(asking) <= 5


def test_who_came_after_a_recall_is_not_asked_to_confirm_it(stage):
    branch = stage.world.branch
    draft = make_draft(stage.editor, branches=[branch])
    release(draft, stage.reviewer)
    commands.change_draft_state(
        draft_id=draft.pk, name="withdraw", actor=stage.reviewer, reason="price"
    )
    draft.refresh_from_db()
    later = draft.withdrawn_at + dt.timedelta(days=1)
    joined = make_user(Role.BRANCH_VIEWER, branch, date_joined=later)
    moved = make_user(Role.BRANCH_VIEWER, branch, date_joined=later - dt.timedelta(days=9))
    moved.memberships.update(valid_from=later.date() + dt.timedelta(days=1))

    assert not queries.recalled_for(joined).exists()
    assert not queries.recalled_for(moved).exists()
    assert {one.person for one in queries.receipts_of(draft)} == {stage.world.viewer}


def test_a_draft_that_was_never_released_is_not_there_for_branches(stage, client):
    draft = make_draft(stage.editor)
    commands.change_draft_state(draft_id=draft.pk, name="withdraw", actor=stage.editor)
    client.force_login(stage.world.viewer)

    assert client.get(reverse("comms:draft", args=[draft.code])).status_code == 404


def test_only_a_recalled_draft_is_confirmed_and_only_by_its_readers(stage):
    draft = make_draft(stage.editor)
    release(draft, stage.reviewer)

    for actor, code in ((stage.world.viewer, "wrong-state"), (stage.editor, "no-permission")):
        with pytest.raises(Refused) as refusal:
            commands.confirm_recall(draft_id=draft.pk, actor=actor)
        assert refusal.value.reasons[0].code == code


def test_the_whole_course_on_pages(stage, client):
    client.force_login(stage.editor)
    client.post(
        reverse("comms:theme-new"),
        {"name": "国庆", "starts_on": "2027-10-01", "ends_on": "2027-10-31", "origin": "own"},
    )
    form = {
        "name": "双节",
        "theme": Theme.objects.get().pk,
        "starts_on": "2027-10-01",
        "ends_on": "2027-10-20",
        "campaigns": [stage.ours.code],
    }
    client.post(reverse("comms:plan-new"), form)
    plan = CommunicationPlan.objects.get()
    text = {
        "title": "折页",
        "kind": "leaflet",
        "body": "充100送50",
        "campaigns": [stage.ours.code],
        "then": "hand_in",
    }
    client.post(reverse("comms:draft-new", args=[plan.code]), text)
    draft = Draft.objects.get()

    client.force_login(stage.reviewer)
    client.post(reverse("comms:act", args=[draft.code, "approve"]))
    client.force_login(stage.world.planner)
    client.post(reverse("comms:sign", args=[draft.code, stage.ours.code]), {"decision": "agree"})
    client.force_login(stage.reviewer)
    client.post(reverse("comms:act", args=[draft.code, "release"]))

    draft.refresh_from_db()
    assert draft.state == "released"


def test_author_writes_on_his_own_draft(stage, client):
    draft = make_draft(stage.editor, stage.ours)
    client.force_login(stage.editor)
    url = reverse("comms:draft-edit", args=[draft.code])
    form = {
        "title": "新标题",
        "kind": "sms",
        "body": "短信",
        "campaigns": [stage.ours.code],
        "etag": draft.etag,
    }

    assert client.get(url).status_code == 200
    assert client.post(url, form).status_code == 302
    stale = client.post(url, form)

    draft.refresh_from_db()
    assert (draft.title, draft.kind, draft.versions.get().body) == ("新标题", "sms", "短信")
    assert stale.status_code == 422


def test_another_editor_reads_but_does_not_write(stage, client):
    draft = make_draft(stage.editor, stage.ours)
    client.force_login(make_user(Role.COMMS_EDITOR))

    assert client.get(reverse("comms:draft", args=[draft.code])).status_code == 200
    assert client.get(reverse("comms:draft-edit", args=[draft.code])).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "x" * 81},
        {"kind": "hologram"},
        {"body": "x" * 20_001},
        {"body": "a\u202eb"},
        {"campaigns": ["C1999-0001"]},
        {"branches": ["consumer"]},
        {"due_on": "31.12."},
    ],
)
def test_a_draft_form_says_what_is_wrong(stage, client, change):
    plan = make_plan(stage.editor, stage.ours)
    client.force_login(stage.editor)

    response = client.post(
        reverse("comms:draft-new", args=[plan.code]),
        {"title": "t", "kind": "leaflet", "body": "b", **change},
    )

    assert response.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"ends_on": "2027-09-01"}, {"campaigns": ["nope"]}, {"theme": "99"}]
)
def test_a_plan_form_says_what_is_wrong(stage, client, change):
    client.force_login(stage.editor)
    form = {"name": "n", "starts_on": "2027-10-01", "ends_on": "2027-10-02", **change}

    assert client.post(reverse("comms:plan-new"), form).status_code == 422
    assert (
        client.post(
            reverse("comms:theme-new"), {**form, "origin": "own", "name": form["name"] and ""}
        ).status_code
        == 422
    )
    assert not CommunicationPlan.objects.exists()


@pytest.mark.parametrize(
    ("decision", "text"), [("", ""), ("remark", "x"), ("changes", ""), ("agree", "x" * 2001)]
)
def test_a_signature_that_says_nothing_changes_nothing(stage, client, decision, text):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    client.force_login(stage.world.planner)

    client.post(
        reverse("comms:sign", args=[draft.code, stage.ours.code]),
        {"decision": decision, "text": text},
    )

    assert not draft.versions.get().reviews.exists()


def test_refused_steps_answer_with_a_sentence(stage, client):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    stage.world.planner.language = "en"
    stage.world.planner.save()
    client.force_login(stage.world.planner)

    refused = client.post(reverse("comms:act", args=[draft.code, "approve"]))
    client.force_login(stage.reviewer)

    assert (refused.status_code, "Your role does not allow this" in refused.content.decode()) == (
        403,
        True,
    )
    assert client.post(reverse("comms:act", args=[draft.code, "release"])).status_code == 409
    assert client.post(reverse("comms:act", args=[draft.code, "burn"])).status_code == 404
    assert client.get(reverse("comms:act", args=[draft.code, "approve"])).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "?from=2027-13",
        "?from=x",
        "?state=gone&kind=x",
        "?cursor=-1",
        "?version=x",
        "?to=9&from=x",
        "?kind=x",
    ],
)
def test_nonsense_in_the_address_is_harmless(stage, client, query):
    _theme, _plan, draft = written(stage)
    client.force_login(stage.editor)

    for name, args in {
        "comms:drafts": [],
        "comms:themes": [],
        "comms:released": [],
        "comms:draft": [draft.code],
        "comms:difference": [draft.code],
    }.items():
        assert client.get(reverse(name, args=args) + query).status_code == 200


def test_theme_board_puts_plans_under_their_theme(stage, client):
    theme, plan, _draft = written(stage)
    loose = make_plan(stage.editor, name="没有主题")

    months = theme_board.theme_board(user=stage.editor, first=theme.starts_on)

    assert months[0].themes == [(theme, [plan])]
    assert months[0].loose == [loose]
    assert len(months) == 3


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_campaign_tab_shows_what_is_said_about_it(stage, client, language):
    theme, plan, draft = written(stage)
    stage.world.planner.language = language
    stage.world.planner.save()
    client.force_login(stage.world.planner)

    page = client.get(reverse("comms:campaign-tab", args=[stage.ours.code])).content.decode()

    assert "<html" not in page
    assert all(text in page for text in (theme.name, plan.name, draft.title))


def test_campaign_tab_is_a_door_of_its_own(stage, client):
    _theme, _plan, draft = written(stage)
    secret = make_coordinating(stage.world.planner)
    url = reverse("comms:campaign-tab", args=[stage.ours.code])
    for person, status in (
        (stage.world.viewer, 200),
        (stage.world.admin, 403),
        (stage.world.rival, 200),
    ):
        client.force_login(person)
        response = client.get(url)
        assert response.status_code == status
        assert draft.title not in response.content.decode()
    client.force_login(stage.world.viewer)

    assert client.get(reverse("comms:campaign-tab", args=[secret.code])).status_code == 404


def test_what_waits_for_whom(stage):
    review = make_draft(stage.editor, stage.ours, title="review")
    hand_in(review)
    rewrite = make_draft(stage.editor, title="rewrite")
    hand_in(rewrite)
    commands.change_draft_state(
        draft_id=rewrite.pk, name="require_changes", actor=stage.reviewer, reason="r"
    )
    ready = make_draft(stage.editor, stage.ours, title="ready")
    approve(ready, stage.reviewer)
    sign(ready, (stage.ours, stage.world.planner))
    half = make_draft(stage.editor, stage.ours, stage.theirs, title="half")
    approve(half, stage.reviewer)
    sign(half, (stage.ours, stage.world.planner))

    def waits(user):
        return {(one.draft.title, one.what) for one in queries.drafts_waiting_for(user)}

    assert waits(stage.reviewer) == {
        ("review", PendingAction.REVIEW),
        ("ready", PendingAction.RELEASE),
    }
    assert waits(stage.editor) == {("rewrite", PendingAction.REWRITE)}
    assert waits(stage.world.planner) == {("review", PendingAction.SIGN)}
    assert waits(stage.world.rival) == {("half", PendingAction.SIGN)}
    assert waits(stage.world.viewer) == set()
    for person in (
        stage.reviewer,
        stage.editor,
        stage.world.planner,
        stage.world.rival,
        stage.world.viewer,
    ):
        assert len(queries.waiting_drafts(person)) == len(waits(person))


@pytest.mark.parametrize("is_signed", [True, False])
def test_inbox_asks_for_a_release_exactly_where_it_is_open(stage, is_signed):
    draft = make_draft(stage.editor, stage.ours, stage.theirs)
    approve(draft, stage.reviewer)
    sign(draft, *(stage.signers if is_signed else stage.signers[:1]))

    asked, offered = set(), set()
    for state in CampaignState.values:
        Campaign.objects.filter(pk=stage.theirs.pk).update(state=state)
        waiting = queries.drafts_waiting_for(stage.reviewer)
        if [one.what for one in waiting] == [PendingAction.RELEASE]:
            asked.add(state)
        if not DRAFT.why_not("release", Draft.objects.get(pk=draft.pk), stage.reviewer):
            offered.add(state)
        assert len(queries.waiting_drafts(stage.reviewer)) == len(waiting)

    expected = {"approved", "live", "suspended", "ended", "evaluated"} if is_signed else set()
    assert asked == offered == expected


def test_who_asked_for_changes_waits_for_the_next_version(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    commands.sign_draft(
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=Decision.CHANGES,
        text="x",
        actor=stage.world.planner,
    )

    assert queries.drafts_waiting_for(stage.world.planner) == []
    assert not Campaign.objects.filter(state="nothing")


@pytest.mark.parametrize("name", ["comms:drafts", "comms:themes", "comms:plans", "comms:released"])
def test_lists_cost_the_same_for_one_and_many(stage, client, name):
    written(stage)
    release(
        make_draft(stage.editor, stage.ours), stage.reviewer, [(stage.ours, stage.world.planner)]
    )
    client.force_login(stage.reviewer)
    client.get(reverse(name))

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(name))
        return len(caught)

    few = cost()
    for _ in range(2):
        written(stage)
        release(
            make_draft(stage.editor, stage.ours),
            stage.reviewer,
            [(stage.ours, stage.world.planner)],
        )

    assert cost() == few


def test_what_waits_costs_one_query(stage, django_assert_num_queries):
    written(stage)
    for person in (stage.reviewer, stage.world.planner, stage.editor):
        person.valid_memberships  # noqa: B018 - asked for once per request
        with django_assert_num_queries(1):
            len(queries.waiting_drafts(person))


def test_text_that_cannot_be_handed_in_is_no_draft_yet_and_is_kept(stage, client):
    plan = make_plan(stage.editor, stage.ours)
    client.force_login(stage.editor)
    form = {"title": "国庆折页", "kind": "leaflet", "body": " ", "then": "hand_in"}

    response = client.post(reverse("comms:draft-new", args=[plan.code]), form)

    text = response.content.decode()
    assert response.status_code == 409
    assert 'value="国庆折页"' in text
    assert "请先写正文" in text.split('name="body"')[1].split("</div>")[0]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("passage", "kept"), [("充 100\n送50", "充100送50"), ("充100送60", None), ("", "")]
)
def test_remark_finds_its_passage_or_is_kept_where_it_was_written(stage, client, passage, kept):
    draft = make_draft(stage.editor, stage.ours, body="即日起充100送50。")
    hand_in(draft)
    client.force_login(stage.world.planner)
    page = reverse("comms:draft", args=[draft.code])

    response = client.post(
        reverse("comms:remark", args=[draft.code]),
        {"passage": passage, "text": "价格写清楚，" * 300},
        headers={"Referer": f"http://testserver{page}"},
        follow=True,
    )

    assert [row.passage for row in draft.versions.get().reviews.all()] == [kept] * (
        kept is not None
    )
    if kept is None:
        text = response.content.decode()
        assert f'value="{passage}"' in text
        assert "价格写清楚，" * 300 in text.split("<textarea")[1]
        assert "正文里没有这段文字" in text.split('name="passage"')[1].split("<textarea")[0]
        assert "价格写清楚" not in client.get(page).content.decode()


def test_draft_says_that_a_plan_changed_its_offers_after_it_was_written(stage, client):
    planner = stage.world.planner
    plan = make_coordinating(planner)
    draft = hand_in(make_draft(stage.editor, plan))
    client.force_login(planner)
    page, words = reverse("comms:draft", args=[draft.code]), "这个营销案的优惠在本稿写成后改过"
    steps = {"campaign_id": plan.pk, "actor": planner}
    before = client.get(page).content.decode()

    plans.change_state(name="recall", **steps)
    product = plan.working.offers.get().product
    plans.change_plan(plan={"offers": [{"product": product, "pay": 100, "get": 30}]}, **steps)

    assert words not in before
    assert words in client.get(page).content.decode()


def test_the_days_of_a_theme_are_refused_at_their_field(stage, client):
    client.force_login(stage.editor)
    form = {"name": "x", "starts_on": "2027-03-02", "ends_on": "2027-03-01", "origin": "own"}

    errors = client.post(reverse("comms:theme-new"), form).context["form"].errors

    assert list(errors) == ["ends_on"]


def test_a_plan_keeps_to_its_theme_and_says_which_campaigns_lie_outside(stage, client):
    theme = make_theme(
        stage.editor, starts_on=dt.date(2027, 3, 1), ends_on=dt.date(2027, 3, 31), code="T2027-9"
    )
    client.force_login(stage.editor)
    form = {"name": "x", "theme": theme.pk, "campaigns": [stage.ours.code]}
    url = reverse("comms:plan-new")

    outside = client.post(url, form | {"starts_on": "2027-04-01", "ends_on": "2027-04-02"})
    inside = client.post(
        url, form | {"starts_on": "2029-03-31", "ends_on": "2029-04-02", "theme": ""}, follow=True
    )

    assert list(outside.context["form"].errors) == ["theme"]
    assert stage.ours.name in [str(one) for one in inside.context["messages"]][-1]
