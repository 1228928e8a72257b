"""Approvals: those I give, and those I wait for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.access import principals_of
from campaigns.enums import ApprovalRole, CampaignState
from campaigns.guards import PERMISSION_OF_ROLE, has_open_warnings, is_involved
from campaigns.models import Approval, Campaign
from campaigns.plan_view.formatting import joined
from campaigns.plan_view.steps import People
from campaigns.review_status import load_review_statuses
from campaigns.workflow import PLAN
from common import clock
from desk.inbox.deciding import facts_of
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, take
from organization.models import User
from organization.permissions import Permission

APPROVE = Answer(
    name="approve", label=gettext_lazy("Approve"), icon="check", is_best=True, is_bulk=True
)
# What is open and nobody accepted is approved by itself, with a word.
APPROVE_OPEN = replace(
    APPROVE, is_bulk=False, asks_reason=True, question=PLAN.rows["approve"].question
)
RETURN = Answer(name="return_to_plan", label=gettext_lazy("Return"), icon="undo", asks_reason=True)
MAX_DIGITS = 10


class Approvals:
    """Finalised plans by the signatures that they still need."""

    code = "approval"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if (
            not any(
                user.may(permission)
                for permission in (*PERMISSION_OF_ROLE.values(), Permission.WRITE_PLAN)
            )
            and not user.acting_for
        ):
            return []
        waiting: dict[int, tuple[Campaign, list[Approval]]] = {}
        for row in user.read(open_approvals):
            campaign = row.version.campaign
            waiting.setdefault(campaign.pk, (campaign, []))[1].append(row)
        if not waiting:
            return []
        plans = [campaign for campaign, _approvals in waiting.values()]
        load_review_statuses(plans)
        people = People()
        signing = Signing(user, people)
        found = []
        for campaign, approvals in waiting.values():
            roles = [ApprovalRole(row.role) for row in approvals]
            signers = [one for role in roles if (one := signing.signer(role, campaign)) is not None]
            if signers:
                others = dict.fromkeys(str(one) for one in signers if one.pk != user.pk)
                found.append(self._to_give(campaign, approvals[0], joined(others), user))
            elif user.may(Permission.WRITE_PLAN, campaign.owner_unit) or user.pk in (
                campaign.author_id,
                campaign.finalised_by_id,
            ):
                who = [people.words(role, campaign) for role in roles]
                found.append(self._awaited(campaign, ", ".join(dict.fromkeys(who)), approvals[0]))
        return found

    def _to_give(
        self,
        campaign: Campaign,
        approval: Approval,
        principals: str,
        user: User,
    ) -> Item:
        return Item(
            key=f"{self.code}:{campaign.code}@{approval.version.number}",
            side=Side.OWE,
            kind=gettext_lazy("Approval"),
            icon="stamp",
            title=_("Approve “%(name)s”") % {"name": campaign.name},
            url=reverse("campaigns:detail", args=[campaign.code]),
            campaign=campaign.owner_unit.label,
            campaign_code=campaign.code,
            person=str(campaign.finalised_by or campaign.author),
            asked=clock.today(campaign.state_since),
            launch=approval.version.starts_on,
            note=_("for %(name)s") % {"name": principals} if principals else "",
            weight=1,
            facts=facts_of(campaign, approval.version, user),
            answers=(APPROVE_OPEN if has_open_warnings(campaign) else APPROVE, RETURN),
        )

    def _awaited(self, campaign: Campaign, who: str, approval: Approval) -> Item:
        return Item(
            key=f"{self.code}:{campaign.code}",
            side=Side.OWED,
            kind=gettext_lazy("Approval"),
            icon="stamp",
            title=_("Approval of “%(name)s”") % {"name": campaign.name},
            url=reverse("campaigns:detail", args=[campaign.code]),
            campaign_code=campaign.code,
            person=who,
            asked=clock.today(campaign.state_since),
            launch=approval.version.starts_on,
            go=gettext_lazy("See its status"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name not in (APPROVE.name, RETURN.name):
            no_such_answer()
        code, _at, read = rest.partition("@")
        revision = (
            int(read) if read.isascii() and read.isdigit() and len(read) < MAX_DIGITS else None
        )
        campaign = take(code, name, actor=actor, reason=reason, revision=revision)
        if name == RETURN.name:
            return _("“%(name)s” is returned; its planner sees why.") % {"name": campaign.name}
        if campaign.state == CampaignState.APPROVED:
            return _("“%(name)s” is approved. It starts by itself on its first day.") % {
                "name": campaign.name
            }
        return _("You have approved “%(name)s”; another signature is still missing.") % {
            "name": campaign.name
        }


def open_approvals(user: User) -> QuerySet[Approval]:
    """The signatures that are missing: to who may give one all, to others those of their plans."""
    rows = Approval.objects.filter(decision="", version__campaign__state=CampaignState.FINALISED)
    if not user.acting_for and not any(user.may(one) for one in PERMISSION_OF_ROLE.values()):
        rows = rows.filter(
            user.scope(Permission.WRITE_PLAN).q("version__campaign__owner_unit")
            | Q(version__campaign__author=user)
            | Q(version__campaign__finalised_by=user)
        )
    return rows.select_related(
        "version__campaign__owner_unit",
        "version__campaign__author",
        "version__campaign__finalised_by",
        "version__audience_set",
    )


class Signing:
    """Which signatures a person may give, as ``campaigns.guards.signatures_of`` decides, for many
    plans in few queries.
    """

    def __init__(self, user: User, people: People) -> None:
        self.user, self.people = user, people

    def signer(self, role: ApprovalRole, campaign: Campaign) -> User | None:
        """In whose name they may give it: their own, that of somebody whom they stand in for, or
        nobody's.
        """
        if is_involved(self.user, campaign):
            return None
        permission, unit = PERMISSION_OF_ROLE[role], campaign.owner_unit
        if self.user.may(permission, unit):
            return self.user
        for principal in principals_of(self.user, permission, unit):
            if not is_involved(principal, campaign):
                return principal
        if role == ApprovalRole.HEAD and all(
            is_involved(head, campaign) for head in self.people.holders(role, campaign)
        ):
            return self.signer(ApprovalRole.LEADERSHIP, campaign)
        return None


SOURCE = Approvals()
