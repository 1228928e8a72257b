"""A list that is written once answers what it would anew, whoever asks, whatever they ask."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.db.models import Q, Value

from campaigns.access import visible_to
from campaigns.models import Campaign
from common import clock, written
from common.written import NOBODY, OneOf, read, read_keys
from organization.deputies import own_units
from organization.enums import Role, UnitKind
from organization.models import Delegation, Membership, Unit, User
from organization.models import written as of_people
from organization.permissions import Permission
from tests.factories.campaigns import make_checking, make_draft
from tests.factories.organization import make_user


def members(unit, *, role):
    return Membership.objects.filter(unit=unit, role=role).select_related("user").order_by("-id")


def by_keys(keys):
    return User.objects.filter(OneOf("pk", keys)).order_by("pk")


def own_and_seen(user, code):
    """Of the person themself, and of what their rights let them see."""
    rows = visible_to(user).filter(Q(author=user) | Q(code=code))
    return rows.select_related("owner_unit", "author").order_by("pk")


def test_what_is_given_differs_and_what_it_is_written_for_is_kept(world, django_assert_num_queries):
    for unit in Unit.objects.all():
        for role in (Role.PLANNER, Role.HEAD):
            with django_assert_num_queries(1):
                found = read(members, unit.pk, role=role)
                names = [row.user.username for row in found]
            assert names == [row.user.username for row in members(unit.pk, role=role)]
    assert read(members, NOBODY, role=Role.PLANNER) == []


def test_keys_are_read_as_they_are_named(world, django_assert_num_queries):
    every = list(User.objects.order_by("pk").values_list("pk", flat=True))
    for keys in (every, every[:2], every[1:2]):
        assert [one.pk for one in read_keys(by_keys, [None, *keys])] == keys
    with django_assert_num_queries(0):
        assert read_keys(by_keys, []) == read_keys(by_keys, [None]) == []


def test_nobody_reads_what_was_written_for_another(world):
    """Colleagues with the same rights share the statement, each with their own key in it."""
    colleague = make_user(Role.PLANNER, world.consumer)
    make_checking(world.planner)
    for person in (world.planner, colleague, world.rival):
        make_draft(person, owner_unit=person.primary_unit.code)
    people = (world.planner, colleague, world.rival, world.head, world.leader)
    for code in Campaign.objects.values_list("code", flat=True):
        for person in people:
            assert person.read(own_and_seen, code) == list(own_and_seen(person, code)), person


def test_rights_that_change_are_seen_at_once(world):
    plan = make_draft(world.planner)
    person = make_user(Role.PLANNER, world.enterprise)

    def seen():
        return User.objects.get(pk=person.pk).read(own_and_seen, plan.code)

    assert seen() == []
    person.memberships.update(unit=world.consumer)
    assert seen() == [plan]
    Unit.objects.filter(pk=world.consumer.pk).update(path="/elsewhere/")
    assert seen() == [plan]
    Unit.objects.filter(pk=world.enterprise.pk).update(path="/company/consumer/")
    person.memberships.update(unit=world.enterprise)
    assert seen() == []


def test_a_deputy_reads_for_their_principals_too(world):
    plan, today = make_draft(world.planner), clock.today()
    Delegation.objects.create(
        principal=world.head, deputy=world.rival, starts_on=today, ends_on=today
    )

    assert world.rival.acting_for == [world.head]
    assert world.rival.read(of_principals) == [plan]


def of_principals(user):
    held = Q(pk__in=[])
    for one in user.acting_for:
        held |= one.scope(Permission.SEE_OWN_PLANS).q("owner_unit")
    return Campaign.objects.filter(held)


def in_own_units(user):
    """Of the units that the person works in; the company is nobody's."""
    return Campaign.objects.filter(own_units(user).q("owner_unit"))


def test_a_unit_of_another_kind_is_another_right(world):
    plan, person = make_draft(world.planner), make_user(Role.PLANNER, world.consumer)

    def seen():
        return User.objects.get(pk=person.pk).read(in_own_units)

    assert seen() == [plan]
    Unit.objects.filter(pk=world.consumer.pk).update(kind=UnitKind.COMPANY)
    assert seen() == []


def by_name(user):
    return User.objects.filter(username=user.username)


def by_first_unit_name(user):
    return User.objects.filter(memberships__unit__name=user.primary_unit.name)


def after_asking(user):
    return User.objects.filter(pk__in=list(User.objects.values_list("pk", flat=True)))


def at_this_hour(user):
    return User.objects.filter(date_joined__lte=clock.now())


def by_key_as_text(user):
    return User.objects.annotate(text=Value(f"u{user.pk}")).filter(username="x")


def by_one_of_keys(user):
    return User.objects.filter(OneOf("pk", [user.pk]))


@pytest.mark.parametrize(
    "build",
    [by_name, by_first_unit_name, after_asking, at_this_hour, by_key_as_text, by_one_of_keys],
)
def test_what_would_hold_for_one_person_or_hour_is_never_kept(world, build):
    with pytest.raises(ValueError, match="that is kept"):
        world.planner.read(build)


def test_threads_share_what_was_written(world):
    """Each reads over its own connection, which sees nothing of this test's transaction."""
    assert [one.pk for one in read_keys(by_keys, [world.planner.pk])] == [world.planner.pk]
    found = []

    def elsewhere():
        try:
            found.append(read_keys(by_keys, [NOBODY]))
        finally:
            connection.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [[]]


def test_memory_is_bounded():
    for remember in (written._written, of_people._written):
        assert 0 < remember.cache.maxsize <= 512
