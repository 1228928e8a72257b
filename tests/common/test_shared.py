"""What tests share: there for each as it was built, and for nobody else."""

from __future__ import annotations

import pytest
from django.db import connection

from organization.models import Unit, User
from tests.factories.organization import make_unit
from tests.shared import LAYERS, shared

pytestmark = pytest.mark.django_db
BUILT: list[str] = []


@shared()
def hall(world):
    BUILT.append("hall")
    return make_unit("hall", name="As built")


@shared()
def counter(hall):
    BUILT.append("counter")
    Unit.objects.filter(pk=hall.pk).update(name="With a counter")
    return hall, make_unit("counter")


@pytest.mark.parametrize("turn", [1, 2])
def test_each_finds_it_as_it_was_built(hall, turn):
    assert Unit.objects.get(code="hall").name == hall.name == "As built"
    assert not Unit.objects.filter(code="counter").exists()
    hall.name = "Changed"
    hall.save()


@pytest.mark.parametrize("turn", [1, 2])
def test_one_lies_on_another(counter, hall, turn):
    assert Unit.objects.get(code="hall").name == "With a counter"
    assert Unit.objects.filter(code="counter").exists()
    assert counter[0].pk == hall.pk
    hall.delete()


def test_each_is_built_once(counter):
    """Those of one module that share the same run one after the other."""
    assert BUILT == ["hall", "counter"]


def test_who_asks_for_nothing_finds_nothing(world):
    assert not Unit.objects.filter(code="hall").exists()


def test_what_stands_in_two_is_one(counter, world):
    twice = LAYERS.copy(LAYERS.layers[1].build, LAYERS.copied[0])

    assert twice[0] is counter[0]
    assert User.objects.filter(pk=world.planner.pk).exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_who_commits_finds_no_transaction(transactional_db):
    assert not connection.in_atomic_block
    assert LAYERS.layers == []


def test_a_broken_transaction_is_begun_again(hall):
    connection.needs_rollback = True
