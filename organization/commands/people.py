"""What administrators and people themselves change: people, their roles, what they have read."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import Reason, Refused, refuse
from common.write import written
from organization.enums import Role
from organization.models import Membership, Notice, Unit, User
from organization.permissions import Permission

ROLE_IS_OVER = Reason(
    "past",
    _("This day has passed: the role would be over before it is given."),
    status=400,
    attr="valid_until",
)


def require(actor: User, permission: Permission) -> None:
    """Raise ``Refused`` (403) unless the actor holds a permission somewhere."""
    if not actor.may(permission):
        refuse("no-permission", _("Your role does not allow this."), status=403)


@transaction.atomic
def add_user(
    *,
    username: str,
    display_name: str,
    unit: Unit,
    role: Role,
    language: str = "",
    email: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> tuple[User, str]:
    """Enter a person with a first role; returns the user with the password to hand over, which
    must be changed.

    Raises ``Refused`` for a missing permission (403) or a user name that is taken (400).
    """
    require(actor, Permission.MANAGE_SETUP)
    if User.objects.filter(username__iexact=username).exists():
        refuse("taken", _("This user name is taken."), status=400, attr="username")
    password = secrets.token_urlsafe(12)
    user = User(
        username=username,
        display_name=display_name,
        language=language,
        email=email,
        must_change_password=True,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    Membership.objects.create(user=user, unit=unit, role=role, is_primary=True)
    written(
        "add_user", "user", username, actor=actor, now=now, unit=unit.code, details={"role": role}
    )
    return user, password


@transaction.atomic
def grant_role(
    *,
    user: User,
    unit: Unit,
    role: Role,
    valid_until: dt.date | None = None,
    actor: User,
    now: dt.datetime | None = None,
) -> Membership:
    """Give a role for a unit. Nobody grants themselves a role (403), nor one that is over (400)."""
    require(actor, Permission.MANAGE_SETUP)
    if valid_until is not None and valid_until < clock.today(now or clock.now()):
        raise Refused([ROLE_IS_OVER])
    if user.pk == actor.pk:
        refuse("own-role", _("Another administrator must change your own roles."), status=403)
    membership, created = Membership.objects.get_or_create(
        user=user,
        unit=unit,
        role=role,
        defaults={"valid_until": valid_until, "is_primary": not user.memberships.exists()},
    )
    if not created and membership.valid_until != valid_until:
        membership.valid_until = valid_until
        membership.save(update_fields=["valid_until"])
    written(
        "grant_role",
        "user",
        user.username,
        actor=actor,
        now=now,
        unit=unit.code,
        details={"role": role},
    )
    return membership


@transaction.atomic
def end_role(*, membership: Membership, actor: User, now: dt.datetime | None = None) -> None:
    """Take a role away. Sessions and tokens lose it with the next request."""
    require(actor, Permission.MANAGE_SETUP)
    if membership.user_id == actor.pk:
        refuse("own-role", _("Another administrator must change your own roles."), status=403)
    username, unit = membership.user.username, membership.unit.code
    details = {"role": membership.role}
    written("end_role", "user", username, actor=actor, now=now, unit=unit, details=details)
    membership.delete()


@transaction.atomic
def describe_user(
    *,
    user: User,
    display_name: str,
    language: str = "",
    email: str | None = None,
    actor: User,
    now: dt.datetime | None = None,
) -> None:
    """Say how a person is called, in which language pages begin for them, and where mail reaches
    them (None: as before).
    """
    require(actor, Permission.MANAGE_SETUP)
    address = user.email if email is None else email
    if (user.display_name, user.language, user.email) == (display_name, language, address):
        return
    changes = {"display_name": [user.display_name, display_name]}
    if user.email != address:
        changes["email"] = [user.email, address]
    user.display_name, user.language, user.email = display_name, language, address
    user.save(update_fields=["display_name", "language", "email"])
    details = {"changes": changes}
    written("describe_user", "user", user.username, actor=actor, now=now, details=details)


@transaction.atomic
def set_active(*, user: User, is_active: bool, actor: User, now: dt.datetime | None = None) -> None:
    """Reactivate or suspend a person: sessions, tokens and feeds end at once. Nobody suspends
    themselves.
    """
    require(actor, Permission.MANAGE_SETUP)
    if user.pk == actor.pk:
        refuse(
            "own-account", _("Another administrator must do this for your own account."), status=403
        )
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    written(
        "activate_user" if is_active else "deactivate_user",
        "user",
        user.username,
        actor=actor,
        now=now,
    )


@transaction.atomic
def reset_password(*, user: User, actor: User, now: dt.datetime | None = None) -> str:
    """Set a new random password that its owner must change; all their sessions end."""
    require(actor, Permission.MANAGE_SETUP)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password", "is_demo"])
    written("reset_password", "user", user.username, actor=actor, now=now)
    return password


def mark_read(
    *, user: User, notice_ids: list[int] | None = None, now: dt.datetime | None = None
) -> int:
    """Mark notices as read, all of them if none are named. Returns how many were unread."""
    unread = Notice.objects.filter(user=user, read_at__isnull=True)
    if notice_ids is not None:
        unread = unread.filter(pk__in=notice_ids)
    return unread.update(read_at=now or clock.now())
