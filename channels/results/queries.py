"""Results as somebody may see them."""

from __future__ import annotations

from django.db.models import Q

from channels.models import PlacementResult
from channels.models.result import PlacementResultQuerySet
from organization.models import User
from organization.permissions import Permission

# Whoever reads a unit's own plans, its budgets among them, reads what came of them; rates by cell,
# in which nobody's budget stands, are for all who see channels.
READERS = (Permission.RECORD_RESULTS, Permission.SEE_OWN_PLANS, Permission.SEE_ALL_PLANS)


def visible_results(user: User) -> PlacementResultQuerySet:
    """The results that a person may read, row by row."""
    seen = Q(pk__in=[])
    for permission in READERS:
        scope = user.scope(permission)
        if scope.is_everything:
            return PlacementResult.objects.all()
        seen |= scope.q("unit")
    return PlacementResult.objects.filter(seen)
