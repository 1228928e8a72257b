"""The last pieces go out once. The twin without locks must lose, or the test proves nothing."""

import pytest
from django.db.models import Sum

from common import locks
from organization.enums import Role, UnitKind
from resources import commands
from resources.models import Movement, Stock
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_resource, make_stock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def gap():
    """By how much stock and movements differ."""
    return Stock.objects.get().on_hand - Movement.objects.aggregate(sum=Sum("quantity"))["sum"]


def test_the_last_pieces_are_issued_once(monkeypatch, race, is_locked):
    """Two people hand out all that lies there, at the same moment."""
    unit = make_unit("branch-east", kind=UnitKind.BRANCH)
    resource = make_resource()
    make_stock(resource, unit, 100)
    actor = make_user(Role.RESOURCE_KEEPER)
    monkeypatch.setattr(locks.LOCKS, "rows", race.after(locks.LOCKS.rows))

    def issue():
        commands.issue(resource=resource, unit=unit, quantity=100, reason="fair", actor=actor)
        return "issued"

    said = race.together(issue, issue)

    if is_locked:
        assert said == {"issued": 1, "short": 1}
        assert Stock.objects.get().on_hand == 0
        assert gap() == 0
    else:
        assert said == {"issued": 2}
        assert gap() != 0
