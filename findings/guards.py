"""Reasons against a step in the life of a plan that its checks give."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.guards import WAS_SUBMITTED
from campaigns.models import Campaign
from campaigns.review_status import review_status_of
from common.errors import Reason
from findings.models import FindingSide
from organization.models import User


def check_is_dead(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Only a check that was given up is started again."""
    if not review_status_of(campaign).check.has_failed:
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
            _("%(count)s blocking findings are still open."),
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
