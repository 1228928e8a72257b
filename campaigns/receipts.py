"""Which branches have read what an amendment changed in their plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from campaigns.models import Campaign, Receipt
from campaigns.workflow.running import branches_of
from organization.models import Unit, User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class Reading:
    """A branch of an amended plan, and its receipt once somebody there has read it."""

    branch: Unit
    receipt: Receipt | None


def readings(campaign: Campaign) -> list[Reading]:
    """Of each branch that the plan runs in; none where no amendment brought what is in force. Two
    queries.
    """
    version = campaign.in_force
    if version is None or version.amendment_id is None:
        return []
    rows = {row.branch_id: row for row in version.receipts.select_related("read_by")}
    return [Reading(unit, rows.get(unit.pk)) for unit in branches_of(campaign)]


def still_to_read(user: User, found: Collection[Reading]) -> list[Unit]:
    """The branches for which the person may say that it was read."""
    return [
        one.branch
        for one in found
        if one.receipt is None and user.may(Permission.SEE_BRANCH_SCHEDULE, one.branch)
    ]
