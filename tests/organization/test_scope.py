"""Which units a permission reaches: the one predicate behind every list and every object."""

import datetime as dt

import pytest
from django import forms

from campaigns.models import Campaign
from organization.enums import Role, Scope, UnitKind
from organization.forms import restrict
from organization.models import Membership, Unit
from organization.models.scope import UnitScope
from organization.permissions import Permission
from tests.factories.organization import company, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """east ─ centre ─ quarter; east-2 has a code that starts with east's; a department beside."""
    east = make_unit("east", kind=UnitKind.BRANCH)
    centre = make_unit("centre", kind=UnitKind.CENTRE, parent=east)
    make_unit("quarter", kind=UnitKind.SUB_BRANCH, parent=centre)
    make_unit("east-2", kind=UnitKind.BRANCH)
    make_unit("centre-2", kind=UnitKind.CENTRE, parent=east)
    make_unit("market")
    return {unit.code: unit for unit in Unit.objects.all()}


REACHED = [
    pytest.param("quarter", {"quarter"}, id="a leaf: itself"),
    pytest.param("centre", {"centre", "quarter"}, id="below, never above nor a namesake beside"),
    pytest.param("east", {"east", "centre", "quarter", "centre-2"}, id="all below, not east-2"),
    pytest.param("east-2", {"east-2"}, id="a sibling whose code begins alike"),
]


@pytest.mark.parametrize(("code", "expected"), REACHED)
def test_scope_reaches_the_unit_and_what_lies_below(tree, code, expected):
    scope = UnitScope.of([tree[code]])

    assert {unit.code for unit in Unit.objects.filter(scope.q())} == expected
    assert {unit.code for unit in tree.values() if scope.contains(unit)} == expected


@pytest.mark.parametrize(("code", "expected"), REACHED)
def test_scope_of_a_persons_permission_is_what_may_says(tree, code, expected):
    person = make_user(Role.BRANCH_VIEWER, tree[code])

    scope = person.scope(Permission.SEE_STOCK)

    assert {unit.code for unit in scope.active_units()} == expected
    assert {
        unit.code for unit in tree.values() if person.may(Permission.SEE_STOCK, unit)
    } == expected


def test_scope_of_several_units_is_their_union(tree):
    scope = UnitScope.of([tree["centre"], tree["market"]])

    assert {unit.code for unit in Unit.objects.filter(scope.q())} == {
        "centre",
        "quarter",
        "market",
    }


def test_scope_of_a_company_role_is_everything_wherever_its_unit_stands(tree):
    scope = make_user(Role.LEADERSHIP, tree["market"]).scope(Permission.SEE_ALL_PLANS)

    assert scope.is_everything
    assert scope
    assert Unit.objects.filter(scope.q()).count() == len(tree)
    assert all(scope.contains(unit) for unit in tree.values())


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda unit: make_user(), id="no role"),
        pytest.param(lambda unit: make_user(Role.AUDITOR, unit), id="a role without it"),
        pytest.param(lambda unit: make_user(Role.HEAD, unit, is_active=False), id="not active"),
    ],
)
def test_scope_without_the_permission_is_nothing(tree, make):
    person = make(tree["market"])

    scope = person.scope(Permission.APPROVE_PLAN)

    assert not scope
    assert not Unit.objects.filter(scope.q()).exists()
    assert not any(scope.contains(unit) for unit in tree.values())
    assert not person.may(Permission.APPROVE_PLAN)
    assert not scope.related_branches().exists()


def test_scope_of_a_membership_that_ended_is_nothing(tree):
    person = make_user()
    Membership.objects.create(
        user=person, unit=tree["east"], role=Role.HEAD, valid_until=dt.date(2020, 1, 1)
    )

    assert not person.scope(Permission.APPROVE_PLAN)


