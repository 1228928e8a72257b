import pytest

from campaigns.enums import AMENDED, CampaignState
from campaigns.models import Campaign
from common import clock
from common.errors import Refused
from common.models import AuditEvent, Change
from comms import commands, queries
from comms.enums import Decision, DraftState
from comms.models import Draft, DraftReview
from comms.signoff import signatures, signing_rows
from comms.workflow import DRAFT
from organization.enums import Role
from organization.models import Membership, Notice, User
from tests.factories.comms import TEXT, approve, hand_in, make_draft, release, sign
from tests.factories.organization import company, make_user
from tests.laws import DRAFT as LAW
from tests.laws import sources_of

S = DraftState
LEGAL = {(name, state) for name, law in LAW.items() for state in sources_of(law, list(S.values))}


def step(draft, name, actor, **options):
    return commands.change_draft_state(draft_id=draft.pk, name=name, actor=actor, **options)


def refused(command, **values):
    before = (
        list(Draft.objects.values_list("state", "etag")),
        AuditEvent.objects.count(),
        DraftReview.objects.count(),
        Notice.objects.count(),
    )
    with pytest.raises(Refused) as refusal:
        command(**values)
    after = (
        list(Draft.objects.values_list("state", "etag")),
        AuditEvent.objects.count(),
        DraftReview.objects.count(),
        Notice.objects.count(),
    )
    assert after == before
    return refusal.value


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("name", DRAFT.rows)
def test_a_step_from_the_wrong_state_is_refused(stage, name, state):
    draft = make_draft(stage.editor)
    Draft.objects.filter(pk=draft.pk).update(state=state, reviewer=stage.reviewer)
    actor = stage.editor if name in {"hand_in", "take_back"} else stage.reviewer
    if name == "take_over":
        actor = make_user(Role.COMMS_EDITOR)
        User.objects.filter(pk=stage.editor.pk).update(is_active=False)

    codes = {reason.code for reason in DRAFT.why_not(name, Draft.objects.get(pk=draft.pk), actor)}

    assert ("wrong-state" in codes) == ((name, state) not in LEGAL)


@pytest.mark.parametrize(("name", "law"), LAW.items())
def test_who_takes_which_step(stage, name, law):
    draft = make_draft(stage.editor)
    Draft.objects.filter(pk=draft.pk).update(
        state=next(iter(DRAFT.rows[name].sources - {S.RELEASED}))
    )
    draft.refresh_from_db()
    people = {
        "author": stage.editor,
        "reviewer": stage.reviewer,
        "editor": make_user(Role.COMMS_EDITOR),
        "planner": stage.world.planner,
        "head": stage.world.head,
        "leader": stage.world.leader,
        "branch": stage.world.viewer,
        "admin": stage.world.admin,
    }

    if name == "take_over":
        User.objects.filter(pk=stage.editor.pk).update(is_active=False)

    may = {
        who
        for who, person in people.items()
        if not any(reason.status == 403 for reason in DRAFT.why_not(name, draft, person))
    }

    assert may == set(law.who.split())


def test_a_draft_goes_all_the_way(stage):
    draft = make_draft(stage.editor, stage.ours, stage.theirs)

    hand_in(draft)
    step(draft, "approve", stage.reviewer)
    sign(draft, *stage.signers)
    done = step(draft, "release", stage.reviewer)

    assert (done.state, done.reviewer) == (S.RELEASED, stage.reviewer)
    assert done.released_at
    trail = AuditEvent.objects.filter(object_type="draft", object_code=draft.code).order_by("id")
    assert list(trail.values_list("action", flat=True)) == [
        "add_draft",
        "hand_in",
        "approve",
        "sign",
        "sign",
        "release",
    ]
    assert set(Change.objects.filter(code=draft.code).values_list("kind", flat=True)) == {"comms"}


