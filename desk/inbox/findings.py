"""Findings: those on my plans that I settle, and those that wait for my acceptance."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns import commands
from campaigns.enums import CampaignState, FindingState, Severity
from campaigns.findings import Acceptor, known_rules
from campaigns.models import Campaign, Finding
from campaigns.presenting import messages_for, with_sides
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from organization.models import User
from organization.permissions import Permission

STATES = (CampaignState.CHECKING, CampaignState.COORDINATING, CampaignState.FINALISED)
ACCEPT = Answer(name="accept", label=gettext_lazy("Accept"), icon="check", asks_reason=True)
# Who decides on others' plans; heads and planners meet the findings of their own.
DECIDERS = {
    Acceptor.CHANNEL_MANAGER: Permission.MANAGE_CHANNELS,
    Acceptor.SERVICE_MANAGER: Permission.APPROVE_SERVICE,
    Acceptor.RESOURCE_KEEPER: Permission.MANAGE_STOCK,
    Acceptor.LEADERSHIP: Permission.APPROVE_COMPANY,
    Acceptor.SERVICE_AND_LEADERSHIP: Permission.APPROVE_COMPANY,
    Acceptor.BOTH_HEADS: Permission.APPROVE_PLAN,
    Acceptor.HEAD: Permission.APPROVE_PLAN,
}
MOST = 40


class Findings:
    """Blocking findings one by one; the warnings of a plan as one row."""

    code = "finding"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.SETTLE_FINDING):
            return []
        rows = Finding.objects.filter(
            state=FindingState.OPEN, severity__in=(Severity.BLOCKING, Severity.WARNING), sides__campaign__state__in=STATES
        )
        rules = self._rules_for(user)
        writes = user.may(Permission.WRITE_PLAN)
        if not writes:
            rows = rows.filter(rule__in=rules)
        blocking: list[tuple[Finding, Campaign, bool]] = []
        warned: dict[int, list[Campaign]] = defaultdict(list)
        for finding in with_sides(rows.distinct()):
            plans = [side.campaign for side in finding.sides.all() if side.campaign.state in STATES]
            mine = next((plan for plan in plans if user.may(Permission.WRITE_PLAN, plan.owner_unit)), None)
            if mine is not None and finding.severity == Severity.WARNING:
                warned[mine.pk].append(mine)
            elif finding.severity == Severity.BLOCKING:
                decides = finding.rule in rules and any(self._is_mine(user, finding, plan) for plan in plans)
                if mine is not None or decides:
                    blocking.append((finding, mine or plans[0], decides))
        texts = messages_for([(finding, plan) for finding, plan, _decides in blocking[:MOST]], user)
        found = [
            self._item(finding, plan, decides, text, user) for (finding, plan, decides), text in zip(blocking[:MOST], texts, strict=True)
        ]
        return found + [self._warnings(plans[0], len(plans)) for plans in warned.values()]

    @staticmethod
    def _rules_for(user: User) -> list[str]:
        """The rules whose findings the person may accept in one of his roles."""
        return [code for code, rule in known_rules().items() if (needed := DECIDERS.get(rule.accepted_by)) is not None and user.may(needed)]

    @staticmethod
    def _is_mine(user: User, finding: Finding, plan: Campaign) -> bool:
        return user.may(DECIDERS[known_rules()[finding.rule].accepted_by], plan.owner_unit)

    def _item(self, finding: Finding, plan: Campaign, decides: bool, text: str, user: User) -> Item:
        owns = user.may(Permission.WRITE_PLAN, plan.owner_unit)
        return Item(
            key=f"{self.code}:{plan.code}/{finding.pk}",
            side=Side.OWE,
            kind=gettext_lazy("Conflict") if len(finding.sides.all()) > 1 else gettext_lazy("Finding"),
            icon="block",
            title=text,
            url=f"{reverse('campaigns:findings', args=[plan.code])}#finding-{finding.pk}",
            campaign=plan.name,
            campaign_code=plan.code,
            person=plan.owner_unit.label if not owns else "",
            due=plan.working.starts_on if plan.working else None,
            weight=2,
            answers=(ACCEPT,) if decides else (),
            go=gettext_lazy("Settle it"),
        )

    def _warnings(self, plan: Campaign, count: int) -> Item:
        return Item(
            key=f"warnings:{plan.code}",
            side=Side.OWE,
            kind=gettext_lazy("Warnings"),
            icon="warning",
            title=ngettext("%(n)s warning to look at: %(name)s", "%(n)s warnings to look at: %(name)s", count)
            % {"n": count, "name": plan.name},
            url=reverse("campaigns:findings", args=[plan.code]),
            campaign_code=plan.code,
            due=plan.working.starts_on if plan.working else None,
            weight=6,
            go=gettext_lazy("Look at them"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != ACCEPT.name:
            no_such_answer()
        code, _slash, text = rest.partition("/")
        campaign = plan_of(code, actor)
        finding = next(iter(Finding.objects.filter(campaigns=campaign, pk=uuid_of(text))), None)
        if finding is None:
            refuse("not-found", gettext_lazy("There is no such finding."), status=404)
            raise AssertionError
        accepted = commands.accept_finding(finding_id=finding.pk, actor=actor, reason=reason)
        if accepted.state == FindingState.ACCEPTED:
            return _("Accepted; “%(name)s” may go on.") % {"name": campaign.name}
        return _("Your signature is kept; another one is still missing.")


def uuid_of(text: str) -> UUID:
    """The key in an item. Raises ``Refused`` (404) for what is none."""
    try:
        return UUID(text)
    except ValueError:
        refuse("not-found", gettext_lazy("There is no such finding."), status=404)
        raise


SOURCE = Findings()
