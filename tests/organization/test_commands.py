import datetime as dt

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.errors import Refused
from common.models import AuditEvent
from organization import commands, deputies, policies
from organization.enums import Role
from organization.limits import Limits
from organization.models import Delegation, Membership, Policy, User
from organization.permissions import Permission
from organization.policies import Declared, declare, values_between, values_on
from organization.tokens import issue_token, revoke_token, token_for
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 3, 1)
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
LIMIT = Declared("test.limit", 3, _("A limit"), _("times"), Role.SERVICE_MANAGER, Limits(most=10))


@pytest.fixture(autouse=True)
def limit(monkeypatch):
    monkeypatch.setattr(policies, "_declared", dict(policies.declared()))
    declare(LIMIT)


def test_add_user_gives_role_and_a_password_to_change():
    admin, unit = make_user(Role.ADMINISTRATOR), make_unit()

    user, password = commands.add_user(
        username="new.one", display_name="新人", unit=unit, role=Role.PLANNER, actor=admin
    )

    assert user.check_password(password)
    assert user.must_change_password
    assert User.objects.get(username="new.one").may(Permission.WRITE_PLAN, unit)
    assert AuditEvent.objects.filter(action="add_user", object_code="new.one").exists()


def test_add_user_by_a_planner_is_refused_and_changes_nothing():
    planner, unit = make_user(Role.PLANNER), make_unit()

    with pytest.raises(Refused) as refusal:
        commands.add_user(
            username="new.one", display_name="新人", unit=unit, role=Role.PLANNER, actor=planner
        )

    assert refusal.value.status == 403
    assert not User.objects.filter(username="new.one").exists()


def test_grant_role_to_oneself_is_refused():
    admin, unit = make_user(Role.ADMINISTRATOR), make_unit()

    with pytest.raises(Refused) as refusal:
        commands.grant_role(user=admin, unit=unit, role=Role.LEADERSHIP, actor=admin)

    assert refusal.value.status == 403
    assert Membership.objects.filter(user=admin).count() == 1


def test_end_role_takes_the_permission_away_at_once():
    admin, planner = make_user(Role.ADMINISTRATOR), make_user(Role.PLANNER)
    membership = planner.memberships.get()

    commands.end_role(membership=membership, actor=admin)

    assert not User.objects.get(pk=planner.pk).may(Permission.WRITE_PLAN)


def test_change_policy_by_its_owner_counts_from_its_day():
    owner = make_user(Role.SERVICE_MANAGER)

    commands.change_policy(
        key="test.limit", value="5", valid_from=TODAY, reason="season", actor=owner, now=NOW
    )

    assert values_on(TODAY)["test.limit"] == 5
    assert values_on(TODAY - dt.timedelta(days=1))["test.limit"] == 3


def test_after_a_second_change_each_day_has_the_newest_value_written_for_it():
    owner = make_user(Role.SERVICE_MANAGER)

    for value, after in (("7", 2), ("5", 0)):  # whichever was written first
        commands.change_policy(
            key="test.limit",
            value=value,
            valid_from=TODAY + dt.timedelta(days=after),
            reason="season",
            actor=owner,
            now=NOW,
        )

    days = {after: values_on(TODAY + dt.timedelta(days=after)) for after in (-1, 0, 1, 2, 3)}
    assert {after: values["test.limit"] for after, values in days.items()} == {
        -1: 3,
        0: 5,
        1: 5,
        2: 7,
        3: 7,
    }
    first, last = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=2)
    changes = [(day, values["test.limit"]) for day, values in values_between(first, last)]
    assert changes == [(first, 3), (TODAY, 5), (last, 7)]


@pytest.mark.parametrize(
    ("role", "key", "day", "status"),
    [
        pytest.param(Role.PLANNER, "test.limit", TODAY, 403, id="not the owner"),
        pytest.param(Role.SERVICE_MANAGER, "test.none", TODAY, 400, id="unknown policy"),
        pytest.param(
            Role.SERVICE_MANAGER, "test.limit", TODAY - dt.timedelta(days=1), 400, id="in the past"
        ),
    ],
)
def test_change_policy_refusals_change_nothing(role, key, day, status):
    with pytest.raises(Refused) as refusal:
        commands.change_policy(
            key=key, value="5", valid_from=day, reason="", actor=make_user(role), now=NOW
        )

    assert refusal.value.status == status
    assert not Policy.objects.exists()


def test_change_policy_to_a_value_of_another_type_is_invalid():
    with pytest.raises(ValidationError):
        commands.change_policy(
            key="test.limit",
            value="many",
            valid_from=TODAY,
            reason="",
            actor=make_user(Role.SERVICE_MANAGER),
            now=NOW,
        )


def test_delegate_for_another_person_needs_an_administrator():
    head, other = make_user(Role.HEAD), make_user(Role.HEAD)

    with pytest.raises(Refused):
        deputies.delegate(principal=head, deputy=other, starts_on=TODAY, ends_on=TODAY, actor=other)

    assert not Delegation.objects.exists()


def test_delegate_with_reversed_dates_is_invalid():
    head, other = make_user(Role.HEAD), make_user(Role.HEAD)

    with pytest.raises(ValidationError):
        deputies.delegate(
            principal=head,
            deputy=other,
            starts_on=TODAY,
            ends_on=TODAY - dt.timedelta(days=1),
            actor=head,
        )


def test_token_is_kept_as_a_digest_and_ends_when_revoked():
    user = make_user(Role.PLANNER)

    token, key = issue_token(user=user, name="calendar", scopes=["read"], actor=user)

    assert key not in str(token.__dict__.values())
    assert token_for(key) == token
    revoke_token(token=token, actor=user)
    assert token_for(key) is None


def test_token_of_a_disabled_user_is_not_usable():
    user = make_user(Role.PLANNER)
    _token, key = issue_token(user=user, name="calendar", scopes=["all"], actor=user)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert token_for(key) is None


def test_token_scopes_narrow_what_a_role_may_do():
    user = make_user(Role.PLANNER)

    user.token_scopes = frozenset({"read"})

    assert user.may(Permission.SEE_PLANS)
    assert not user.may(Permission.WRITE_PLAN)


@pytest.mark.parametrize(("last", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_role_that_is_over_is_not_given(last, is_refused):
    admin, person = make_user(Role.ADMINISTRATOR), make_user(Role.PLANNER)
    give = {"user": person, "unit": make_unit(), "role": Role.HEAD, "actor": admin, "now": NOW}

    if not is_refused:
        commands.grant_role(valid_until=TODAY + dt.timedelta(days=last), **give)
        return
    with pytest.raises(Refused) as refusal:
        commands.grant_role(valid_until=TODAY + dt.timedelta(days=last), **give)
    assert refusal.value.reasons[0].attr == "valid_until"
    assert person.memberships.count() == 1


def test_token_is_narrowed_to_a_unit_that_a_role_reaches():
    east, west = make_unit("east"), make_unit("west")
    user = make_user(Role.PLANNER, east)

    token, _key = issue_token(user=user, name="t", scopes=["read"], actor=user, unit=east)

    assert token.unit == east
    with pytest.raises(Refused) as refusal:
        issue_token(user=user, name="t", scopes=["read"], actor=user, unit=west)
    assert refusal.value.reasons[0].attr == "unit"


@pytest.mark.parametrize("password", ["123456789012", "aaaaaaaaaaaa", "abababababab"])
def test_password_of_digits_or_repetitions_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_password_of_words_is_taken():
    validate_password("horse staple 27 blue")
