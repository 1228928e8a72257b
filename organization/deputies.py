"""Deputies: who can stand in for whom, and naming one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock, display, messages
from common.errors import Reason, Refused
from common.write import written
from organization.commands import require
from organization.enums import Role, UnitKind
from organization.models import Delegation, Membership, Unit, User
from organization.models.scope import UnitScope
from organization.models.user import SIGNING
from organization.notices import notify
from organization.permissions import ROLE_PERMISSIONS, Permission

P = Permission
# What is decided alike: who decides one thing of a kind can decide the others of it as a deputy.
KINDS = (
    SIGNING,
    frozenset({P.WRITE_PLAN}),
    frozenset({P.ACCEPT_SUPPORT}),
    frozenset({P.MANAGE_CHANNELS}),
    frozenset({P.MANAGE_STOCK}),
)
CODE = "deputy"

messages.register(
    CODE,
    {
        "named": _(
            "You stand in for %(principal)s from %(first)s to %(last)s. What they would decide"
            " stands in your day, marked with their name."
        ),
        "ended": _("You no longer stand in for %(principal)s."),
    },
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could stand in, with the role and unit in which they decide."""

    user: User
    membership: Membership

    @property
    def label(self) -> str:
        role = Role(self.membership.role).label
        return f"{self.user} · {self.membership.unit.label} · {role}"


def is_own_unit(user: User, unit: Unit) -> bool:
    """Whether the unit is one that the person works in, or lies below it; the company is
    nobody's.
    """
    return own_units(user).contains(unit)


def own_units(user: User) -> UnitScope:
    """The units that the person works in."""
    units = (row.unit for row in user.valid_memberships)
    return UnitScope.of(unit for unit in units if unit.kind != UnitKind.COMPANY)


def _is_own(membership: Membership, unit: Unit) -> bool:
    return membership.unit.kind != UnitKind.COMPANY and membership.unit.contains(unit)


def candidates(principal: User) -> list[Candidate]:
    """Who could decide what the principal decides: they decide such things themselves, and some of
    the principal's plans are not their own unit's.
    """
    reaches = [
        (kind, [principal.scope(one) for one in kind if principal.may(one)]) for kind in KINDS
    ]
    rows = Membership.objects.valid_on(clock.today()).filter(user__is_active=True)
    held: dict[int, list[Membership]] = defaultdict(list)
    for row in rows.exclude(user=principal).select_related("user", "unit").order_by("id"):
        held[row.user_id].append(row)
    found = []
    for memberships in held.values():
        for kind, scopes in reaches:
            deciding = [row for row in memberships if kind & ROLE_PERMISSIONS[Role(row.role)]]
            is_free = any(
                scope.units is None
                or any(not any(_is_own(row, unit) for row in memberships) for unit in scope.units)
                for scope in scopes
            )
            if deciding and is_free:
                found.append(Candidate(deciding[0].user, deciding[0]))
                break
    return sorted(found, key=lambda one: (one.membership.unit.path, str(one.user)))


def why_not_delegate(
    *, principal: User, deputy: User, starts_on: dt.date, ends_on: dt.date
) -> Iterator[Reason]:
    """Reasons (400) against this deputy for this span."""
    if not any(one.user.pk == deputy.pk for one in candidates(principal)):
        yield Reason(
            "cannot-decide",
            _(
                "%(deputy)s could decide none of what you decide. Choose somebody who signs or"
                " accepts the same, and does not work in your unit."
            ),
            status=400,
            attr="deputy",
            params={"deputy": str(deputy)},
        )
    for other in absences(principal, starts_on, ends_on):
        yield Reason(
            "overlaps",
            _("From %(first)s to %(last)s %(deputy)s stands in for you already; end that first."),
            status=400,
            attr="starts_on",
            params=_span(other) | {"deputy": str(other.deputy)},
        )


def absences(user: User, first: dt.date, last: dt.date) -> Sequence[Delegation]:
    """The spans in which somebody stands in for the person."""
    rows = Delegation.objects.filter(principal=user, revoked_at__isnull=True)
    return list(
        rows.filter(starts_on__lte=last, ends_on__gte=first)
        .select_related("deputy")
        .order_by("starts_on")
    )


def gaps(delegation: Delegation) -> Iterator[str]:
    """What is to be known of a delegation: its deputy is away too, or the one who goes stands in
    for others.
    """
    first, last = delegation.starts_on, delegation.ends_on
    able = {one.user.pk for one in candidates(delegation.principal)}
    for away in absences(delegation.deputy, first, last):
        goes_on = away.deputy_id in able
        yield str(
            Reason(
                "deputy-away",
                _("%(deputy)s is out of office too, %(first)s – %(last)s: %(next)s decides then.")
                if goes_on
                else _(
                    "%(deputy)s is out of office too, %(first)s – %(last)s: nobody decides then."
                ),
                params=_span(away) | {"deputy": str(delegation.deputy), "next": str(away.deputy)},
            )
        )
    held = Delegation.objects.filter(deputy=delegation.principal, revoked_at__isnull=True)
    meeting = Q(starts_on__lte=last, ends_on__gte=first)
    for one in held.filter(meeting).select_related("principal"):
        yield str(
            Reason(
                "stands-in",
                _("You stand in for %(principal)s then, %(first)s – %(last)s; tell them."),
                params=_span(one) | {"principal": str(one.principal)},
            )
        )


def _span(delegation: Delegation) -> dict[str, str]:
    return {
        "first": display.full_date(delegation.starts_on),
        "last": display.full_date(delegation.ends_on),
    }


@transaction.atomic
def delegate(
    *,
    principal: User,
    deputy: User,
    starts_on: dt.date,
    ends_on: dt.date,
    reason: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> Delegation:
    """Name a deputy for a span, and tell them. Only for oneself, or by an administrator.

    Raises ``Refused``: 403; 400 for somebody who could not decide, or where a deputy is named
    already. Raises ``ValidationError`` for a bad span.
    """
    if actor.pk != principal.pk:
        require(actor, P.MANAGE_SETUP)
    delegation = Delegation(
        principal=principal, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    delegation.full_clean()
    against = why_not_delegate(
        principal=principal, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    if reasons := list(against):
        raise Refused(reasons)
    delegation.save()
    span = {"first": starts_on.isoformat(), "last": ends_on.isoformat()}
    _tell(delegation, "named", now=now, **span)
    details = {"deputy": deputy.username, "from": span["first"], "until": span["last"]}
    written(
        "delegate", "user", principal.username, actor=actor, now=now, reason=reason, details=details
    )
    return delegation


@transaction.atomic
def revoke_delegation(
    *, delegation: Delegation, actor: User, now: dt.datetime | None = None
) -> None:
    """End a deputy's powers at once, and tell them."""
    if actor.pk != delegation.principal_id:
        require(actor, P.MANAGE_SETUP)
    at = now or clock.now()
    open_ones = Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True)
    if open_ones.update(revoked_at=at):
        _tell(delegation, "ended", now=at)
    written("revoke_delegation", "user", delegation.principal.username, actor=actor, now=at)


def _tell(delegation: Delegation, case: str, *, now: dt.datetime | None, **params: str) -> None:
    names = {"principal": str(delegation.principal), **params}
    url = reverse("organization:delegation")
    notify([delegation.deputy], CODE, case, params=names, url=url, now=now)
