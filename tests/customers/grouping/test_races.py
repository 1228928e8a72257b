"""Two people put marketing customers below each other at once. Without locks the tree closes to a
ring.
"""

from __future__ import annotations

import pytest

from customers.grouping import tree
from customers.grouping.commands import link_below
from customers.models import MarketingLink
from organization.enums import Role
from tests.factories.customers import make_marketing
from tests.factories.organization import make_user

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_the_tree_never_closes_to_a_ring(monkeypatch, race, is_locked):
    """One puts the first below the second, another the second below the first. Each stops between
    looking at the tree and writing.
    """
    people = [make_user(Role.PLANNER, username=name) for name in ("one", "other")]
    first, second = (make_marketing(code, people[0]) for code in ("M1", "M2"))
    monkeypatch.setattr(tree, "is_too_deep", race.after(tree.is_too_deep))

    def put(above, below, actor):
        def call():
            link_below(group=above, what=below, basis="told", actor=actor)
            return "put"

        return call

    said = race.together(put(first, second, people[0]), put(second, first, people[1]))

    assert said == ({"put": 1, "ring": 1} if is_locked else {"put": 2})
    assert MarketingLink.objects.in_force().count() == said["put"]
