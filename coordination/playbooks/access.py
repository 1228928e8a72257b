"""Who composes how departments work together, and who reads it."""

from organization.permissions import Permission

KEEPERS = (Permission.APPROVE_COMPANY, Permission.APPROVE_SERVICE, Permission.MANAGE_SETUP)
READERS = (Permission.SEE_PLANS, *KEEPERS)
