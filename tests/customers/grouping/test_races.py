"""Two people put marketing customers below each other at once. Without locks the tree closes to a
ring.
"""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from common import locks
from common.errors import Refused
from customers.grouping import tree
from customers.grouping.commands import link_below
from customers.models import MarketingLink
from organization.enums import Role
from tests.factories.customers import make_marketing
from tests.factories.organization import make_user
from tests.twins import ChangeLogOnly

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
PAUSE = 0.3


def put_crosswise(monkeypatch):
    """One puts the first below the second, another the second below the first; what each was
    told. Each stops between looking at the tree and writing.
    """
    people = [make_user(Role.PLANNER, username=name) for name in ("one", "other")]
    first, second = (make_marketing(code, people[0]) for code in ("M1", "M2"))
    together, said = threading.Barrier(2), []
    looked = tree.is_too_deep

    def slowly(above, below):
        found = looked(above, below)
        time.sleep(PAUSE)
        return found

    monkeypatch.setattr(tree, "is_too_deep", slowly)

    def put(above, below, actor):
        try:
            together.wait(5)
            link_below(group=above, what=below, basis="told", actor=actor)
            said.append("put")
        except Refused as refusal:
            said.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=put, args=args)
        for args in ((first, second, people[0]), (second, first, people[1]))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(said)


def test_the_tree_never_closes_to_a_ring(monkeypatch):
    assert put_crosswise(monkeypatch) == ["put", "ring"]
    assert MarketingLink.objects.in_force().count() == 1


def test_without_locks_it_does(monkeypatch):
    monkeypatch.setattr(locks, "LOCKS", ChangeLogOnly())

    assert put_crosswise(monkeypatch) == ["put", "put"]
    assert MarketingLink.objects.in_force().count() == 2
