"""Approvals: those I give, and those I wait for."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.access import principals_of
from campaigns.enums import ApprovalRole, CampaignState
from campaigns.guards import PERMISSION_OF_ROLE
from campaigns.models import Approval, Campaign
from campaigns.plan_view.steps import People
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, own_plans, take
from organization.models import User
from organization.permissions import Permission

APPROVE = Answer(
    name="approve", label=gettext_lazy("Approve"), icon="check", is_best=True, is_bulk=True
)
RETURN = Answer(name="return_to_plan", label=gettext_lazy("Return"), icon="undo", asks_reason=True)
DAYS_TO_ANSWER = 2
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
        open_rows = Approval.objects.filter(
            decision="", version__campaign__state=CampaignState.FINALISED
        )
        rows = open_rows.select_related(
            "version__campaign__owner_unit",
            "version__campaign__author",
            "version__campaign__finalised_by",
        )
        waiting: dict[int, tuple[Campaign, list[Approval]]] = {}
        for row in rows:
            campaign = row.version.campaign
            waiting.setdefault(campaign.pk, (campaign, []))[1].append(row)
        if not waiting:
            return []
        mine = set(
            Campaign.objects.filter(
                own_plans(user, Permission.WRITE_PLAN), pk__in=waiting
            ).values_list("pk", flat=True)
        )
        people = People()
        signing = Signing(user, people)
        found = []
        for campaign, approvals in waiting.values():
            roles = [ApprovalRole(row.role) for row in approvals]
            if any(signing.may(role, campaign) for role in roles):
                found.append(self._to_give(campaign, approvals[0], today))
            elif campaign.pk in mine or user.pk in (campaign.author_id, campaign.finalised_by_id):
                who = [people.words(role, campaign) for role in roles]
                found.append(self._awaited(campaign, ", ".join(dict.fromkeys(who)), approvals[0]))
        return found

    def _to_give(self, campaign: Campaign, approval: Approval, today: dt.date) -> Item:
        asked = campaign.state_since.date()
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
            due=min(asked + dt.timedelta(days=DAYS_TO_ANSWER), approval.version.starts_on),
            weight=1,
            answers=(APPROVE, RETURN),
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
            due=approval.version.starts_on,
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


class Signing:
    """Which signatures a person may give, as ``campaigns.guards.signatures_of`` decides, for many
    plans in few queries.
    """

    def __init__(self, user: User, people: People) -> None:
        self.user, self.people = user, people

    def may(self, role: ApprovalRole, campaign: Campaign) -> bool:
        hands = {campaign.author_id, campaign.finalised_by_id}
        if self.user.pk in hands:
            return False
        permission, unit = PERMISSION_OF_ROLE[role], campaign.owner_unit
        if self.user.may(permission, unit):
            return True
        if any(one.pk not in hands for one in principals_of(self.user, permission, unit)):
            return True
        if role == ApprovalRole.HEAD and self.user.may(Permission.APPROVE_COMPANY, unit):
            return all(head.pk in hands for head in self.people.holders(role, campaign))
        return False


SOURCE = Approvals()