def test_authors_never_decide_on_their_own_draft(stage):
    Membership.objects.create(user=stage.editor, unit=company(), role=Role.COMMS_REVIEWER)
    both = User.objects.get(pk=stage.editor.pk)
    draft = make_draft(both)
    hand_in(draft)

    for name in ("approve", "require_changes", "release"):
        refusal = refused(
            commands.change_draft_state, draft_id=draft.pk, name=name, actor=both, reason="r"
        )

        assert (refusal.status, refusal.reasons[0].code) == (403, "own-draft")


def test_an_empty_text_is_not_handed_in(stage):
    draft = make_draft(stage.editor, body="  \n ")

    assert (
        refused(commands.change_draft_state, draft_id=draft.pk, name="hand_in", actor=stage.editor)
        .reasons[0]
        .code
        == "empty"
    )


def test_what_was_sent_back_is_rewritten_first(stage):
    draft = make_draft(stage.editor)
    hand_in(draft)
    step(draft, "require_changes", stage.reviewer, reason="too long")

    refusal = refused(
        commands.change_draft_state, draft_id=draft.pk, name="hand_in", actor=stage.editor
    )
    commands.write_draft(draft_id=draft.pk, values={"body": "short"}, actor=stage.editor)
    hand_in(draft)

    assert refusal.reasons[0].code == "not-rewritten"
    assert list(draft.versions.values_list("number", "body")) == [(2, "short"), (1, TEXT)]


@pytest.mark.parametrize(
    ("name", "is_reviewed"),
    [("approve", True), ("require_changes", False), ("take_back", False)],
)
def test_the_reviewer_is_whoever_approved_what_stands(stage, name, is_reviewed):
    draft = make_draft(stage.editor)
    if name == "approve":
        hand_in(draft)
    else:
        approve(draft, stage.reviewer)
    actor = stage.editor if name == "take_back" else stage.reviewer

    after = step(draft, name, actor, reason="too long")

    assert (after.reviewer == stage.reviewer) == is_reviewed
    assert (after.reviewer is None) != is_reviewed
    assert (after.reviewed_at is None) != is_reviewed


def test_requiring_changes_asks_why(stage):
    draft = make_draft(stage.editor)
    hand_in(draft)

    refusal = refused(
        commands.change_draft_state,
        draft_id=draft.pk,
        name="require_changes",
        actor=stage.reviewer,
        reason=" ",
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "reason")


def test_withdrawing_what_is_released_is_the_reviewers_and_asks_why(stage):
    draft = make_draft(stage.editor)
    release(draft, stage.reviewer)

    by_author = refused(
        commands.change_draft_state,
        draft_id=draft.pk,
        name="withdraw",
        actor=stage.editor,
        reason="r",
    )
    without = refused(
        commands.change_draft_state, draft_id=draft.pk, name="withdraw", actor=stage.reviewer
    )
    step(draft, "withdraw", stage.reviewer, reason="wrong price")

    assert (by_author.status, without.status) == (403, 400)
    assert Notice.objects.filter(user=stage.world.viewer, case="withdrawn").exists()


def test_release_waits_for_every_planner(stage):
    draft = make_draft(stage.editor, stage.ours, stage.theirs)
    approve(draft, stage.reviewer)
    sign(draft, stage.signers[0])

    refusal = refused(
        commands.change_draft_state, draft_id=draft.pk, name="release", actor=stage.reviewer
    )

    assert [reason.code for reason in refusal.reasons] == ["not-signed"]
    assert stage.theirs.name in str(refusal.reasons[0])


@pytest.mark.parametrize("is_approved", [False, True])
def test_changes_asked_by_a_planner_land_with_the_author(stage, is_approved):
    draft = make_draft(stage.editor, stage.ours)
    (approve(draft, stage.reviewer) if is_approved else hand_in(draft))
    commands.sign_draft(
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=Decision.CHANGES,
        text="price",
        actor=stage.world.planner,
    )

    draft.refresh_from_db()
    (waiting,) = queries.drafts_waiting_for(stage.editor)
    event = AuditEvent.objects.get(action="sign")
    assert (draft.state, draft.reviewer) == (S.CHANGES_REQUIRED, None)
    assert (waiting.draft, waiting.what) == (draft, "rewrite")
    assert event.to_state == S.CHANGES_REQUIRED
    assert queries.drafts_waiting_for(stage.reviewer) == []


