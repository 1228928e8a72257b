import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from common.errors import Refused
from common.models import AuditEvent
from comms import commands
from comms.difference import side_by_side
from comms.models import CommunicationPlan, Draft, DraftReview, Theme
from organization.models import Notice
from tests.factories.campaigns import make_coordinating
from tests.factories.comms import TEXT, hand_in, make_draft, make_editor, make_plan, make_theme

DAY = dt.date(2027, 3, 1)


def refused(command, **values):
    counts = [
        model.objects.count()
        for model in (Draft, Theme, CommunicationPlan, DraftReview, AuditEvent)
    ]
    with pytest.raises(Refused) as refusal:
        command(**values)
    assert [
        model.objects.count()
        for model in (Draft, Theme, CommunicationPlan, DraftReview, AuditEvent)
    ] == counts
    return refusal.value


def test_themes_plans_and_drafts_get_codes_of_their_series(stage):
    theme = make_theme(stage.editor)
    plan = make_plan(stage.editor, stage.ours, theme=theme)
    draft = make_draft(stage.editor, plan=plan)

    year = draft.created_at.year
    assert (theme.code, plan.code, draft.code) == (
        f"T{year}-0001",
        f"K{year}-0001",
        f"D{year}-0001",
    )
    assert {"add_theme", "add_plan", "add_draft"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )


@pytest.mark.parametrize("who", ["planner", "head", "leader", "viewer", "admin"])
def test_only_the_comms_section_plans_and_only_editors_write(stage, who):
    actor = getattr(stage.world, who)
    plan = make_plan(stage.editor, stage.ours)
    theme = Theme(name="x", starts_on=DAY, ends_on=DAY)
    window = {"name": "x", "starts_on": DAY, "ends_on": DAY}

    assert refused(commands.save_theme, theme=theme, actor=actor).status == 403
    assert refused(commands.create_plan, values=window, actor=actor).status == 403
    assert (
        refused(commands.change_plan, plan_id=plan.pk, values={"name": "y"}, actor=actor).status
        == 403
    )
    assert (
        refused(commands.create_draft, plan=plan, values={"title": "t"}, actor=actor).status == 403
    )
    assert (
        refused(
            commands.create_draft, plan=plan, values={"title": "t"}, actor=stage.reviewer
        ).status
        == 403
    )


