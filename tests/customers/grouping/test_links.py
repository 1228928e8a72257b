"""Accounts and marketing customers below one: upon evidence, once, in a tree, undone exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import Refused
from common.models import AuditEvent
from customers.grouping import commands, queries, tree
from customers.models import Customer, MarketingCustomer, MarketingLink, Party
from organization.enums import Role
from organization.models import User
from tests.factories.customers import link, make_customer, make_organisation
from tests.factories.organization import make_unit, make_user
from tests.seeds import times

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def planner():
    return make_user(Role.PLANNER)


def make(planner, name, **values):
    return commands.make_group(name=name, actor=planner, **values)


def put(group, what, planner, **values):
    return commands.link_below(group=group, what=what, actor=planner, **{"basis": "told", **values})


def state():
    """Every link in force, whole, and everybody's row."""
    return (
        list(MarketingLink.objects.in_force().order_by("pk").values()),
        list(Customer.objects.order_by("pk").values()),
        list(Party.objects.order_by("pk").values()),
    )


def refused(call, *args, **values):
    with pytest.raises(Refused) as error:
        call(*args, **values)
    return error.value.reasons[0].code


def test_a_link_carries_its_evidence_and_moves_only_where_that_is_said(planner):
    first, second, account = make(planner, "甲"), make(planner, "乙"), make_customer("A-1")
    put(first, account, planner, basis="phone", score=0.9, reason="同一电话")
    before = state()

    assert refused(put, first, account, planner) == "unchanged"
    assert refused(put, second, account, planner) == "elsewhere"
    moved = put(second, account, planner, may_move=True)
    assert list(second.links.in_force()) == [moved]
    assert not first.links.in_force().exists()
    commands.undo_link(link_id=moved.pk, actor=planner, reason="误操作")

    assert state() == before
    (kept,) = first.links.all()
    assert (kept.basis, kept.score, kept.reason, kept.made_by) == (
        "phone",
        0.9,
        "同一电话",
        planner.username,
    )
    assert refused(commands.undo_link, link_id=moved.pk, actor=planner) == "wrong-state"
    trail = AuditEvent.objects.filter(object_type="marketing").order_by("pk")
    assert [row.action.rpartition(".")[2] for row in trail] == ["create"] * 2 + ["link"] * 2 + [
        "undo"
    ]


def test_a_tree_has_no_ring_and_eight_levels(planner):
    levels = [make(planner, f"{number}级") for number in range(9)]
    for above, below in pairwise(levels[:8]):
        put(above, below, planner)

    assert refused(put, levels[7], levels[0], planner) == "ring"
    assert refused(put, levels[0], levels[0], planner) == "ring"
    assert refused(put, levels[7], levels[8], planner) == "too-deep"
    assert refused(put, levels[8], levels[0], planner) == "too-deep"
    assert [row.depth for row in tree.tree_of(levels[4], planner)] == list(range(8))


def test_an_undo_that_would_close_a_ring_is_refused(planner):
    one, two, three = (make(planner, name) for name in "甲乙丙")
    put(one, two, planner)
    moved = put(three, two, planner, may_move=True)
    put(two, one, planner)

    assert refused(commands.undo_link, link_id=moved.pk, actor=planner) == "ring"


@settings(max_examples=times(15), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=12))
def test_undoing_all_backwards_leaves_what_was(moves):
    """Whatever was put where, in whatever order: undoing it step by step passes through the same
    states backwards.
    """
    runner = User.objects.filter(username="runner").first()
    planner = runner or make_user(Role.PLANNER, username="runner")
    groups = [make(planner, str(number)) for number in range(4)]
    things = [*groups, *(make_customer(f"X-{AuditEvent.objects.count()}-{n}") for n in range(3))]
    states, links = [], []
    for above, what in moves:
        before = state()
        try:
            made = put(groups[above % 4], things[what], planner, may_move=True)
        except Refused:
            assert state() == before
            continue
        states.append(before)
        links.append(made)

    while links:
        commands.undo_link(link_id=links.pop().pk, actor=planner)
        assert state() == states.pop()


def test_what_perhaps_belongs_is_proposed_with_what_says_so(planner):
    boss = make_customer("P-1", phone="13811112222")
    firm, other = make_customer("E-1", kind="organisation"), make_organisation("E-2")
    link(firm.party, boss.party, kind="key_contact", decides="decides")
    link(other, boss.party, kind="key_contact", decides="uses")
    shop = make_customer("S-1", phone="13811112222")
    group = make(planner, "甲", decision_maker=boss.party)
    put(group, boss, planner)

    found = [(one.account.number, one.basis) for one in queries.proposals(group, planner)]

    assert found == [("E-1", "decider"), ("S-1", "phone")]
    put(group, shop, planner, basis="phone")
    assert [one.account.number for one in queries.proposals(group, planner)] == ["E-1"]


def test_account_managers_see_what_has_a_customer_of_theirs(planner):
    branch = make_unit("branch-east", kind="branch")
    mine, others = make(planner, "甲"), make(planner, "乙")
    put(mine, make_customer("E-1", unit=branch), planner)
    put(mine, make_customer("W-1"), planner)
    put(others, make_customer("W-2"), planner)

    manager = make_user(Role.ACCOUNT_MANAGER, branch)

    assert list(queries.visible_groups(manager)) == [mine]
    assert queries.undoable(mine, manager).count() == 1
    assert set(queries.visible_groups(planner)) == {mine, others}
    assert MarketingCustomer.objects.count() == 2
    assert refused(make, make_user(Role.LEADERSHIP), "丙") == "no-permission"