def test_release_waits_for_who_asked_for_changes_of_an_approved_text(stage):
    draft = make_draft(stage.editor, stage.ours)
    approve(draft, stage.reviewer)
    DraftReview.objects.create(
        version=draft.versions.get(),
        author=stage.world.planner,
        campaign=stage.ours,
        decision=Decision.CHANGES,
        text="price",
        created_at=clock.now(),
    )

    refusal = refused(
        commands.change_draft_state, draft_id=draft.pk, name="release", actor=stage.reviewer
    )
    sign(draft, (stage.ours, stage.world.planner))

    assert refusal.reasons[0].code == "changes-asked"
    assert step(draft, "release", stage.reviewer).state == S.RELEASED


def test_a_new_version_is_signed_anew(stage):
    draft = make_draft(stage.editor, stage.ours)
    approve(draft, stage.reviewer)
    sign(draft, (stage.ours, stage.world.planner))
    step(draft, "take_back", stage.editor)
    commands.write_draft(draft_id=draft.pk, values={"body": "new"}, actor=stage.editor)
    approve(draft, stage.reviewer)

    refusal = refused(
        commands.change_draft_state, draft_id=draft.pk, name="release", actor=stage.reviewer
    )

    assert refusal.reasons[0].code == "not-signed"


def test_branches_hear_of_approved_plans_only(stage):
    draft = make_draft(stage.editor, stage.ours)
    approve(draft, stage.reviewer)
    sign(draft, (stage.ours, stage.world.planner))
    draft.refresh_from_db()
    version = stage.ours.working
    found = {}
    for state in set(CampaignState) - AMENDED:
        Campaign.objects.filter(pk=stage.ours.pk).update(state=state, in_force=version)
        found[str(state)] = [one.code for one in DRAFT.why_not("release", draft, stage.reviewer)]

    given_up = {key: ["plan-given-up"] for key in ("withdrawn", "rejected", "lapsed")}
    approved = {key: [] for key in ("approved", "live", "suspended", "ended", "evaluated")}
    others = ("draft", "checking", "coordinating", "finalised")
    assert found == given_up | approved | {key: ["plan-not-approved"] for key in others}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("writing", set()),
        ("approved", {"planner.consumer"}),
        ("released", {"planner.consumer", "branch.east"}),
    ],
)
def test_who_had_a_text_hears_that_it_is_withdrawn(stage, state, told):
    draft = make_draft(stage.editor, stage.ours)
    if state == "approved":
        approve(draft, stage.reviewer)
    elif state == "released":
        release(draft, stage.reviewer, [(stage.ours, stage.world.planner)])
    actor = stage.reviewer if state == "released" else stage.editor

    done = step(draft, "withdraw", actor, reason="wrong price")

    people = Notice.objects.filter(case="withdrawn").exclude(user=stage.editor)
    assert set(people.values_list("user__username", flat=True)) == told
    assert (done.withdrawn_reason, done.withdrawn_at is None) == ("wrong price", False)


def test_what_the_reviewer_decided_stands_with_the_version(stage):
    draft = make_draft(stage.editor)
    hand_in(draft)
    step(draft, "take_back", stage.editor)
    first = draft.versions.get().handed_in_at
    hand_in(draft)
    step(draft, "approve", stage.reviewer)
    step(draft, "require_changes", stage.reviewer, reason="too long")

    assert draft.versions.get().handed_in_at == first
    said = DraftReview.objects.order_by("pk").values_list("author", "decision", "text")
    assert list(said) == [
        (stage.reviewer.pk, Decision.AGREE, ""),
        (stage.reviewer.pk, Decision.CHANGES, "too long"),
    ]
    notice = Notice.objects.get(case="changes_required")
    assert (notice.user, notice.params["reason"]) == (stage.editor, "too long")


