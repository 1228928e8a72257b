"""Moves of plans that leadership asks for: those that I answer, and those that I asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.enums import CampaignState
from common.display import full_date
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from organization.models import User
from organization.permissions import Permission
from preflight import commands
from preflight.access import may_arrange
from preflight.models import ArrangedMove, MoveState

MOST = 50
CONFIRM = Answer(
    name="confirm", label=gettext_lazy("Move the plan"), icon="check", is_best=True, is_bulk=True
)
DECLINE = Answer(name="decline", label=gettext_lazy("Decline"), asks_reason=True)
CHANGEABLE = (
    CampaignState.DRAFT,
    CampaignState.CHECKING,
    CampaignState.COORDINATING,
    CampaignState.FINALISED,
)


class Moves:
    """A row for each move that waits for its owner."""

    code = "move"
    model = ArrangedMove
    joined = ("campaign", "campaign__owner_unit", "arrangement", "arrangement__started_by")

    def concerns(self, user: User) -> bool:
        return user.may(Permission.WRITE_PLAN) or may_arrange(user)

    def rows(self, user: User) -> QuerySet[ArrangedMove]:
        """The moves of the person's plans, and those that they asked for, before their answer."""
        own = user.scope(Permission.WRITE_PLAN).q("campaign__owner_unit")
        rows = ArrangedMove.objects.filter(own | Q(arrangement__started_by=user))
        rows = rows.filter(state=MoveState.ASKED, campaign__state__in=CHANGEABLE)
        return rows.order_by("from_on", "pk")[:MOST]

    def items_of(self, rows: Sequence[ArrangedMove], user: User) -> list[Item]:
        return [self._item(row, user) for row in rows]

    def _item(self, row: ArrangedMove, user: User) -> Item:
        plan = row.campaign
        is_mine = user.may(Permission.WRITE_PLAN, plan.owner_unit)
        title = (
            _("Move “%(name)s” from %(first)s to %(to)s?")
            if is_mine
            else _("Answer to the move of “%(name)s”")
        )
        words = {"name": plan.name, "first": full_date(row.from_on), "to": full_date(row.to_on)}
        return Item(
            key=f"{self.code}:{row.pk}",
            side=Side.OWE if is_mine else Side.OWED,
            kind=gettext_lazy("Move"),
            icon="calendar",
            title=title % words,
            url=reverse("preflight:move" if is_mine else "campaigns:detail", args=[plan.code]),
            campaign_code=plan.code,
            person=str(row.arrangement.started_by) if is_mine else plan.owner_unit.label,
            launch=row.from_on,
            weight=2,
            answers=(CONFIRM, DECLINE) if is_mine else (),
            go=gettext_lazy("Read why") if is_mine else gettext_lazy("See its status"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        row = ArrangedMove.objects.filter(pk=int(rest) if rest.isdecimal() else 0).first()
        if row is None:
            refuse("not-found", gettext_lazy("There is no such move."), status=404)
        if name == CONFIRM.name:
            commands.confirm_move(move_id=row.pk, actor=actor)
            return _("“%(name)s” is moved; who asked for it has been told.") % {
                "name": row.campaign.name
            }
        if name != DECLINE.name:
            no_such_answer()
        commands.decline_move(move_id=row.pk, actor=actor, text=reason)
        return _("“%(name)s” stays; who asked has been told why.") % {"name": row.campaign.name}


SOURCE = Moves()
