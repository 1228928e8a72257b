"""Who sees which stock, and who may change it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.errors import refuse
from organization.models import Unit, User
from organization.models.unit import UnitQuerySet
from organization.permissions import Permission
from resources.models import Arrival


def sees_all_stock(user: User) -> bool:
    """Who works with plans compares all units; a branch sees its own materials, and a token of a
    unit that unit's.
    """
    return (
        user.token_unit is None
        and user.may(Permission.SEE_STOCK)
        and user.may(Permission.SEE_PLANS)
    )


def sees_soft(user: User) -> bool:
    """Soft reservations tell of plans that are not approved, so they are shown to those who see
    such plans.
    """
    return user.may(Permission.SEE_PLANS)


def visible_units(user: User) -> UnitQuerySet:
    """The units whose stock a person sees."""
    if sees_all_stock(user):
        return Unit.objects.all()
    return Unit.objects.filter(user.scope(Permission.SEE_STOCK).q())


def places_of(user: User) -> UnitQuerySet:
    """The units from whose stock a person may take what they hand over to customers: whose stock
    they see, and those for which they tell what is done.
    """
    own = user.scope(Permission.RECORD_TOUCHES).q()
    return Unit.objects.filter(Q(pk__in=visible_units(user)) | own)


def may_confirm(user: User, arrival: Arrival) -> bool:
    """Whether a person may say what came: the unit that it came to, or the keeper."""
    return user.may(Permission.CONFIRM_ARRIVAL, arrival.unit) or user.may(
        Permission.MANAGE_STOCK, arrival.unit
    )


def is_branch_person(user: User) -> bool:
    """Who sees stock for its own unit only: materials, not the whole board."""
    return user.may(Permission.SEE_STOCK) and not user.may(Permission.SEE_PLANS)


def is_stock_person(user: User) -> bool:
    """Who sees the board of all units."""
    return user.may(Permission.SEE_STOCK) and user.may(Permission.SEE_PLANS)


# Who reads what was saved: who gives, and who answers for the plans of a unit or of all.
SAVINGS = (Permission.RECORD_TOUCHES, Permission.SEE_OWN_PLANS, Permission.SEE_ALL_PLANS)


def reads_savings(user: User) -> bool:
    """Who does not give, and reads what giving once saved."""
    return not gives_benefits(user) and any(user.may(one) for one in SAVINGS)


def gives_benefits(user: User) -> bool:
    """Who records what is done to customers also checks, promises and gives."""
    return user.may(Permission.RECORD_TOUCHES)


def require(actor: User, permission: Permission, unit: Unit | None = None) -> None:
    """Raise ``Refused`` (403) unless the actor holds the permission for the unit."""
    if not actor.may(permission, unit):
        refuse("no-permission", _("Your role does not allow this."), status=403)