def test_a_remark_takes_nothing_back_and_the_last_word_counts(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    for decision in (Decision.CHANGES, Decision.AGREE, Decision.REMARK):
        DraftReview.objects.create(
            version=draft.versions.get(),
            author=stage.world.planner,
            campaign=stage.ours,
            decision=decision,
            text="x",
            created_at=clock.now(),
        )

    (signature,) = signatures(draft)

    assert (signature.is_signed, signature.asks_changes) == (True, False)
    assert signing_rows().get(draft=draft).said == Decision.AGREE


@pytest.mark.parametrize("who", ["rival", "head", "viewer", "leader", "admin"])
def test_only_the_planner_of_the_campaign_signs(stage, who):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    refusal = refused(
        commands.sign_draft,
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=Decision.AGREE,
        actor=getattr(stage.world, who),
    )

    assert refusal.status == 403


def test_who_wrote_it_does_not_sign_it(stage):
    Membership.objects.create(user=stage.world.planner, unit=company(), role=Role.COMMS_EDITOR)
    both = User.objects.get(pk=stage.world.planner.pk)
    make_user(Role.PLANNER, stage.world.consumer)
    draft = make_draft(both, stage.ours)
    hand_in(draft)

    refusal = refused(
        commands.sign_draft,
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=Decision.AGREE,
        actor=both,
    )

    assert refusal.reasons[0].code == "own-draft"


def test_a_draft_that_is_being_written_is_not_signed(stage):
    draft = make_draft(stage.editor, stage.ours)

    refusal = refused(
        commands.sign_draft,
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=Decision.AGREE,
        actor=stage.world.planner,
    )

    assert refusal.reasons[0].code == "wrong-state"


@pytest.mark.parametrize(
    ("decision", "text", "status"), [(Decision.CHANGES, " ", 400), (Decision.REMARK, "x", 400)]
)
def test_signatures_that_say_nothing_are_refused(stage, decision, text, status):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    refusal = refused(
        commands.sign_draft,
        draft_id=draft.pk,
        campaign=stage.ours,
        decision=decision,
        text=text,
        actor=stage.world.planner,
    )

    assert refusal.status == status


def test_a_campaign_that_the_draft_does_not_speak_of_is_not_signed(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    refusal = refused(
        commands.sign_draft,
        draft_id=draft.pk,
        campaign=stage.theirs,
        decision=Decision.AGREE,
        actor=stage.world.rival,
    )

    assert refusal.status == 404


def test_people_hear_of_what_they_have_to_do(stage):
    draft = make_draft(stage.editor, stage.ours)

    release(draft, stage.reviewer, [(stage.ours, stage.world.planner)])

    told = set(Notice.objects.filter(code="comms").values_list("user__username", "case"))
    assert told == {
        (stage.reviewer.username, "to_review"),
        ("planner.consumer", "to_sign"),
        (stage.editor.username, "approved"),
        (stage.editor.username, "signed"),
        (stage.reviewer.username, "signed"),
        (stage.editor.username, "released"),
        ("planner.consumer", "released"),
        ("branch.east", "released"),
    }


def test_a_step_after_somebody_else_changed_it_is_refused(stage):
    draft = make_draft(stage.editor)

    refusal = refused(
        commands.change_draft_state,
        draft_id=draft.pk,
        name="hand_in",
        actor=stage.editor,
        etag=draft.etag + 1,
    )

    assert refusal.status == 412


def test_an_unknown_step_is_not_found(stage):
    draft = make_draft(stage.editor)

    assert (
        refused(
            commands.change_draft_state, draft_id=draft.pk, name="burn", actor=stage.editor
        ).status
        == 404
    )
