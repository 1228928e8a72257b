"""Joint plans that wait for the signature of a head whose unit's product they take along."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import commands
from campaigns.commands.participation import TO_SIGN
from campaigns.enums import ParticipationState
from campaigns.models import Participation
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, plan_of
from organization.models import User
from organization.permissions import Permission

SIGN = Answer(name="sign", label=gettext_lazy("Sign"), icon="stamp", is_best=True)
LEAVE = Answer(name="leave", label=gettext_lazy("Leave the plan"), asks_reason=True)
MOST = 50


class Signing:
    """A row for each plan."""

    code = "joint"
    model = Participation
    joined = ("product", "version", "version__campaign", "version__campaign__owner_unit")

    def concerns(self, user: User) -> bool:
        return user.may(Permission.APPROVE_PLAN)

    def rows(self, user: User) -> QuerySet[Participation]:
        """What the person's units take part in and have not signed."""
        rows = Participation.objects.filter(
            user.scope(Permission.APPROVE_PLAN).q("unit"),
            state=ParticipationState.ACCEPTED,
            version__campaign__state__in=TO_SIGN,
            version=F("version__campaign__working"),
        ).exclude(unit=F("version__campaign__owner_unit"))
        return rows.order_by("version__starts_on", "pk")[:MOST]

    def items_of(self, rows: Sequence[Participation], user: User) -> list[Item]:
        asked = {row.version.campaign.code: row for row in rows}
        return [self._item(row) for row in asked.values()]

    def _item(self, row: Participation) -> Item:
        campaign = row.version.campaign
        return Item(
            key=f"{self.code}:{campaign.code}",
            side=Side.OWE,
            kind=gettext_lazy("Joint plan"),
            icon="stamp",
            title=_("Sign “%(name)s” as a joint plan") % {"name": campaign.name},
            url=reverse("campaigns:joint", args=[campaign.code]),
            campaign=campaign.owner_unit.label,
            campaign_code=campaign.code,
            person="",
            note=row.product.label,
            launch=row.version.starts_on,
            weight=2,
            answers=(SIGN, LEAVE),
            go=gettext_lazy("Read it"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        plan = plan_of(rest, actor)
        if name == SIGN.name:
            commands.sign_participation(campaign_id=plan.pk, actor=actor)
            return _("You signed “%(name)s”.") % {"name": plan.name}
        if name != LEAVE.name:
            no_such_answer()
        commands.leave_plan(campaign_id=plan.pk, actor=actor, reason=reason)
        return _("You left “%(name)s”; its owner has been told why.") % {"name": plan.name}


SOURCE = Signing()
