"""The agenda of a meeting as one person reads it: each dispute with both positions, what can be
decided, what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.enums import Choice, NegotiationState
from coordination.models import AgendaItem, Meeting, Negotiation
from coordination.negotiation.access import negotiations_for
from coordination.negotiation.disputes import Dispute, disputes_of
from coordination.negotiation.queries import with_sides
from findings.enums import FindingState
from findings.names import NameResolver
from findings.way_forms import FORMS
from findings.way_views import label_of
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """One item: ``decided`` is the way out that was taken, in words, empty where both stay or
    nothing is decided.
    """

    item: AgendaItem
    dispute: Dispute
    decided: str

    @property
    def negotiation(self) -> Negotiation:
        return self.dispute.negotiation

    @property
    def is_decided(self) -> bool:
        return self.negotiation.decided_at is not None

    @property
    def stays(self) -> bool:
        """Whether it was decided that both plans stay as they are."""
        return self.negotiation.choice == Choice.ACCEPT

    @property
    def is_settled(self) -> bool:
        """Whether the finding is settled, by a decision or because the sides agreed."""
        return self.negotiation.finding.state != FindingState.OPEN

    @property
    def may_be_decided(self) -> bool:
        return self.negotiation.state == NegotiationState.ESCALATED and not self.is_settled


def agenda_of(meeting: Meeting, user: User) -> list[AgendaView]:
    """The items that the person may read, in their order."""
    items = list(meeting.items.select_related("noted_by"))
    rows = with_sides(negotiations_for(user).filter(pk__in=[one.negotiation_id for one in items]))
    found = {one.negotiation.pk: one for one in (disputes_of(rows, user) if rows else ())}
    names = names_of_decided(rows, user)
    return [
        AgendaView(
            item=item,
            dispute=found[item.negotiation_id],
            decided=decided_way(found[item.negotiation_id].negotiation, names),
        )
        for item in items
        if item.negotiation_id in found
    ]


def names_of_decided(rows: Sequence[Negotiation], user: User) -> NameResolver:
    """The names of all codes in ways out that were decided."""
    return NameResolver(
        user,
        (
            code
            for one in rows
            if one.way_out
            for code in FORMS[one.way_out["kind"]].params.codes(one.way_out["params"])
        ),
    )


def decided_way(negotiation: Negotiation, names: NameResolver) -> str:
    """The way out that was decided, in the reader's words."""
    way = negotiation.way_out
    return label_of(way["kind"], way["params"], names) if way else ""
