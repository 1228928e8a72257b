"""Findings: those on my plans that I settle, and those that wait for my acceptance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.access import principals_of
from campaigns.models import Campaign
from campaigns.plan_view.formatting import joined
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from desk.inbox.troubles import Trouble, one_cause_one_row, troubles_of
from findings import commands
from findings.acceptors import ACCEPTANCES
from findings.addresses import address_of
from findings.enums import FindingState, Severity
from findings.loading import loaded_by_key
from findings.models import Finding
from findings.rule_info import known_rules, rule_of
from findings.sentences import messages_for
from organization.models import User
from organization.permissions import Permission

ACCEPT = Answer(name="accept", label=gettext_lazy("Accept"), icon="check", asks_reason=True)
MOST = 40


@dataclass(frozen=True, slots=True)
class Blocked:
    """A plan with what blocks it, as it is shown."""

    row: Trouble
    finding: Finding
    plan: Campaign


class Findings:
    """One row for each plan that is blocked, plans with one cause together; the warnings of a plan
    as one row.
    """

    code = "finding"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.SETTLE_FINDING):
            return []
        troubles = troubles_of(user, self._rules_for(user))
        blocked = [one for one in troubles if one.severity == Severity.BLOCKING]
        are_blocked = {one.plan_id for one in blocked}
        return [
            *(self._blocked(one) for one in one_cause_one_row(blocked)[:MOST]),
            *(
                self._warnings(one)
                for one in troubles
                if one.severity == Severity.WARNING and one.plan_id not in are_blocked
            ),
        ]

    def _blocked(self, row: Trouble) -> Item:
        """The row without its words, of which most rows are never shown."""
        return Item(
            key=f"{self.code}:{row.code}/{row.finding_id}",
            side=Side.OWED if row.is_decided and row.is_signed else Side.OWE,
            kind="",
            icon="block",
            title=row.name,
            url=address_of(row.code, row.finding_id),
            campaign_code=row.code,
            launch=row.starts_on,
            weight=2,
            in_words=row,
        )

    def in_words(self, items: Sequence[Item], user: User) -> list[Item]:
        """Those that are shown, with sentence, figures and answers; three queries."""
        blocked = self._whole([one.in_words for one in items])
        texts = messages_for([(one.finding, one.plan) for one in blocked.values()], user)
        told = {
            key: self._item(one, text, user)
            for (key, one), text in zip(blocked.items(), texts, strict=True)
        }
        return [
            replace(awaiting_others(told[key]) if one.side == Side.OWED else told[key], due=one.due)
            for one in items
            if (key := one.in_words.finding_id) in told
        ]

    @staticmethod
    def _whole(troubles: Sequence[Trouble]) -> dict[UUID, Blocked]:
        """The findings of the rows, with all that is shown of them; one query."""
        keys = [one.finding_id for one in troubles]
        findings = {one.pk: one for one in loaded_by_key(keys)}
        found = {}
        for row in troubles:
            if (finding := findings.get(row.finding_id)) is not None:
                plans = {side.campaign_id: side.campaign for side in finding.sides.all()}
                found[finding.pk] = Blocked(row, finding, plans[row.plan_id])
        return found

    @staticmethod
    def _rules_for(user: User) -> dict[Permission, list[str]]:
        """The rules whose findings somebody may accept in one of their roles, or in one of those
        whom they stand in for, by the permission that it takes.
        """
        rules: dict[Permission, list[str]] = {}
        for code, rule in known_rules().items():
            needed = ACCEPTANCES[rule.accepted_by].decides
            if needed is not None and any(one.may(needed) for one in (user, *user.acting_for)):
                rules.setdefault(needed, []).append(code)
        return rules

    def _item(self, one: Blocked, text: str, user: User) -> Item:
        plan, owns = one.plan, user.may(Permission.WRITE_PLAN, one.plan.owner_unit)
        notes = []
        needed = ACCEPTANCES[rule_of(one.finding.rule).accepted_by].decides
        if one.row.is_decided and needed is not None and not user.may(needed, plan.owner_unit):
            others = principals_of(user, needed, plan.owner_unit)
            notes += [_("for %(name)s") % {"name": joined(others)}] if others else []
        if more := one.row.count - 1:
            notes.append(
                ngettext("%(n)s more blocks it", "%(n)s more block it", more) % {"n": more}
            )
        if one.row.others:
            words = (
                _("%(names)s have it too, with numbers of their own; one answer is for all")
                if one.row.is_decided
                else _("%(names)s have it too, with numbers of their own")
            )
            notes.append(words % {"names": joined(one.row.others)})
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
            url=address_of(plan.code, one.finding.pk),
            campaign=plan.name,
            campaign_code=plan.code,
            person="" if owns else plan.owner_unit.label,
            note="; ".join(notes),
            launch=plan.working.starts_on if plan.working else None,
            weight=2,
            answers=(ACCEPT,) if one.row.is_decided else (),
            go=gettext_lazy("Settle it"),
        )

    def _warnings(self, one: Trouble) -> Item:
        title = ngettext(
            "%(n)s warning to look at: %(name)s", "%(n)s warnings to look at: %(name)s", one.count
        )
        return Item(
            key=f"warnings:{one.code}",
            side=Side.OWE,
            kind=gettext_lazy("Warnings"),
            icon="warning",
            title=title % {"n": one.count, "name": one.name},
            url=reverse("findings:page", args=[one.code]),
            campaign_code=one.code,
            launch=one.starts_on,
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
