from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission
from resources.access import require
from resources.models import Resource

# Words that stand where a code stands in an address.
TAKEN = frozenset({"new", "arrivals", "stock", "reservations", "movements"})


@transaction.atomic
def save_resource(*, resource: Resource, actor: User, now: dt.datetime | None = None) -> Resource:
    """Add or change what plans may ask for.

    Raises ``Refused`` (403; 400 for a code that is a word of the addresses), ``ValidationError``.
    """
    require(actor, Permission.MANAGE_STOCK)
    if resource.code in TAKEN:
        refuse(
            "taken", _("This word cannot be a code. Choose another one."), status=400, attr="code"
        )
    is_new = resource.pk is None
    resource.full_clean()
    resource.save()
    action = "add_resource" if is_new else "change_resource"
    written(action, "resource", resource.code, actor=actor, now=now, log=("resources", "change"))
    return resource
