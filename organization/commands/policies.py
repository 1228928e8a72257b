"""What owners change of their policies."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import refuse
from common.write import written
from organization.enums import Role
from organization.models import Membership, Policy, User
from organization.permissions import Permission
from organization.policies import declared, values_on


def may_change_policy(actor: User, key: str) -> bool:
    """A policy is changed by the role that owns it; policies without an owner role by
    leadership. While a young company has nobody in that role, its administrator enters the value.
    """
    owner = Role(declared()[key].owner_role or Role.LEADERSHIP)
    if not actor.may(Permission.MANAGE_POLICIES):
        return False
    if actor.has_role(owner):
        return True
    holders = Membership.objects.valid_on(clock.today()).filter(role=owner, user__is_active=True)
    return actor.may(Permission.MANAGE_SETUP) and not holders.exists()


@transaction.atomic
def change_policy(
    *,
    key: str,
    value: str,
    valid_from: dt.date,
    reason: str,
    actor: User,
    now: dt.datetime | None = None,
) -> Policy:
    """Give a policy a value from a day on; earlier values stay on record.

    Raises ``Refused``: 403 for another role than the owner's, 400 for an unknown key or a day that
    has passed; ``ValidationError`` for a value that is not of the policy's type.
    """
    at = now or clock.now()
    if key not in declared():
        refuse("unknown", _("There is no such policy."), status=400, attr="key")
    if not may_change_policy(actor, key):
        refuse("no-permission", _("Only the owner of this policy may change it."), status=403)
    if valid_from < clock.today(at):
        refuse(
            "past",
            _("A policy changes today or later, never in the past."),
            status=400,
            attr="valid_from",
        )
    policy = declared()[key]
    text = policy.as_text(policy.read(value))
    before = policy.as_text(values_on(valid_from)[key])
    newest = Policy.objects.filter(key=key, valid_from=valid_from).first()
    if newest is not None and (newest.value, newest.reason) == (text, reason):
        return newest
    row = Policy.objects.create(
        key=key,
        value=text,
        valid_from=valid_from,
        changed_by=actor,
        changed_at=at,
        reason=reason,
    )
    written(
        "change_policy",
        "policy",
        key,
        actor=actor,
        now=at,
        log=("organization", "policy"),
        reason=reason,
        details={"changes": {"value": [before, text]}, "from": valid_from.isoformat()},
    )
    return row


@transaction.atomic
def withdraw_policy(*, policy: Policy, actor: User, now: dt.datetime | None = None) -> None:
    """Take back a value that was to hold from a coming day. Raises ``Refused``: 403 for another
    role than the owner's, 409 for a value that holds or held.
    """
    at = now or clock.now()
    if not may_change_policy(actor, policy.key):
        refuse("no-permission", _("Only the owner of this policy may change it."), status=403)
    if policy.valid_from <= clock.today(at):
        refuse("in-force", _("This value holds already; write another one from today on."))
    policy.delete()
    written(
        "withdraw_policy",
        "policy",
        policy.key,
        actor=actor,
        now=at,
        log=("organization", "policy"),
        details={"was": {"value": policy.value, "from": policy.valid_from.isoformat()}},
    )
