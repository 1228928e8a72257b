"""Disputes between units that I decide."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan_view.formatting import joined
from common.errors import refuse
from coordination.models import Negotiation
from coordination.negotiation import commands
from coordination.negotiation.access import negotiations_for
from coordination.negotiation.disputes import Dispute, disputes_of
from coordination.negotiation.people import decides_as, sides_of
from coordination.negotiation.queries import before_leadership, with_sides
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from desk.inbox.proposals import address_of
from desk.inbox.seen import bound, parted, require_seen
from organization.models import User

MOST = 20
AS_RECOMMENDED = Answer(
    name="decide", label=gettext_lazy("Decide as recommended"), icon="stamp", is_best=True
)


class Disputes:
    """A row for each negotiation that is before leadership, on the desk of who decides it."""

    code = "dispute"

    def items(self, user: User, today: dt.date) -> list[Item]:
        rows = with_sides(before_leadership(user).select_related("finding")[:MOST])
        mine = [one for one in rows if decides_as(user, one.finding) is not None]
        return [self._to_decide(one, user) for one in disputes_of(mine, user)] if mine else []

    def _to_decide(self, one: Dispute, user: User) -> Item:
        row, best = one.negotiation, one.best
        return Item(
            key=f"{self.code}:{bound(row.code, recommended(one))}",
            side=Side.OWE,
            kind=gettext_lazy("Dispute"),
            icon="stamp",
            title=_("Decide between %(sides)s") % {"sides": names_of(row)},
            url=address_of(row.finding, user),
            note=one.message,
            facts=[_("Recommended: %(way)s") % {"way": best.label}] if best else [],
            due=row.due_on,
            weight=1,
            answers=(AS_RECOMMENDED,) if best and best.reason is None else (),
            go=gettext_lazy("Both positions"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != AS_RECOMMENDED.name:
            no_such_answer()
        code, seen = parted(rest)
        rows = with_sides(negotiations_for(actor).filter(code=code))
        if not rows:
            refuse("not-found", gettext_lazy("There is no such negotiation."), status=404)
        (one,) = disputes_of(rows, actor)
        best = one.best
        if best is None or best.way is None:
            refuse("nothing-recommended", gettext_lazy("Nothing is recommended any more."))
        require_seen(seen, recommended(one))
        commands.change_negotiation(
            negotiation_id=rows[0].pk,
            name="decide",
            actor=actor,
            reason=reason,
            choice=best.choice,
            way_out=best.way.id,
            etag=rows[0].etag,
        )
        return _("Decided: %(way)s. Both units have been told.") % {"way": best.label}


def recommended(one: Dispute) -> str:
    """What is recommended, as a key can carry it; empty where nothing is."""
    way = one.best.way if one.best else None
    return f"{one.negotiation.etag}.{way.id}" if way else ""


def names_of(row: Negotiation) -> str:
    """Both plans by name."""
    return joined(_("“%(name)s”") % {"name": plan.name} for plan in sides_of(row.finding))


SOURCE = Disputes()
