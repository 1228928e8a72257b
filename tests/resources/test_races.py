"""The last pieces go out once. The twin without locks must lose, or the test proves nothing."""

import threading
import time

import pytest
from django.db import connection
from django.db.models import Sum

from common import locks
from common.errors import Refused
from organization.enums import Role, UnitKind
from resources import commands
from resources.models import Movement, Stock
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_resource, make_stock
from tests.twins import ChangeLogOnly

pytestmark = pytest.mark.database

PAUSE = 0.3


def slow(kind):
    """Locks of this kind, with time for the other one to come in between reading and writing."""

    class Slow(kind):
        def rows(self, queryset):
            found = super().rows(queryset)
            time.sleep(PAUSE)
            return found

    return Slow()


def issue_twice(resource, unit, actor):
    """Two people hand out all that lies there, at the same moment; what each of them was told."""
    together, said = threading.Barrier(2), []

    def one():
        try:
            together.wait(5)
            commands.issue(resource=resource, unit=unit, quantity=100, reason="fair", actor=actor)
            said.append("issued")
        except Refused as refusal:
            said.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(said)


def gap():
    """By how much stock and movements differ."""
    return Stock.objects.get().on_hand - Movement.objects.aggregate(sum=Sum("quantity"))["sum"]


@pytest.mark.django_db(transaction=True)
def test_the_last_pieces_are_issued_once(monkeypatch):
    unit = make_unit("branch-east", kind=UnitKind.BRANCH)
    resource = make_resource()
    make_stock(resource, unit, 100)
    monkeypatch.setattr(locks, "LOCKS", slow(locks.Locks))

    said = issue_twice(resource, unit, make_user(Role.RESOURCE_KEEPER))

    assert said == ["issued", "short"]
    assert Stock.objects.get().on_hand == 0
    assert gap() == 0


@pytest.mark.django_db(transaction=True)
def test_without_locks_they_are_issued_twice(monkeypatch):
    unit = make_unit("branch-east", kind=UnitKind.BRANCH)
    resource = make_resource()
    make_stock(resource, unit, 100)
    monkeypatch.setattr(locks, "LOCKS", slow(ChangeLogOnly))

    said = issue_twice(resource, unit, make_user(Role.RESOURCE_KEEPER))

    assert said == ["issued", "issued"]
    assert gap() != 0
