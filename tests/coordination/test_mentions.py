"""People named by @ in a discussion: told, and only if they may see what it is about."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign, PlanVersion
from common.errors import Refused
from findings.commands import comment_finding
from findings.models import FindingComment
from organization.mentions import mentioned
from organization.models import Notice
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请@陈立看一下", ["chen"]),
        ("＠陈立、@林珊：口径", ["chen", "lin"]),
        ("@陈立新", ["chen.new"]),
        ("@lin @lin", ["lin"]),
        ("a@b.example", []),
        ("@nobody", []),
        ("没有人", []),
        ("@", []),
        ("@离职", []),
    ],
)
def test_who_is_meant(world, text, names):
    for username, name in (("chen", "陈立"), ("chen.new", "陈立新"), ("lin", "林珊")):
        make_user(username=username, display_name=name)
    make_user(username="gone", display_name="离职", is_active=False)

    assert [one.username for one in mentioned(text)] == names


def test_who_is_mentioned_is_told_once_and_nobody_who_may_not_see(world, dispute):
    own, _other, finding = dispute

    def say(text):
        return comment_finding(finding_id=finding.pk, actor=world.planner, text=text)

    say(f"@{world.rival} @{world.leader} 请看")

    assert {row.user for row in Notice.objects.filter(case="mentioned")} == {
        world.rival,
        world.leader,
    }
    assert not Notice.objects.filter(case="commented", user=world.rival).exists()
    with pytest.raises(Refused) as refusal:
        say(f"@{world.viewer} 请看")
    assert (refusal.value.status, refusal.value.reasons[0].attr) == (400, "text")
    # The other side sees no draft.
    PlanVersion.objects.filter(campaign=own).update(submitted_at=None, submitted_by=None)
    Campaign.objects.filter(pk=own.pk).update(state="draft")
    with pytest.raises(Refused):
        say(f"@{world.rival} 请看")
    assert FindingComment.objects.count() == 1
