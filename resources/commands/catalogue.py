from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from common.errors import refuse
from organization.models import User
from organization.permissions import Permission
from organization.rows import require_any, save_row
from resources.models import Resource

# Words that stand where a code stands in an address.
TAKEN = frozenset({"new", "arrivals", "stock", "reservations", "movements"})
# Who founds a company enters its first resources; later the keeper does.
KEEPERS = (Permission.MANAGE_STOCK, Permission.MANAGE_SETUP)


def save_resource(*, resource: Resource, actor: User, now: dt.datetime | None = None) -> Resource:
    """Add or change what plans may ask for.

    Raises ``Refused`` (403; 400 for a code that is a word of the addresses), ``ValidationError``.
    """
    require_any(actor, KEEPERS)
    if resource.code in TAKEN:
        refuse(
            "taken", _("This word cannot be a code. Choose another one."), status=400, attr="code"
        )
    save_row(resource, kind="resource", code=resource.code, actor=actor, area="resources", now=now)
    return resource
