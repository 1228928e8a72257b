"""What administrators, owners of policies and people themselves change. Every command is one
transaction with its audit row and its change.
"""

from organization.commands.people import (
    add_user,
    describe_user,
    end_role,
    grant_role,
    mark_read,
    require,
    reset_password,
    set_active,
)
from organization.commands.policies import change_policy, may_change_policy, withdraw_policy
from organization.commands.units import save_unit

__all__ = [
    "add_user",
    "change_policy",
    "describe_user",
    "end_role",
    "grant_role",
    "mark_read",
    "may_change_policy",
    "require",
    "reset_password",
    "save_unit",
    "set_active",
    "withdraw_policy",
]
