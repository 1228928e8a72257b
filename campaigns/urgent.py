"""How many urgent plans a unit has a quarter."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.policies import URGENT_QUOTA
from common import locks
from common.errors import refuse
from organization.policies import values_on


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the quarter of a day."""
    first = dt.date(day.year, day.month - (day.month - 1) % 3, 1)
    after = (first + dt.timedelta(days=93)).replace(day=1)
    return first, after - dt.timedelta(days=1)


def used(campaign: Campaign, today: dt.date) -> int:
    """How many other plans of the unit were submitted as urgent in this quarter."""
    first, last = quarter_of(today)
    rows = Campaign.objects.filter(
        owner_unit=campaign.owner_unit_id,
        amends=None,
        versions__is_urgent=True,
        versions__submitted_at__date__range=(first, last),
    )
    return rows.exclude(pk=campaign.pk).distinct().count()


def require_quota(campaign: Campaign, today: dt.date) -> None:
    """Raise ``Refused`` (409) at ``urgent`` where the unit has had its urgent plans of the quarter.
    An amendment needs none of its own. Two plans of a unit are counted one after the other: the
    quota's lock is held until the submission ends.
    """
    version = campaign.working
    if version is None or not version.is_urgent or campaign.is_amendment:
        return
    quota: int = values_on(today)[URGENT_QUOTA]
    locks.advisory(f"urgent {campaign.owner_unit_id} {quarter_of(today)[0]}")
    if used(campaign, today) >= quota:
        refuse(
            "urgent-quota",
            _("Your unit has had its %(n)s urgent plans of this quarter. Plan it as usual."),
            attr="urgent",
            n=quota,
        )
