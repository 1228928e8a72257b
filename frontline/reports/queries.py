"""Reports as pages and the API list them."""

from __future__ import annotations

from django.db.models import QuerySet

from campaigns.access import visible_to
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common import clock
from frontline.models import Report
from frontline.reports.access import reports_for
from organization.models import User

NAMED = ("campaign__owner_unit", "against", "unit", "owner", "owner_unit", "reported_by")
MOST_OFFERED = 100
ON_THE_STREET = (CampaignState.LIVE, CampaignState.SUSPENDED, CampaignState.APPROVED)


def listed(user: User) -> QuerySet[Report]:
    """What a person may see, with what rows name."""
    return reports_for(user).select_related(*NAMED, "decided_by")


def plans_on_the_street(user: User) -> QuerySet[Campaign]:
    """The plans that a report is most likely about: what runs and what starts soon, as far as the
    person sees them.
    """
    rows = visible_to(user).filter(state__in=ON_THE_STREET, in_force__ends_on__gte=clock.today())
    return rows.order_by("in_force__starts_on", "code")[:MOST_OFFERED]
