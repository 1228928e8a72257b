"""The rank that leadership gives a plan within its planning cycle."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import HIGHEST_RANK
from campaigns.workflow.step import Step, tell_owners
from common.errors import refuse


def set_rank(step: Step) -> None:
    """Give a rank, or take back the one that was given. Raises ``Refused`` (400) at ``rank`` for
    none where there was none, and for one out of range.
    """
    campaign = step.campaign
    if step.rank is None and campaign.rank is None:
        refuse("required", _("Say the rank."), status=400, attr="rank")
    if step.rank is not None and not 1 <= step.rank <= HIGHEST_RANK:
        refuse("out_of_range", _("A rank from 1 to 999."), status=400, attr="rank")
    step.details = {"rank": step.rank or "", **step.details}
    campaign.rank = step.rank


def tell_ranked(step: Step) -> None:
    """Tell the owners which rank their plan has now, and why."""
    if step.rank is None:
        tell_owners(step, "unranked", reason=step.reason)
    else:
        tell_owners(step, "ranked", rank=step.rank, reason=step.reason)
