"""Ways out that one department asked another to take: what I am asked for, what I asked for."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from findings import commands
from findings.addresses import address_of
from findings.commands.revising import APPLICABLE
from findings.enums import FindingState
from findings.models import FindingComment
from findings.presenting import ways_out_for
from organization.models import User
from organization.permissions import Permission

MOST = 40
DECLINE = Answer(name="decline", label=gettext_lazy("Decline"), asks_reason=True)


class Proposals:
    """A row for each proposal to an open finding, on the desks of both sides."""

    code = "proposal"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.SETTLE_FINDING):
            return []
        own = user.scope(Permission.WRITE_PLAN).q("finding__campaigns__owner_unit")
        rows = (
            FindingComment.objects.filter(own | Q(finding__comments__author=user))
            .filter(finding__state=FindingState.OPEN)
            .exclude(way_out="")
            .select_related("finding", "author")
            .distinct()
            .order_by("-id")[:MOST]
        )
        newest: dict[tuple[object, str], FindingComment] = {}
        for row in rows:
            newest.setdefault((row.finding_id, row.way_out), row)
        asked = [(row, _plan_code(row)) for row in newest.values() if not row.is_decline]
        codes = {code for _row, code in asked if code}
        if not codes:
            return []
        plans = {
            plan.code: plan
            for plan in Campaign.objects.filter(
                code__in=codes, state__in=APPLICABLE
            ).select_related("owner_unit", "working")
        }
        found = []
        for row, code in asked:
            plan = plans.get(code)
            if plan is None:
                continue
            if row.author_id == user.pk:
                found.append(self._item(row, plan, Side.OWED))
            elif user.may(Permission.WRITE_PLAN, plan.owner_unit):
                found.append(self._item(row, plan, Side.OWE))
        return found

    def _item(self, row: FindingComment, plan: Campaign, side: Side) -> Item:
        is_mine = side == Side.OWE
        title = (
            _("%(person)s proposes a change of your “%(name)s”")
            if is_mine
            else _("Answer to your proposal for “%(name)s”")
        )
        return Item(
            key=f"{self.code}:{row.pk}",
            side=side,
            kind=gettext_lazy("Proposal"),
            icon="chat",
            title=title % {"person": row.author, "name": plan.name},
            url=address_of(plan.code, row.finding_id),
            campaign_code=plan.code,
            person="" if is_mine else plan.owner_unit.label,
            note=row.text,
            launch=plan.working.starts_on if plan.working else None,
            weight=2,
            answers=(DECLINE,) if is_mine else (),
            go=gettext_lazy("Settle it") if is_mine else gettext_lazy("See its status"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != DECLINE.name:
            no_such_answer()
        row = FindingComment.objects.filter(pk=int(rest) if rest.isdecimal() else 0).first()
        if row is None or not row.way_out:
            refuse("not-found", gettext_lazy("There is no such proposal."), status=404)
        plan = plan_of(_plan_code(row), actor)
        label = next(
            (
                str(way.label)
                for way in ways_out_for(row.finding, plan, actor)
                if way.id == row.way_out
            ),
            "",
        )
        commands.decline_way_out(
            finding_id=row.finding_id,
            way_out_id=row.way_out,
            actor=actor,
            label=label,
            text=reason,
        )
        return _("Declined; who proposed it has been told why.")


def _plan_code(row: FindingComment) -> str:
    """The plan that the proposed way out changes; empty when it is no longer offered."""
    return next(
        (str(way["campaign"]) for way in row.finding.ways_out if way["id"] == row.way_out), ""
    )


SOURCE = Proposals()
