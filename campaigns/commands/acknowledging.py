"""A branch says that it has read what an amendment changed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Receipt
from campaigns.receipts import readings
from common import clock
from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission


@transaction.atomic
def acknowledge(
    *, campaign: Campaign, branch: str, actor: User, now: dt.datetime | None = None
) -> Receipt:
    """Note that the branch (its code) knows of the plan as it was amended; a second time says the
    same. Raises ``Refused``: 400 at ``branch`` for one in which the plan does not run, 403 for one
    that is not theirs, 409 where nothing was amended.
    """
    at = now or clock.now()
    found = readings(campaign)
    if not found or campaign.in_force is None:
        refuse("not-amended", _("What is in force was not amended."))
    unit = next((one.branch for one in found if one.branch.code == branch), None)
    if unit is None:
        refuse("unknown", _("The plan does not run in this branch."), status=400, attr="branch")
    if not actor.may(Permission.SEE_BRANCH_SCHEDULE, unit):
        refuse("no-permission", _("This is not your branch."), status=403, attr="branch")
    receipt, is_new = Receipt.objects.get_or_create(
        version=campaign.in_force, branch=unit, defaults={"read_by": actor, "read_at": at}
    )
    if is_new:
        written(
            "acknowledge",
            "campaign",
            campaign.code,
            actor=actor,
            now=at,
            log=("campaign", "acknowledge"),
            unit=unit.code,
            details={"branch": unit.code, "revision": campaign.in_force.number},
        )
    return receipt