def test_reversed_dates_are_refused(stage):
    plan = make_plan(stage.editor)

    with pytest.raises(ValidationError):
        make_theme(stage.editor, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        make_plan(stage.editor, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        commands.change_plan(
            plan_id=plan.pk, values={"ends_on": dt.date(2000, 1, 1)}, actor=stage.editor
        )
    plan.refresh_from_db()
    assert plan.etag == 1


def test_a_draft_speaks_of_all_campaigns_of_its_plan_unless_said(stage):
    plan = make_plan(stage.editor, stage.ours, stage.theirs)

    every = commands.create_draft(plan=plan, values={"title": "a"}, actor=stage.editor)
    one = commands.create_draft(
        plan=plan, values={"title": "b", "campaigns": [stage.ours]}, actor=stage.editor
    )

    assert set(every.campaigns.all()) == {stage.ours, stage.theirs}
    assert list(one.campaigns.all()) == [stage.ours]


def test_a_draft_speaks_of_nothing_outside_its_plan(stage):
    draft = make_draft(stage.editor, stage.ours)
    values = {"title": "a", "campaigns": [stage.theirs]}

    made = refused(commands.create_draft, plan=draft.plan, values=values, actor=stage.editor)
    changed = refused(commands.write_draft, draft_id=draft.pk, values=values, actor=stage.editor)

    assert {made.reasons[0].attr, changed.reasons[0].attr} == {"campaigns"}


def test_a_plan_keeps_the_campaigns_that_its_drafts_speak_of(stage):
    draft = make_draft(stage.editor, stage.ours)

    refusal = refused(
        commands.change_plan,
        plan_id=draft.plan.pk,
        values={"campaigns": [stage.theirs]},
        actor=stage.editor,
    )
    commands.change_draft_state(draft_id=draft.pk, name="withdraw", actor=stage.editor)
    commands.change_plan(
        plan_id=draft.plan.pk, values={"campaigns": [stage.theirs]}, actor=stage.editor
    )

    assert refusal.reasons[0].code == "spoken-of"
    assert list(draft.plan.campaigns.all()) == [stage.theirs]


def test_writing_changes_the_version_until_it_is_handed_in(stage):
    draft = make_draft(stage.editor)
    commands.write_draft(
        draft_id=draft.pk, values={"body": "one", "title": "T", "due_on": DAY}, actor=stage.editor
    )
    hand_in(draft)
    commands.change_draft_state(draft_id=draft.pk, name="take_back", actor=stage.editor)
    commands.write_draft(draft_id=draft.pk, values={"body": "one"}, actor=stage.editor)
    commands.write_draft(draft_id=draft.pk, values={"body": "two\r\nthree "}, actor=stage.editor)

    draft.refresh_from_db()
    assert (draft.title, draft.due_on) == ("T", DAY)
    assert list(draft.versions.values_list("number", "body")) == [(2, "two\nthree"), (1, "one")]


def test_writing_is_the_authors_alone_and_not_during_a_review(stage):
    draft = make_draft(stage.editor)
    other = refused(
        commands.write_draft, draft_id=draft.pk, values={"body": "x"}, actor=make_editor()
    )
    stale = refused(
        commands.write_draft, draft_id=draft.pk, values={"body": "x"}, actor=stage.editor, etag=9
    )
    long = refused(
        commands.write_draft, draft_id=draft.pk, values={"body": "x" * 20_001}, actor=stage.editor
    )
    hand_in(draft)
    late = refused(
        commands.write_draft, draft_id=draft.pk, values={"body": "x"}, actor=stage.editor
    )

    assert (other.status, stale.status, long.status, late.status) == (403, 412, 400, 409)
    assert draft.versions.get().body == TEXT


def test_a_remark_quotes_the_text_and_tells_the_author(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    review = commands.remark(
        draft_id=draft.pk, text="no comma", passage="充100送50", actor=stage.world.planner
    )

    assert (review.passage, review.decision) == ("充100送50", "remark")
    assert Notice.objects.filter(user=stage.editor, case="remarked").exists()


def test_who_is_mentioned_in_a_remark_is_told_if_they_take_part(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    commands.remark(draft_id=draft.pk, text=f"@{stage.reviewer} 请看", actor=stage.world.planner)
    assert Notice.objects.filter(user=stage.reviewer, case="mentioned").exists()
    refusal = refused(
        commands.remark,
        draft_id=draft.pk,
        text=f"@{stage.world.viewer} 请看",
        actor=stage.world.planner,
    )
    assert (refusal.status, refusal.reasons[0].attr) == (400, "text")


@pytest.mark.parametrize(
    ("text", "passage", "attr"), [(" ", "", "text"), ("x", "充1000送50", "passage")]
)
def test_a_remark_on_nothing_is_refused(stage, text, passage, attr):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    refusal = refused(
        commands.remark, draft_id=draft.pk, text=text, passage=passage, actor=stage.world.planner
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, attr)


def test_who_has_no_part_in_the_review_does_not_remark(stage):
    draft = make_draft(stage.editor, stage.ours)
    early = refused(commands.remark, draft_id=draft.pk, text="x", actor=stage.reviewer)
    hand_in(draft)

    assert early.reasons[0].code == "not-handed-in"
    assert (
        refused(commands.remark, draft_id=draft.pk, text="x", actor=stage.world.rival).status == 403
    )
    assert (
        refused(commands.remark, draft_id=draft.pk, text="x", actor=stage.world.viewer).status
        == 403
    )


def test_a_plan_changed_after_it_was_read_is_refused(stage):
    plan = make_plan(stage.editor)

    assert (
        refused(
            commands.change_plan, plan_id=plan.pk, values={"name": "y"}, actor=stage.editor, etag=7
        ).status
        == 412
    )


def test_coordinating_plans_can_be_planned_for(stage):
    draft = make_draft(stage.editor, make_coordinating(stage.world.planner, name="早做准备"))

    assert hand_in(draft).state == "in_review"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        pytest.param("a\nb", "a\nb", [], id="the same"),
        pytest.param("", "a", [(None, "a")], id="a line more"),
        pytest.param("a\nb", "a", [("b", None)], id="a line less"),
        pytest.param("充100送30", "充100送50", [("充100送30", "充100送50")], id="within a line"),
        pytest.param(
            "国庆充值",
            "hotline 10086",
            [("国庆充值", None), (None, "hotline 10086")],
            id="nothing alike",
        ),
        pytest.param("", "", [], id="both empty"),
    ],
)
def test_side_by_side(before, after, changed):
    rows = side_by_side(before, after)

    def text(pieces):
        return None if pieces is None else "".join(piece.text for piece in pieces)

    assert [(text(row.before), text(row.after)) for row in rows if row.is_changed] == changed
    assert "\n".join(text(row.before) for row in rows if row.before is not None) == before
    assert "\n".join(text(row.after) for row in rows if row.after is not None) == after


def test_only_what_differs_within_a_line_is_marked():
    (row,) = side_by_side("充100送30", "充100送50")

    assert [piece.text for piece in row.before if piece.is_changed] == ["3"]
    assert [piece.text for piece in row.after if piece.is_changed] == ["5"]
