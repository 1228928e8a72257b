"""Whom a plan reaches and why not the others, as page and API show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap

from campaigns.access import is_owner_side, may_see_findings
from campaigns.models import Campaign
from campaigns.tabs import Tab
from campaigns.views.visible import campaign_or_404
from common import clock
from customers.counting import is_told
from organization.models import User
from organization.permissions import Permission
from preflight.plan_reach import PlanReach, plan_reach
from preflight.reach import LeftOut, Reach

REACHED = "reached"
WORDS: dict[str, str | Promise] = {
    REACHED: _("Reached"),
    **{reason.value: reason.label for reason in LeftOut},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the persons asked for. ``persons`` is None where so few are not told to who cannot
    open the list.
    """

    code: str
    label: str | Promise
    persons: int | None

    @property
    def is_reached(self) -> bool:
        return self.code == REACHED


TAB = Tab(
    code="reach",
    label=_("Who and why"),
    url_name="preflight:reach",
    order=25,
    is_fragment=False,
    visible=may_see_findings,
)


def visible_plan(user: User, code: str) -> Campaign:
    """The plan, for who sees all that was found about it; else 404."""
    campaign = campaign_or_404(user, code)
    if not may_see_findings(user, campaign):
        raise Http404
    return campaign


def may_open_lists(user: User, campaign: Campaign) -> bool:
    """Whether the person sees who the persons are, masked: as those of a finding."""
    return user.may(Permission.SEE_CUSTOMERS) and (
        is_owner_side(user, campaign) or user.may(Permission.SETTLE_FINDING, campaign.owner_unit)
    )


def reach_now(campaign: Campaign) -> PlanReach | None:
    return plan_reach(campaign, today=clock.today())


def parts_of(reach: Reach, *, opens: bool) -> list[Part]:
    """All parts, the persons reached first; they add up to those asked for. Where one is not told,
    neither is the next larger one, for the sum would tell it.
    """
    sizes = {code: len(persons_of(reach, code)) for code in WORDS}
    untold = {code for code, persons in sizes.items() if told(persons, opens=opens) is None}
    if len(untold) == 1:
        others = [code for code in WORDS if sizes[code] and code not in untold]
        untold |= set(sorted(others, key=sizes.__getitem__)[:1])
    return [
        Part(code=code, label=label, persons=None if code in untold else sizes[code])
        for code, label in WORDS.items()
    ]


def told(persons: int, *, opens: bool) -> int | None:
    """A number as far as it is told: few persons only to who may open their list."""
    return persons if opens or not persons or is_told(persons) else None


def persons_of(reach: Reach, part: str) -> AbstractBitMap:
    """The persons of a part. Raises 404 for one that there is not."""
    if part not in WORDS:
        raise Http404
    return reach.reached if part == REACHED else reach.left_out[LeftOut(part)]
