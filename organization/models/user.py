from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from common import clock
from common.nested import WrittenOnce, array_of, rows_of
from organization.enums import Role, Scope
from organization.models.scope import UnitScope
from organization.models.unit import Unit
from organization.models.written import read_for
from organization.permissions import COMPANY_WIDE, ROLE_PERMISSIONS, Permission, required_scope

# What a deputy decides; those who sign plans can sign for one another.
SIGNING = frozenset(
    {Permission.APPROVE_PLAN, Permission.APPROVE_SERVICE, Permission.APPROVE_COMPANY}
)
DECIDING = SIGNING | {
    Permission.WRITE_PLAN,
    Permission.ACCEPT_SUPPORT,
    Permission.MANAGE_CHANNELS,
    Permission.MANAGE_STOCK,
}
# What ``with_today`` reads.
MEMBERSHIPS, DELEGATIONS = "memberships_json", "delegations_json"


class User(AbstractUser):
    """A person who signs in. What they may do hangs on their memberships, never on flags of
    this row.
    """

    display_name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True, help_text=_("Empty: the browser's."))
    must_change_password = models.BooleanField(default=False)
    is_demo = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="The password is the demo's, which many know.",
    )

    # Set by the token authentication; None means: a session, every scope.
    token_scopes: frozenset[Scope] | None = None
    token_unit: Unit | None = None

    def __str__(self) -> str:
        return self.get_full_name()

    def set_password(self, raw_password: str | None) -> None:
        """A new password is no longer the demo's."""
        self.is_demo = False
        super().set_password(raw_password)

    def get_full_name(self) -> str:
        return self.display_name or self.username

    @cached_property
    def _today(self) -> tuple[list[Membership], list[Delegation]]:
        """Memberships and held delegations valid today: one query, none after ``with_today``."""
        read = self.__dict__
        if MEMBERSHIPS not in read:
            read = with_today(User.objects.only("pk")).get(pk=self.pk).__dict__
        return rows_of(Membership, read[MEMBERSHIPS]), rows_of(Delegation, read[DELEGATIONS])

    @property
    def valid_memberships(self) -> list[Membership]:
        """Memberships valid today, the primary one first."""
        return self._today[0]

    @property
    def primary_unit(self) -> Unit | None:
        return self.valid_memberships[0].unit if self.valid_memberships else None

    @cached_property
    def acting_for(self) -> list[User]:
        """The people whose deputy this person is today; and those whose deputy is away and has
        this person as theirs, where they hold a permission in common.
        """
        held = [one.principal for one in self._today[1] if one.deputy_id == self.pk]
        known = {self.pk, *(one.pk for one in held)}
        handed_on = {one.principal_id: one.principal for one in self._today[1]}
        return held + [
            one for key, one in handed_on.items() if key not in known and self._decides_like(one)
        ]

    def _decides_like(self, principal: User) -> bool:
        """Whether something that the other decides is this person's to decide too."""
        both = (self.roles, principal.roles)
        mine, theirs = (
            frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles)) & DECIDING
            for roles in both
        )
        return bool(mine & theirs) or bool(mine & SIGNING and theirs & SIGNING)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(membership.role) for membership in self.valid_memberships)

    def has_role(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))

    def scope(self, permission: Permission) -> UnitScope:
        """The units for which, and below which, a permission holds."""
        if not self.is_active or not self.has_scope(permission):
            return UnitScope(())
        granting = [
            m for m in self.valid_memberships if permission in ROLE_PERMISSIONS[Role(m.role)]
        ]
        is_wide = any(Role(m.role) in COMPANY_WIDE for m in granting)
        if self.token_unit is not None:
            reaches = is_wide or any(m.unit.contains(self.token_unit) for m in granting)
            return UnitScope((self.token_unit,) if reaches else ())
        return UnitScope(None) if is_wide else UnitScope.of(m.unit for m in granting)

    def may(self, permission: Permission, unit: Unit | None = None) -> bool:
        """Whether a permission holds for a unit; without a unit, whether it holds anywhere."""
        scope = self.scope(permission)
        return bool(scope) if unit is None else scope.contains(unit)

    def read(
        self, build: Callable[..., models.QuerySet[Any]], *values: Any, **shape: Hashable
    ) -> list[Any]:
        """The rows of a list of this person's, see ``read_for``."""
        return read_for(build, self, *values, **shape)

    def has_scope(self, permission: Permission) -> bool:
        """Whether the token in use, if any, reaches as far as the permission."""
        return self.token_scopes is None or required_scope(permission) in self.token_scopes


def with_today(users: models.QuerySet[User]) -> models.QuerySet[User]:
    """The people with the memberships and held delegations that are valid today, in the same
    query.
    """
    today = Value(clock.today())
    return users.annotate(
        **{
            MEMBERSHIPS: WrittenOnce(_memberships, F("pk"), today),
            DELEGATIONS: WrittenOnce(_delegations, F("pk"), today),
        }
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: dt.date) -> MembershipQuerySet:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )


class Membership(models.Model):
    """A user's role for one unit and what lies below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    is_primary = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="membership_dates_in_order",
                violation_error_message=_("The end lies before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def valid_on(self, day: dt.date) -> DelegationQuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day, revoked_at__isnull=True)


class Delegation(models.Model):
    """While it is valid, ``deputy`` may decide what ``principal`` would; never for the deputy's own
    unit's plans.
    """

    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    principal = models.ForeignKey(User, models.CASCADE, related_name="delegations_given")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="delegations_held")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="delegation_dates_in_order",
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                condition=~Q(principal=F("deputy")),
                name="delegation_to_another",
                violation_error_message=_("Choose another person as deputy."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} → {self.deputy_id}"


def _memberships(user: Any, day: Any) -> ArraySubquery:
    rows = Membership.objects.valid_on(day).filter(user=user)
    return array_of(rows.order_by("-is_primary", "id"), "unit")


def _delegations(deputy: Any, day: Any) -> ArraySubquery:
    """Those held, and those of somebody who is away and for whom this person stands in."""
    valid = Delegation.objects.valid_on(day)
    away = valid.filter(deputy=deputy).values("principal")
    rows = valid.filter(Q(deputy=deputy) | Q(deputy__in=away))
    return array_of(rows.order_by("id"), "principal")
