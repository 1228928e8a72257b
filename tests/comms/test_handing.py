"""Nothing lands with nobody: who a draft is handed to, who takes it over, what is signed anew."""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from common.errors import Refused
from comms import commands, queries
from comms.models import CommunicationPlan, Draft
from comms.queries import PendingAction
from comms.signoff import signatures
from organization.enums import Role
from organization.models import Membership, User
from tests.factories.comms import hand_in, make_draft, make_editor, make_plan, make_theme, sign
from tests.factories.organization import company

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 1)


def codes(step, draft, actor):
    with pytest.raises(Refused) as refusal:
        commands.change_draft_state(draft_id=draft.pk, name=step, actor=actor)
    return [one.code for one in refusal.value.reasons]


def test_a_draft_is_handed_in_to_people_only(stage):
    draft = make_draft(stage.editor, stage.ours)
    Membership.objects.filter(user=stage.reviewer).delete()
    User.objects.filter(pk=stage.world.planner.pk).update(is_active=False)
    Membership.objects.create(user=stage.editor, unit=company(), role=Role.COMMS_REVIEWER)
    author = User.objects.get(pk=stage.editor.pk)

    assert codes("hand_in", draft, author) == ["no-reviewer", "no-signer"]


@pytest.mark.parametrize("leaves", [False, True])
def test_another_editor_takes_over_once_the_author_writes_no_more(stage, leaves):
    other = make_editor()
    draft = hand_in(make_draft(stage.editor))
    commands.change_draft_state(
        draft_id=draft.pk, name="require_changes", actor=stage.reviewer, reason="r"
    )
    assert codes("take_over", draft, other) == ["no-permission"]
    assert queries.drafts_waiting_for(other) == []

    if leaves:
        User.objects.filter(pk=stage.editor.pk).update(is_active=False)
    else:
        Membership.objects.filter(user=stage.editor).update(valid_until=DAY.replace(year=2020))
    (waits,) = queries.drafts_waiting_for(other)
    assert waits.what == PendingAction.REWRITE
    commands.change_draft_state(draft_id=draft.pk, name="take_over", actor=other)
    commands.write_draft(draft_id=draft.pk, values={"body": "neu"}, actor=other)
    assert hand_in(Draft.objects.get(pk=draft.pk)).author == other


@pytest.mark.parametrize(
    ("change", "is_signed"),
    [
        ({}, True),
        ({"due_on": DAY}, True),
        ({"title": "另一个标题"}, False),
        ({"kind": "poster"}, False),
        ({"campaigns": "ours"}, False),
        ({"body": "充100送80"}, False),
    ],
)
def test_what_was_signed_is_signed_anew_once_it_says_something_else(stage, change, is_signed):
    draft = hand_in(make_draft(stage.editor, stage.ours, stage.theirs))
    sign(draft, stage.signers[0])
    commands.change_draft_state(draft_id=draft.pk, name="take_back", actor=stage.editor)
    values = {name: [stage.ours] if one == "ours" else one for name, one in change.items()}

    commands.write_draft(draft_id=draft.pk, values=values, actor=stage.editor)
    hand_in(draft)

    assert signatures(draft)[0].is_signed == is_signed


def test_a_plan_outside_its_theme_is_refused_at_the_theme_by_rest_too(stage, client):
    april = {"starts_on": "2027-04-01", "ends_on": "2027-04-02"}
    theme = make_theme(stage.editor, starts_on=DAY, ends_on=dt.date(2027, 3, 31))
    plan = make_plan(stage.editor, theme=theme, starts_on=DAY, ends_on=DAY)
    rest = APIClient()
    rest.force_authenticate(stage.editor)
    url = "/api/v1/communication-plans/"

    for answer in (
        rest.post(url, {"name": "x", "theme": theme.code, **april}, format="json"),
        rest.patch(f"{url}{plan.code}/", april, format="json"),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "theme")
    assert CommunicationPlan.objects.get().starts_on == DAY

    client.force_login(stage.editor)
    moved = {"name": theme.name, "origin": "own", **april}
    page = client.post(f"/comms/themes/{theme.code}/", moved, follow=True)
    assert plan.name in page.content.decode()
    english = client.get(f"/comms/plans/{plan.code}/", headers={"accept-language": "en"})
    assert "outside of this time" in english.content.decode()
