"""What people are told about plans: the sentences, and the one way to send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common import messages
from organization import notice_kinds
from organization.models import Notice, User
from organization.notices import notices, tell

CODE = "campaign"

notice_kinds.register(CODE, _("Campaigns"))
messages.register(
    CODE,
    {
        "to_approve": _("%(campaign)s “%(name)s” waits for your signature."),
        "returned": _("%(campaign)s “%(name)s” came back to be changed: %(reason)s"),
        "rejected": _("%(campaign)s “%(name)s” was rejected: %(reason)s"),
        "approved": _("%(campaign)s “%(name)s” is approved."),
        "launched": _("%(campaign)s “%(name)s” is live."),
        "held": _("%(campaign)s “%(name)s” could not start today: %(reason)s"),
        "branch_deferred": _(
            "%(campaign)s “%(name)s” did not start in %(branch)s: “%(what)s” is not done yet."
        ),
        "suspended": _("%(campaign)s “%(name)s” is suspended: %(reason)s"),
        "to_resume": _("%(campaign)s “%(name)s” is to go on and waits for your agreement."),
        "resumed": _("%(campaign)s “%(name)s” goes on."),
        "ended": _("%(campaign)s “%(name)s” has ended."),
        "lapsed": _("%(campaign)s “%(name)s” has lapsed: its last day is over."),
        "invited": _(
            "%(campaign)s “%(name)s” takes along a product of yours. Say whether you join."
        ),
        "joined": _("%(person)s joins %(campaign)s “%(name)s”."),
        "signed": _("%(person)s signed %(campaign)s “%(name)s” as a joint plan."),
        "left": _("%(person)s leaves %(campaign)s “%(name)s”: %(reason)s"),
        "part_changed": _("%(person)s changed their part of %(campaign)s “%(name)s”."),
        "to_sign": _("%(campaign)s “%(name)s” takes along a product of yours. It waits for you."),
        "left_out": _("%(campaign)s “%(name)s” no longer takes along a product of yours."),
        "left_out_own": _(
            "%(campaign)s “%(name)s” no longer takes along a product of yours, which suits few of"
            " its customers. A campaign of your own would reach those for whom it is meant."
        ),
        "not_joined": _("%(person)s does not join %(campaign)s “%(name)s”: %(reason)s"),
        "to_redate": _(
            "%(campaign)s “%(name)s” was not approved before its first day. Choose new dates."
        ),
        "ranked": _("Leadership gave %(campaign)s “%(name)s” the rank %(rank)s: %(reason)s"),
        "unranked": _("Leadership took back the rank of %(campaign)s “%(name)s”: %(reason)s"),
        "amended": _("%(campaign)s “%(name)s” was amended. Read what is different."),
        "overtaken": _("%(campaign)s “%(name)s” falls away: the plan that it amends is over."),
        "changed": _("The text for %(campaign)s “%(name)s” was changed after you signed it."),
        "withdrawn": _(
            "%(campaign)s “%(name)s” was withdrawn. What it had in common with your plans is"
            " checked again."
        ),
    },
)


def page_of(campaign: Campaign, tab: str = "") -> str:
    """Where the plan, or a tab of it, is shown."""
    return f"/campaigns/{campaign.code}/{tab}"


def notices_about(
    users: Iterable[User],
    case: str,
    campaign: Campaign,
    *,
    now: dt.datetime,
    tab: str = "",
    but: User | None = None,
    **params: Any,
) -> list[Notice]:
    """A notice about a plan for each of these people, except for whoever did it, to be told."""
    told = [user for user in users if but is None or user.pk != but.pk]
    words = {"campaign": campaign.code, "name": campaign.name, **params}
    return notices(told, CODE, case, params=words, url=page_of(campaign, tab), now=now)


def notify_about(users: Iterable[User], case: str, campaign: Campaign, **how: Any) -> None:
    """Tell these people about a plan, as ``notices_about`` says it."""
    tell(notices_about(users, case, campaign, **how))
