"""API tokens: made once, kept as a digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import refuse, words_within
from common.write import written
from organization.enums import Role, Scope
from organization.models import ApiToken, Unit, User
from organization.models.scope import UnitScope
from organization.permissions import COMPANY_WIDE

PREFIX = "jp_"
DEFAULT_DAYS = 365
LONGEST_NAME = 80
USED_EVERY = dt.timedelta(minutes=1)


def digest_of(key: str) -> str:
    """SHA-256 of a key: long random keys need no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def units_of(user: User) -> QuerySet[Unit]:
    """The units in use that some role of the person reaches, from the top of the tree."""
    reach = Q(pk__in=[])
    for membership in user.valid_memberships:
        is_wide = Role(membership.role) in COMPANY_WIDE
        reach |= UnitScope(None if is_wide else (membership.unit,)).q()
    return Unit.objects.active().filter(reach).order_by("path")


@transaction.atomic
def issue_token(
    *,
    user: User,
    name: str,
    scopes: Iterable[str],
    actor: User | None,
    days: int = DEFAULT_DAYS,
    unit: Unit | None = None,
    now: dt.datetime | None = None,
) -> tuple[ApiToken, str]:
    """Make a token and return it with its key, which cannot be read again. ``all`` stands for every
    scope, ``unit`` narrows it to what belongs to the unit and below it.

    Raises ``Refused`` (400) for an unknown scope, an empty name, a lifetime outside 1 to 3,650 days
    or a unit that no role of the user reaches.
    """
    at = now or clock.now()
    chosen = set(scopes)
    if "all" in chosen:
        chosen = set(Scope.values)
    if not chosen or chosen - set(Scope.values):
        refuse("unknown-scope", _("Choose one of the offered scopes."), status=400, attr="scopes")
    if not name.strip():
        refuse("required", _("Give the token a name."), status=400, attr="name")
    if not 1 <= days <= 3650:
        refuse("out-of-range", _("A token lives from 1 to 3650 days."), status=400, attr="days")
    if unit is not None and not units_of(user).filter(pk=unit.pk).exists():
        refuse(
            "out-of-reach",
            _("None of the roles reaches this unit, so the token would open nothing."),
            status=400,
            attr="unit",
        )
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=words_within(name, LONGEST_NAME, attr="name"),
        prefix=key[:9],
        digest=digest_of(key),
        scopes=sorted(chosen),
        unit=unit,
        created_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    details = {"scopes": sorted(chosen), "prefix": token.prefix, "unit": unit.code if unit else ""}
    written("issue_token", "token", user.username, actor=actor, now=at, details=details)
    return token, key


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User, now: dt.datetime | None = None) -> None:
    """End a token for good."""
    at = now or clock.now()
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at)
    written(
        "revoke_token",
        "token",
        token.user.username,
        actor=actor,
        now=at,
        details={"prefix": token.prefix},
    )


def token_for(key: str, *, now: dt.datetime | None = None) -> ApiToken | None:
    """The usable token of a key, or None."""
    at = now or clock.now()
    token = (
        ApiToken.objects.usable(at)
        .select_related("user", "unit")
        .filter(digest=digest_of(key))
        .first()
    )
    if token and (token.last_used_at is None or at - token.last_used_at > USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
    return token
