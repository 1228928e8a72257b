"""Reasons against a step in the life of a plan that its checks give."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.enums import CampaignState
from campaigns.guards import WAS_SUBMITTED
from campaigns.models import Campaign
from campaigns.registries import Freshness
from campaigns.review_status import review_status_of
from common.errors import Reason
from findings.models import FindingSide
from organization.models import User


def no_check_under_way(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """A first check is started again only when it was given up, a later one when none is under
    way.
    """
    check = review_status_of(campaign).check
    is_first = campaign.state == CampaignState.CHECKING
    if not check.has_failed if is_first else check.freshness == Freshness.RENEWING:
        yield Reason("check-running", _("The check is still under way; it starts again by itself."))


def is_checked(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The newest run is of this very revision and ran to its end."""
    if not review_status_of(campaign).check.is_done:
        yield Reason("not-checked", _("This revision has not been checked to the end yet."))


def no_open_blocking(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Nothing that has to be solved is open."""
    if count := review_status_of(campaign).check.open_blocking:
        yield Reason(
            "blocking-open",
            ngettext(
                "%(count)s blocking finding is still open.",
                "%(count)s blocking findings are still open.",
                count,
            ),
            params={"count": count},
        )


def no_open_harm(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Nothing that harms customers is open."""
    if review_status_of(campaign).check.open_harm:
        yield Reason(
            "harm-open", _("A finding about harm to customers is open; nobody may launch over it.")
        )


def never_found(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """No finding was ever recorded about the plan: its discussion would go with it."""
    if FindingSide.objects.filter(campaign=campaign).exists():
        yield WAS_SUBMITTED
