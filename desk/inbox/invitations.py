"""Plans of others that take along a product of mine: whether I join, and whose answer I await."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import commands
from campaigns.enums import ACTIVE_STATES, ParticipationState
from campaigns.models import Campaign, Participation
from campaigns.plan_view.formatting import joined
from common.display import percent
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from organization.models import User
from organization.permissions import Permission

JOIN = Answer(name="join", label=gettext_lazy("Join"), icon="check", is_best=True)
DECLINE = Answer(name="decline", label=gettext_lazy("Do not join"), asks_reason=True)
MOST = 50


class Invitations:
    """A row for each submitted plan in which somebody has not said yes or no."""

    code = "invitation"
    model = Participation
    joined = (
        "unit",
        "product",
        "version",
        "version__campaign",
        "version__campaign__owner_unit",
    )

    def concerns(self, user: User) -> bool:
        return user.may(Permission.WRITE_PLAN)

    def rows(self, user: User) -> QuerySet[Participation]:
        """The invitations of the person's units, and those to them, that nobody has answered."""
        scope = user.scope(Permission.WRITE_PLAN)
        rows = Participation.objects.filter(
            scope.q("unit") | scope.q("version__campaign__owner_unit"),
            state=ParticipationState.INVITED,
            version__campaign__state__in=ACTIVE_STATES,
            version=F("version__campaign__working"),
        )
        return rows.order_by("version__starts_on", "pk")[:MOST]

    def items_of(self, rows: Sequence[Participation], user: User) -> list[Item]:
        asked: dict[Campaign, list[Participation]] = defaultdict(list)
        for row in rows:
            asked[row.version.campaign].append(row)
        return [
            item for campaign, parts in asked.items() for item in self._of(campaign, parts, user)
        ]

    def _of(self, campaign: Campaign, parts: list[Participation], user: User) -> list[Item]:
        mine = [one for one in parts if user.may(Permission.WRITE_PLAN, one.unit)]
        others = [one for one in parts if one not in mine]
        is_owner = user.may(Permission.WRITE_PLAN, campaign.owner_unit)
        found = []
        if mine and not is_owner:
            found.append(self._item(campaign, mine, Side.OWE))
        if others and is_owner:
            found.append(self._item(campaign, others, Side.OWED))
        return found

    def _item(self, campaign: Campaign, parts: list[Participation], side: Side) -> Item:
        is_mine = side == Side.OWE
        products = joined(
            _("%(product)s, bearing %(share)s of the cost")
            % {"product": one.product.label, "share": percent(one.cost_share)}
            for one in parts
        )
        title = (
            _("“%(name)s” takes along a product of yours: do you join?")
            if is_mine
            else _("Answer to the invitation to “%(name)s”")
        )
        return Item(
            key=f"{self.code}:{campaign.code}",
            side=side,
            kind=gettext_lazy("Invitation"),
            icon="handshake",
            title=title % {"name": campaign.name},
            url=reverse("campaigns:detail", args=[campaign.code]),
            campaign=campaign.owner_unit.label if is_mine else "",
            campaign_code=campaign.code,
            person="" if is_mine else joined(dict.fromkeys(one.unit.label for one in parts)),
            note=products,
            launch=parts[0].version.starts_on,
            weight=2,
            answers=(JOIN, DECLINE) if is_mine else (),
            go=gettext_lazy("Read it"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name not in (JOIN.name, DECLINE.name):
            no_such_answer()
        campaign = commands.answer_invitation(
            campaign_id=plan_of(rest, actor).pk,
            accepts=name == JOIN.name,
            actor=actor,
            reason=reason,
        )
        words = (
            _("You join “%(name)s”; its owner has been told.")
            if name == JOIN.name
            else _("You do not join “%(name)s”; its owner has been told why.")
        )
        return words % {"name": campaign.name}


SOURCE = Invitations()
