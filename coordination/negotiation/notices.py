"""What people are told about negotiations and proposals; the sentences join those about plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.access import is_owner_side, may_see
from campaigns.models import Campaign
from campaigns.notices import CODE, notify_about
from common import messages
from coordination.negotiation.people import sides_of
from findings.models import Finding
from organization.models import User

messages.register(
    CODE,
    {
        "proposed": _(
            "%(person)s proposes a way out that changes %(campaign)s “%(name)s”. Answer by %(due)s."
        ),
        "asked": _(
            "%(person)s asks you for something that %(campaign)s “%(name)s” needs. Answer by"
            " %(due)s."
        ),
        "passed_on": _(
            "Nobody answered a proposal for %(campaign)s “%(name)s” in time. It is yours now;"
            " answer by %(due)s."
        ),
        "declined": _(
            "%(person)s declined what you proposed for %(campaign)s “%(name)s”: %(reason)s"
        ),
        "countered": _(
            "%(person)s answers what you proposed for %(campaign)s “%(name)s” with another way out."
            " Answer by %(due)s."
        ),
        "proposal_accepted": _("%(person)s accepts your proposal for %(campaign)s “%(name)s”."),
        "proposal_applied": _("Your proposal for %(campaign)s “%(name)s” is applied."),
        "proposal_done": _(
            "%(person)s has done what you asked for %(campaign)s “%(name)s”. Check the plan again."
        ),
        "proposal_withdrawn": _("%(person)s took back a proposal for %(campaign)s “%(name)s”."),
        "negotiation_opened": _(
            "%(person)s opens a negotiation about %(campaign)s “%(name)s”. The first round ends on"
            " %(due)s."
        ),
        "next_round": _(
            "The negotiation about %(campaign)s “%(name)s” goes into round %(round)s. It ends on"
            " %(due)s."
        ),
        "position_stated": _(
            "%(person)s states their position in the negotiation about %(campaign)s “%(name)s”."
        ),
        "escalated": _(
            "The negotiation about %(campaign)s “%(name)s” is before leadership, with both"
            " positions. It is decided by %(due)s."
        ),
        "to_decide": _("Two units do not agree about %(campaign)s “%(name)s”. Decide by %(due)s."),
        "undecided": _(
            "The negotiation about %(campaign)s “%(name)s” was not decided in time. The new day is"
            " %(due)s."
        ),
        "decided_way": _(
            "%(person)s decides the negotiation about %(campaign)s “%(name)s”: a way out is taken,"
            " and the plan is checked again."
        ),
        "decided_accept": _(
            "%(person)s decides the negotiation about %(campaign)s “%(name)s”: both plans stay as"
            " they are."
        ),
        "on_agenda": _(
            "%(campaign)s “%(name)s” is on the agenda of the coordination meeting on %(day)s."
            " %(place)s"
        ),
        "reopened": _("%(person)s takes up the negotiation about %(campaign)s “%(name)s” again."),
    },
)


def page_tab(finding: Finding) -> str:
    """Where a finding is talked over, behind the address of a plan."""
    return f"findings/{finding.pk}/negotiation/"


def tell(
    people: Iterable[User],
    case: str,
    plan: Campaign,
    finding: Finding,
    *,
    now: dt.datetime,
    **how: Any,
) -> None:
    """Tell people about a proposal that changes a plan; each finds it at a plan that they see."""
    plans = [plan, *(one for one in sides_of(finding) if one.pk != plan.pk)]
    for person in dict.fromkeys(people):
        seen = next((one for one in plans if may_see(person, one)), plan)
        notify_about([person], case, seen, now=now, tab=page_tab(finding), **how)


def tell_sides(
    finding: Finding, people: Iterable[User], case: str, *, now: dt.datetime, **how: Any
) -> None:
    """Tell people about a negotiation, each at their own plan where one of the two is theirs."""
    plans = sides_of(finding)
    for person in dict.fromkeys(people):
        own = [one for one in plans if is_owner_side(person, one)]
        notify_about([person], case, (own or plans)[0], now=now, tab=page_tab(finding), **how)