@pytest.mark.parametrize(
    ("role", "home", "token", "expected"),
    [
        pytest.param(Role.BRANCH_VIEWER, "east", "centre", {"centre", "quarter"}, id="below"),
        pytest.param(Role.BRANCH_VIEWER, "centre", "east", set(), id="above gives nothing"),
        pytest.param(Role.BRANCH_VIEWER, "east", "east-2", set(), id="beside gives nothing"),
        pytest.param(Role.SUPPORT, "market", "east-2", {"east-2"}, id="company role narrowed"),
    ],
)
def test_scope_of_a_token_is_its_unit_if_the_role_reaches_there(tree, role, home, token, expected):
    person = make_user(role, tree[home])
    person.token_scopes, person.token_unit = frozenset({Scope.READ}), tree[token]

    scope = person.scope(Permission.SEE_STOCK)

    assert {unit.code for unit in Unit.objects.filter(scope.q())} == expected


def test_scope_of_a_token_without_the_needed_scope_is_nothing(tree):
    person = make_user(Role.HEAD, tree["market"])
    person.token_scopes = frozenset({Scope.READ})

    assert not person.scope(Permission.APPROVE_PLAN)
    assert person.scope(Permission.SEE_OWN_PLANS)


@pytest.mark.parametrize(
    ("units", "others", "expected"),
    [
        pytest.param(None, ["market"], 7, id="everything or something is everything"),
        pytest.param([], ["market"], 1, id="nothing or something is that"),
    ],
)
def test_scope_keeps_its_meaning_beside_an_alternative(tree, units, others, expected):
    scope = UnitScope(None) if units is None else UnitScope.of(units)
    alternative = UnitScope.of([tree[code] for code in others])

    assert Unit.objects.filter(scope.q() | alternative.q()).count() == expected
    assert Unit.objects.filter(alternative.q() | scope.q()).count() == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("quarter", {"east"}, id="the branch it belongs to"),
        pytest.param("east", {"east"}, id="itself"),
        pytest.param("market", set(), id="a department has none"),
        pytest.param("company", {"east", "east-2"}, id="all below"),
    ],
)
def test_related_branches_lie_above_or_below(tree, code, expected):
    tree["company"] = company()

    assert {unit.code for unit in UnitScope.of([tree[code]]).related_branches()} == expected


def test_scope_of_a_related_field_finds_its_rows_only_within(tree):
    scope = UnitScope.of([tree["east"]])

    found = Membership.objects.filter(scope.q("unit"))
    make_user(Role.HEAD, tree["east-2"])
    make_user(Role.HEAD, tree["quarter"])

    assert {row.unit.code for row in found} == {"quarter"}
    assert not Campaign.objects.filter(UnitScope(()).q("owner_unit")).exists()


def test_related_branches_of_the_whole_company_are_all(tree):
    assert {unit.code for unit in UnitScope(None).related_branches()} == {"east", "east-2"}


def test_closed_units_are_not_among_the_active(tree):
    Unit.objects.filter(code="centre").update(is_active=False)

    def active(scope: UnitScope) -> set[str]:
        return {unit.code for unit in scope.active_units()}

    assert active(UnitScope.of([tree["east"]])) == {"east", "quarter", "centre-2"}
    assert "centre" not in active(UnitScope(None))
    assert active(UnitScope.of([])) == set()


@pytest.mark.parametrize(
    ("units", "reaches", "is_everything"),
    [
        pytest.param(None, True, True, id="the company"),
        pytest.param((), False, False, id="nothing"),
        pytest.param((Unit(code="east", path="/1/"),), True, False, id="a unit"),
    ],
)
def test_nothing_is_not_everything(units, reaches, is_everything):
    scope = UnitScope(units)

    assert (bool(scope), scope.is_everything) == (reaches, is_everything)


def test_units_in_the_order_of_the_tree():
    top = company()
    second = make_unit("second", parent=top, position=2)
    first = make_unit("first", parent=top, position=9)
    below = make_unit("below", parent=second, position=1)
    make_unit("later", parent=first, position=0)

    codes = [unit.code for unit in Unit.objects.in_tree()]
    field = forms.ModelChoiceField(Unit.objects.none())
    restrict(field, Unit.objects.active())

    assert codes == [top.code, "second", "below", "first", "later"]
    assert [label for _value, label in field.choices][1:4] == [
        str(top),
        str(second),
        f"\u3000{below}",
    ]
