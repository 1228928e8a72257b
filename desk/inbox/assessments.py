"""Questions of pre-assessments: those that wait for my answer, and those that my plans wait for."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.access import answers_for
from assessment.enums import GATES_UNTIL_FINAL
from assessment.models import AssessmentLine
from assessment.queries import open_lines
from campaigns.models import Campaign
from campaigns.plan_view.formatting import joined
from common import clock
from common.display import number
from desk.inbox.item import Item, Side
from desk.inbox.plans import no_such_answer, own_plans
from organization.models import User
from organization.permissions import Permission

MOST = 200


class Assessments:
    """A row for each plan that asks me something, and one for each plan of mine that waits for
    others.
    """

    code = "assessment"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.ANSWER_ASSESSMENT) and not user.acting_for:
            return []
        waiting: dict[Campaign, list[AssessmentLine]] = defaultdict(list)
        for line in user.read(waiting_lines):
            waiting[line.assessment.campaign].append(line)
        return [item for plan, lines in waiting.items() for item in self._of(plan, lines, user)]

    def _of(self, plan: Campaign, lines: list[AssessmentLine], user: User) -> Iterable[Item]:
        unit = plan.owner_unit
        turn = {role: answers_for(user, role, unit) for role in {one.role for one in lines}}
        mine = [one for one in lines if turn[one.role] is not None]
        others = [one for one in lines if turn[one.role] is None]
        if mine:
            yield self._item(plan, mine, Side.OWE)
        if others and user.may(Permission.WRITE_PLAN, unit):
            yield self._item(plan, others, Side.OWED)

    def _item(self, plan: Campaign, lines: list[AssessmentLine], side: Side) -> Item:
        is_mine, first = side == Side.OWE, lines[0]
        title = (
            _("Pre-assessment of “%(name)s”: answer what it asks")
            if is_mine
            else _("Pre-assessment of “%(name)s”: answers of others")
        )
        words = ngettext("%(n)s question", "%(n)s questions", len(lines))
        asked = Counter(one.get_role_display() for one in lines)
        is_soon = any(one.gate in GATES_UNTIL_FINAL for one in lines)
        return Item(
            key=f"{self.code}:{plan.code}",
            side=side,
            kind=gettext_lazy("Pre-assessment"),
            icon="check-circle",
            title=title % {"name": plan.name},
            url=(
                reverse("assessment:answer", args=[plan.code, first.item])
                if is_mine
                else reverse("campaigns:tab", args=[plan.code, "assessment"])
            ),
            campaign=plan.owner_unit.label if is_mine else "",
            campaign_code=plan.code,
            person=str(plan.author) if is_mine else joined(asked),
            asked=clock.today(first.assessment.begun_at) if is_soon else None,
            launch=plan.working.starts_on if plan.working else None,
            note=words % {"n": number(len(lines))},
            weight=3,
            go=gettext_lazy("Answer them") if is_mine else gettext_lazy("See its status"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        no_such_answer()


def waiting_lines(user: User) -> QuerySet[AssessmentLine]:
    """The open questions to the person's roles, and those of their plans."""
    own = Q(pk__in=[])
    if user.may(Permission.WRITE_PLAN):
        plans = Campaign.objects.filter(own_plans(user, Permission.WRITE_PLAN))
        own = Q(assessment__campaign__in=plans.values("pk"))
    roles = {one for person in (user, *user.acting_for) for one in person.roles}
    rows = open_lines().filter(Q(role__in=roles) | own)
    return rows.select_related(
        "assessment__campaign__owner_unit",
        "assessment__campaign__author",
        "assessment__campaign__working",
    ).order_by("assessment__campaign__working__starts_on", "assessment", "position")[:MOST]


SOURCE = Assessments()
