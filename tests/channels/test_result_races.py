"""Two who tell of one wave at once, with a twin that does not lock and in which it goes wrong."""

import pytest

from channels.models import PlacementResult
from channels.results import recording
from organization.enums import Role
from tests.factories.campaigns import make_world
from tests.factories.organization import make_user
from tests.factories.results import tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_a_wave_told_twice_at_once_is_told_once(race, is_locked, monkeypatch):
    make_world()
    manager = make_user(Role.CHANNEL_MANAGER)
    monkeypatch.setattr(recording, "_told", race.after(recording._told))

    outcomes = race.together(*[lambda: tell(manager, {"key": "1"}).created] * 2)

    assert PlacementResult.objects.count() == 1
    assert outcomes == ({1: 1, 0: 1} if is_locked else {1: 1, "IntegrityError": 1})
