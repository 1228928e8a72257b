"""Every list that is written once for all who have the same rights is for each person what it
would be anew: colleagues, the same role in another unit, other roles, and tokens of less.
"""

from __future__ import annotations

import pytest

from calendars import entries, launches
from campaigns.access import visible_to
from campaigns.forms import authors_of_plans, units_with_plans
from campaigns.views import listing, visible
from common import clock, context
from common.context import navigation
from comms import queries as texts_of
from desk import schedule
from desk.inbox import _columns, sources
from desk.inbox.approvals import open_approvals
from desk.inbox.assessments import waiting_lines
from desk.inbox.commitments import turns_of
from desk.inbox.evaluations import ended_plans
from desk.inbox.findings import Findings
from desk.inbox.item import Brief
from desk.inbox.proposals import unsettled
from desk.inbox.running import waiting_plans
from desk.inbox.troubles import worst_of_plans
from findings import names
from findings.facts import Noun
from organization.enums import Role, Scope
from organization.models import Notice, User
from tests.factories import comms as texts
from tests.factories.campaigns import (
    day,
    make_approved,
    make_checking,
    make_clash,
    make_draft,
    make_finalised,
    make_live,
)
from tests.factories.organization import make_user


@pytest.fixture
def people(world):
    """Two or more of each role, whose units differ; the last two by a token of one unit, to read
    alone.
    """
    for role in Role:
        make_user(role, world.enterprise)
    make_user(Role.PLANNER, world.consumer)
    texts.make_reviewer()
    for author, head in ((world.planner, world.head), (world.rival, world.rival_head)):
        for state in (make_draft, make_checking, make_finalised):
            state(author, owner_unit=author.primary_unit.code)
        for state in (make_approved, make_live):
            approved = state(author, head, owner_unit=author.primary_unit.code)
        texts.hand_in(texts.make_draft(texts.make_editor(), approved))
        Notice.objects.create(user=author, code="deputy", case="ended", created_at=clock.now())
    make_clash(world)
    tokens = list(User.objects.filter(pk__in=(world.leader.pk, world.planner.pk)))
    for one in tokens:
        one.token_unit, one.token_scopes = world.consumer, frozenset({Scope.READ})
    return [*User.objects.order_by("pk"), *tokens]


def rules_of(user):
    rules = Findings._rules_for(user)
    return {"rules": tuple((one, tuple(codes)) for one, codes in rules.items())}


def brief(user):
    rows = sources().values()
    return {"codes": tuple(one.code for one in rows if isinstance(one, Brief))}


def places(_user):
    return {"codes": tuple(one.code for one in navigation.items() if one.waiting)}


def today(_user):
    return {"today": clock.today()}


def findings_seen(_user):
    return {"sees_findings": True}


def nothing(_user):
    return {}


LISTS = [
    (open_approvals, nothing),
    (waiting_lines, nothing),
    (ended_plans, nothing),
    (unsettled, nothing),
    (turns_of, today),
    (waiting_plans, today),
    (worst_of_plans, rules_of),
    (texts_of.pending_drafts, nothing),
    (texts_of.drafts_under_review, nothing),
    (_columns, brief),
    (context._waiting, places),
]
OF_THE_LIST = [
    (listing.first_of_all, findings_seen),
    (listing.how_many, nothing),
    (units_with_plans, nothing),
    (authors_of_plans, nothing),
]


def test_each_reads_what_is_theirs(people, world):
    """Each once when it is written, and once when all are."""
    codes = sorted(visible_to(world.leader).values_list("code", flat=True))
    given = [
        *((build, (), shape) for build, shape in (*LISTS, *OF_THE_LIST)),
        (entries._between, (day(-9), day(99)), nothing),
        (launches._launches, (day(-9), day(99)), nothing),
        *((visible._visible, (code,), nothing) for code in codes),
        (schedule._text_keys, (world.branch.pk,), nothing),
        (names._all_named, (codes,), lambda _user: {"nouns": (Noun.PLAN,)}),
    ]
    differ = 0
    for build, values, shape in given:
        anew = [(one, plain(build(one, *values, **shape(one)))) for one in people]
        for one, rows in (*anew, *reversed(anew)):
            found = plain(one.read(build, *values, **shape(one)))
            assert found == rows, (build.__name__, one)
        differ += len({str(rows) for _one, rows in anew}) > 1
    assert differ > len(LISTS)


def plain(rows):
    """The rows as they are told apart: whole where they are columns."""
    return [
        row if isinstance(row, dict | tuple | int | str) else row.__dict__["id"] for row in rows
    ]
