"""Plans that stand still: failed checks, held launches, drafts whose first day comes near,
suspended plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.enums import CampaignState, Decision
from campaigns.models import Approval, Campaign, Hold
from common.models import JobState
from common.nested import WrittenOnce, array_of, rows_of
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, own_plans, take
from findings.status import check_state
from findings.tally import open_count
from organization.models import User
from organization.permissions import Permission

RETRY = Answer(
    name="retry_check",
    label=gettext_lazy("Check again"),
    icon="refresh",
    is_best=True,
    is_bulk=True,
)
RESUME = Answer(name="resume", label=gettext_lazy("Resume"), icon="play", is_best=True)
FINALISE = Answer(
    name="finalise", label=gettext_lazy("Finalise"), icon="check", is_best=True, is_bulk=True
)
OFFERED = {answer.name: answer for answer in (RETRY, RESUME, FINALISE)}
COMES_NEAR = dt.timedelta(days=21)
MOST = 100


class Running:
    """A row for each plan of mine whose next step is mine and is no approval and no finding."""

    code = "plan"

    def items(self, user: User, today: dt.date) -> list[Item]:
        items = (self._row(plan, user, today) for plan in user.read(waiting_plans, today=today))
        return [item for item in items if item is not None]

    def _row(self, plan: Any, user: User, today: dt.date) -> Item | None:
        first = plan.working.starts_on if plan.working else None
        match CampaignState(plan.state):
            case CampaignState.CHECKING if plan.check_state == JobState.FAILED:
                return self._item(
                    plan,
                    _("The check of “%(name)s” failed"),
                    gettext_lazy("Check"),
                    "refresh",
                    today,
                    1,
                    RETRY,
                )
            case CampaignState.CHECKING if user.may(Permission.WRITE_PLAN, plan.owner_unit):
                title = _("“%(name)s” is being checked")
                return self._item(
                    plan,
                    title,
                    gettext_lazy("Check"),
                    "refresh",
                    None,
                    8,
                    side=Side.OWED,
                    person="",
                )
            case CampaignState.COORDINATING:
                return self._item(
                    plan,
                    _("Nothing blocks “%(name)s”: finalise it"),
                    gettext_lazy("Finalise"),
                    "check",
                    first,
                    3,
                    FINALISE,
                    is_for_launch=True,
                )
            case CampaignState.DRAFT if plan.returned_reason is not None:
                return self._item(
                    plan,
                    _("“%(name)s” came back: change it and submit it again"),
                    gettext_lazy("Returned"),
                    "undo",
                    first,
                    1,
                    note=plan.returned_reason,
                    person=plan.returned_by,
                    is_for_launch=True,
                )
            case CampaignState.DRAFT:
                return self._item(
                    plan,
                    _("Complete and submit “%(name)s”"),
                    pgettext_lazy("campaign state", "Draft"),
                    "edit",
                    first,
                    7,
                    is_for_launch=True,
                )
            case CampaignState.APPROVED:
                title = _("The launch of “%(name)s” is held")
                return self._item(
                    plan, title, gettext_lazy("Launch"), "pause", first, 1, note=plan.hold_reason
                )
            case CampaignState.SUSPENDED if agreed(rows_of(Hold, plan.holds_json), user):
                return self._item(
                    plan,
                    _("Second agreement to resume “%(name)s”"),
                    gettext_lazy("Suspended"),
                    "pause",
                    None,
                    4,
                    side=Side.OWED,
                    person="",
                )
            case CampaignState.SUSPENDED:
                return self._item(
                    plan,
                    _("“%(name)s” is suspended"),
                    gettext_lazy("Suspended"),
                    "pause",
                    None,
                    4,
                    RESUME,
                )
        return None

    def _item(
        self,
        plan: Campaign,
        title: str,
        kind: object,
        icon: str,
        due: dt.date | None,
        weight: int,
        *answers: Answer,
        side: Side = Side.OWE,
        note: str = "",
        person: str | None = None,
        is_for_launch: bool = False,
    ) -> Item:
        return Item(
            key=f"{self.code}:{plan.code}",
            side=side,
            kind=str(kind),
            icon=icon,
            title=title % {"name": plan.name},
            url=reverse("campaigns:detail", args=[plan.code]),
            campaign=plan.owner_unit.label,
            campaign_code=plan.code,
            person=str(plan.author) if person is None else person,
            note=note,
            due=None if is_for_launch else due,
            launch=due if is_for_launch else None,
            weight=weight,
            answers=answers,
            go="" if answers else gettext_lazy("Open"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name not in OFFERED:
            no_such_answer()
        campaign = take(rest, name, actor=actor, reason=reason)
        return {
            RETRY.name: _("“%(name)s” is being checked again."),
            RESUME.name: _("You agreed to resume “%(name)s”; once both have agreed, it runs on."),
            FINALISE.name: _("“%(name)s” is finalised; those who approve have been told."),
        }[name] % {"name": campaign.name}


def waiting_plans(user: User, today: dt.date) -> QuerySet[Any]:
    """The plans whose next step waits for the person, ``with_facts``."""
    wanted = Q(pk__in=[])
    if user.may(Permission.WRITE_PLAN):
        near = Q(state=CampaignState.DRAFT) & (
            Q(working__starts_on__range=(today, today + COMES_NEAR))
            | Q(author=user)
            | Q(working__number__gt=1)
        )
        unblocked = Q(state=CampaignState.COORDINATING, check_state=JobState.DONE, blocking=0)
        mine = Q(state=CampaignState.CHECKING) | unblocked | near
        wanted |= own_plans(user, Permission.WRITE_PLAN) & mine
    if user.may(Permission.MANAGE_SETUP):
        wanted |= Q(state=CampaignState.CHECKING)
    if user.may(Permission.APPROVE_PLAN):
        held = Q(state=CampaignState.APPROVED) & ~Q(hold_reason="") | Q(
            state=CampaignState.SUSPENDED
        )
        wanted |= own_plans(user, Permission.APPROVE_PLAN) & held
    if user.may(Permission.APPROVE_SERVICE):
        wanted |= Q(state=CampaignState.SUSPENDED)
    return (
        with_facts(Campaign.objects.all())
        .filter(wanted)
        .select_related("owner_unit", "author", "working")
        .order_by("working__starts_on", "pk")[:MOST]
    )


def with_facts(plans: QuerySet[Campaign]) -> QuerySet[Any]:
    """The plans with ``returned_reason`` and ``returned_by``: what an approver said who sent a
    draft back that nobody has submitted since, and their name; null where nobody did. And with the
    ``check_state``, how much that is open blocks them, and what of them is on hold.
    """
    rows = Approval.objects.filter(
        version__campaign=OuterRef("pk"),
        decision=Decision.RETURNED,
        decided_at__gte=OuterRef("state_since"),
    ).order_by("-decided_at")
    return plans.annotate(
        returned_reason=Subquery(rows.values("reason")[:1]),
        returned_by=Subquery(rows.values("decided_by__display_name")[:1]),
        check_state=check_state(),
        blocking=open_count("blocking"),
        holds_json=WrittenOnce(_holds, F("pk")),
    )


def _holds(campaign: Any) -> ArraySubquery:
    rows = Hold.objects.filter(campaign=campaign, lifted_at__isnull=True)
    return array_of(rows.order_by("id"))


def agreed(holds: Sequence[Hold], user: User) -> bool:
    """Whether the person has agreed to all that still stands still."""
    return bool(holds) and all(
        user.pk in (hold.head_agreed_by_id, hold.service_agreed_by_id) for hold in holds
    )


SOURCE = Running()
