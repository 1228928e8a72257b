"""What the demo company shows of identity: a customer tree, and open questions."""

from __future__ import annotations

import pytest

from customers.enums import MatchState
from customers.grouping.tree import tree_of
from customers.models import MarketingCustomer, PartyMatch
from organization.models import User

pytestmark = pytest.mark.usefixtures("company")


def test_the_general_manager_stands_above_a_tree():
    top = MarketingCustomer.objects.order_by("pk")[0]

    assert [row.depth for row in tree_of(top, User.objects.get(username="planner.enterprise"))] == [
        0,
        1,
        1,
    ]
    assert top.links.in_force().filter(account__isnull=False).count() >= 2


def test_one_or_two_questions_wait():
    assert PartyMatch.objects.filter(state=MatchState.ASKED).count() == 2
