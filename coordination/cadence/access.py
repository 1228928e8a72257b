"""Who sees the steps of a cycle, who moves them, who reviews an initiative."""

from __future__ import annotations

from campaigns.models import Initiative
from organization.deputies import is_own_unit
from organization.models import User
from organization.permissions import Permission


def may_see(user: User) -> bool:
    """Whoever plans or sees plans."""
    return user.may(Permission.SEE_PLANS)


def steers_as(user: User) -> str | None:
    """As whom the person opens and closes steps: an empty text for themselves, the user name of
    the leader for whom they stand in, None for nobody.
    """
    if user.may(Permission.APPROVE_COMPANY):
        return ""
    leaders = (one for one in user.acting_for if one.may(Permission.APPROVE_COMPANY))
    return next((one.username for one in leaders), None)


def reviews_as(user: User, initiative: Initiative) -> str | None:
    """As whom the person says what came of an initiative: the head of its owner, leadership, or
    who stands in for one of them and does not work there. None for nobody.
    """
    unit = initiative.owner_unit
    if user.may(Permission.APPROVE_PLAN, unit) or user.may(Permission.APPROVE_COMPANY):
        return ""
    if is_own_unit(user, unit):
        return None
    principals = (
        one
        for one in user.acting_for
        if one.may(Permission.APPROVE_PLAN, unit) or one.may(Permission.APPROVE_COMPANY)
    )
    return next((one.username for one in principals), None)
