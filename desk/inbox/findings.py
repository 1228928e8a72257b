"""Findings: those on my plans that I settle, and those that wait for my acceptance."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.access import principals_of
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.plan_view.formatting import joined
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from desk.inbox.troubles import Trouble, one_cause_one_row
from findings import commands
from findings.acceptors import ACCEPTANCES
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.queries import with_signatures
from findings.rule_info import known_rules, rule_of
from findings.sentences import messages_for
from organization.models import User
from organization.permissions import Permission

STATES = (CampaignState.CHECKING, CampaignState.COORDINATING, CampaignState.FINALISED)
ACCEPT = Answer(name="accept", label=gettext_lazy("Accept"), icon="check", asks_reason=True)
MOST = 40


class Findings:
    """One row for each plan that is blocked, plans with one cause together; the warnings of a plan
    as one row.
    """

    code = "finding"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.SETTLE_FINDING):
            return []
        rows = Finding.objects.filter(
            state=FindingState.OPEN,
            severity__in=(Severity.BLOCKING, Severity.WARNING),
            sides__campaign__state__in=STATES,
        )
        rules = self._rules_for(user)
        if not user.may(Permission.WRITE_PLAN):
            rows = rows.filter(rule__in=rules)
        by_plan: dict[int, Trouble] = {}
        warned: dict[int, list[Campaign]] = defaultdict(list)
        findings = sorted(
            with_signatures(rows.distinct()),
            key=lambda one: (len(one.sides.all()) < 2, one.first_seen_at, str(one.pk)),
        )
        for finding in findings:
            plans = [side.campaign for side in finding.sides.all() if side.campaign.state in STATES]
            mine = next(
                (plan for plan in plans if user.may(Permission.WRITE_PLAN, plan.owner_unit)), None
            )
            decides = finding.rule in rules and any(
                self._is_mine(user, finding, plan) for plan in plans
            )
            if mine is not None and finding.severity == Severity.WARNING:
                warned[mine.pk].append(mine)
            elif finding.severity == Severity.BLOCKING and (mine is not None or decides):
                plan = mine or self._nearest(user, finding, plans)
                if plan.pk in by_plan:
                    by_plan[plan.pk].more += 1
                else:
                    by_plan[plan.pk] = Trouble(finding, plan, decides)
        troubles = one_cause_one_row(by_plan.values())[:MOST]
        texts = messages_for([(one.finding, one.plan) for one in troubles], user)
        found = [
            awaiting_others(item) if one.decides and signed_by(user, one.finding) else item
            for one, text in zip(troubles, texts, strict=True)
            for item in [self._item(one, text, user)]
        ]
        return found + [
            self._warnings(plans[0], len(plans))
            for key, plans in warned.items()
            if key not in by_plan
        ]

    @staticmethod
    def _rules_for(user: User) -> list[str]:
        """The rules whose findings the person may accept in one of their roles, or in one of those
        whom they stand in for.
        """
        return [
            code
            for code, rule in known_rules().items()
            if (needed := ACCEPTANCES[rule.accepted_by].decides) is not None
            and any(one.may(needed) for one in (user, *user.acting_for))
        ]

    @staticmethod
    def _is_mine(user: User, finding: Finding, plan: Campaign) -> bool:
        needed = ACCEPTANCES[rule_of(finding.rule).accepted_by].decides
        return needed is not None and (
            user.may(needed, plan.owner_unit) or bool(principals_of(user, needed, plan.owner_unit))
        )

    def _nearest(self, user: User, finding: Finding, plans: list[Campaign]) -> Campaign:
        """The plan from whose side the finding is told to who decides: their own unit's first."""
        return next((plan for plan in plans if self._is_mine(user, finding, plan)), plans[0])

    def _item(self, one: Trouble, text: str, user: User) -> Item:
        plan, owns = one.plan, user.may(Permission.WRITE_PLAN, one.plan.owner_unit)
        notes = []
        needed = ACCEPTANCES[rule_of(one.finding.rule).accepted_by].decides
        if one.decides and needed is not None and not user.may(needed, plan.owner_unit):
            others = principals_of(user, needed, plan.owner_unit)
            notes += [_("for %(name)s") % {"name": joined(others)}] if others else []
        if one.more:
            notes.append(
                ngettext("%(n)s more blocks it", "%(n)s more block it", one.more) % {"n": one.more}
            )
        if one.others:
            words = (
                _("%(names)s have it too, with numbers of their own; one answer is for all")
                if one.decides
                else _("%(names)s have it too, with numbers of their own")
            )
            notes.append(words % {"names": joined(other.name for other in one.others)})
        return Item(
            key=f"{self.code}:{plan.code}/{one.finding.pk}",
            side=Side.OWE,
            kind=(
                gettext_lazy("Conflict")
                if len(one.finding.sides.all()) > 1
                else gettext_lazy("Finding")
            ),
            icon="block",
            title=text,
            url=f"{reverse('findings:page', args=[plan.code])}#finding-{one.finding.pk}",
            campaign=plan.name,
            campaign_code=plan.code,
            person="" if owns else plan.owner_unit.label,
            note="; ".join(notes),
            launch=plan.working.starts_on if plan.working else None,
            weight=2,
            answers=(ACCEPT,) if one.decides else (),
            go=gettext_lazy("Settle it"),
        )

    def _warnings(self, plan: Campaign, count: int) -> Item:
        title = ngettext(
            "%(n)s warning to look at: %(name)s", "%(n)s warnings to look at: %(name)s", count
        )
        return Item(
            key=f"warnings:{plan.code}",
            side=Side.OWE,
            kind=gettext_lazy("Warnings"),
            icon="warning",
            title=title % {"n": count, "name": plan.name},
            url=reverse("findings:page", args=[plan.code]),
            campaign_code=plan.code,
            launch=plan.working.starts_on if plan.working else None,
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
        answered = commands.accept_alike(finding_id=finding.pk, actor=actor, reason=reason)
        if answered[0].state == FindingState.ACCEPTED:
            others = len(answered) - 1
            text = (
                ngettext(
                    "Accepted; “%(name)s” and %(n)s more plan may go on.",
                    "Accepted; “%(name)s” and %(n)s more plans may go on.",
                    others,
                )
                if others
                else _("Accepted; “%(name)s” may go on.")
            )
            return text % {"name": campaign.name, "n": others}
        return _("Your signature is kept; another one is still missing.")


def signed_by(user: User, finding: Finding) -> bool:
    """Whether the person's acceptance is given; ``with_signatures`` read it."""
    return any(one.accepted_by_id == user.pk for one in finding.acceptances.all())


def awaiting_others(item: Item) -> Item:
    """The row of a finding that I have signed, and that waits for somebody else's signature."""
    return replace(
        item,
        side=Side.OWED,
        answers=(),
        note=_("you have signed; another signature is missing"),
        go=gettext_lazy("See its status"),
    )


def uuid_of(text: str) -> UUID:
    """The key in an item. Raises ``Refused`` (404) for what is none."""
    try:
        return UUID(text)
    except ValueError:
        refuse("not-found", gettext_lazy("There is no such finding."), status=404)
        raise


SOURCE = Findings()
