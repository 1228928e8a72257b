"""Who runs the platform."""

from organization.models import User
from organization.permissions import Permission


def may_operate(user: User) -> bool:
    """Whether a person sees how the platform does, and tries failed work again."""
    return user.may(Permission.MANAGE_SETUP)
