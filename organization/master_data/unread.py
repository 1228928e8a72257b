"""Lists that are empty although something reads them: told once to those who answer for them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from common import clock
from organization.master_data.kind import UNREAD, kinds
from organization.models import Membership, Notice, User
from organization.notices import notify
from organization.permissions import ROLE_PERMISSIONS, Permission


def holders_of(permission: Permission, now: dt.datetime) -> list[User]:
    """Everybody who has the permission somewhere today."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    held = Membership.objects.valid_on(clock.today(now)).filter(role__in=roles)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(people.order_by("id"))


def tell_owners(now: dt.datetime) -> None:
    """Say of each empty list what nothing can judge without it, to whoever has the first permission
    to write it; nothing of a list of which somebody was told already.
    """
    told = set(Notice.objects.filter(code=UNREAD).values_list("case", flat=True))
    for kind in kinds():
        if kind.unread and kind.code not in told and not kind.queryset().exists():
            with transaction.atomic():
                notify(
                    holders_of(kind.may_write[0], now),
                    UNREAD,
                    kind.code,
                    params={},
                    url=kind.url(),
                    now=now,
                )
