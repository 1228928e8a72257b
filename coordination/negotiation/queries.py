"""Negotiations and proposals as lists and other floors read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from coordination.enums import NegotiationState, ProposalState
from coordination.models import Negotiation, Proposal
from findings.enums import FindingState
from findings.models import FindingSide
from findings.registries import Asked
from organization.deputies import own_units
from organization.models import User
from organization.permissions import Permission

TOLD = (ProposalState.WAITING, ProposalState.DECLINED, ProposalState.COUNTERED)
SHOWN = {
    "way": "way_id",
    "state": "state",
    **{
        f"{who}_{name}": f"{field}__{name}"
        for who, field in (("by", "proposed_by"), ("of", "asked"), ("from", "answered_by"))
        for name in ("display_name", "username")
    },
}


def proposals_column() -> ArraySubquery:
    """The proposals of each finding of a query, in their order, as far as pages of findings tell
    them.
    """
    rows = Proposal.objects.filter(finding=OuterRef("pk")).order_by("pk")
    return ArraySubquery(rows.values(data=JSONObject(**SHOWN)))


def newest_proposals(rows: Sequence[Mapping[str, str | None]]) -> Mapping[str, Asked]:
    """What became of the newest proposal of each way out, from the column, where it still says
    something: it waits, or somebody said no.
    """
    newest = {str(row["way"]): row for row in rows}
    return {way: _asked(row) for way, row in newest.items() if row["state"] in TOLD}


def _asked(row: Mapping[str, str | None]) -> Asked:
    def named(who: str) -> str:
        return row[f"{who}_display_name"] or row[f"{who}_username"] or ""

    is_waiting = row["state"] == ProposalState.WAITING
    return Asked(
        proposed_by=named("by"),
        waits_for=named("of") if is_waiting else "",
        declined_by="" if is_waiting else named("from"),
    )


def before_leadership(user: User) -> QuerySet[Negotiation]:
    """The disputes that wait for a decision of the person."""
    rows = Negotiation.objects.filter(
        state=NegotiationState.ESCALATED, finding__state=FindingState.OPEN
    )
    if user.may(Permission.APPROVE_COMPANY):
        return rows
    if not any(one.may(Permission.APPROVE_COMPANY) for one in user.acting_for):
        return rows.none()
    own = FindingSide.objects.filter(own_units(user).q("campaign__owner_unit"))
    return rows.exclude(finding__in=own.values("finding"))


def with_sides(rows: QuerySet[Negotiation]) -> list[Negotiation]:
    """The negotiations with the plans of their findings and what was said; a fixed number of
    queries.
    """
    return list(
        rows.prefetch_related(
            "finding__sides__campaign__owner_unit",
            "finding__sides__campaign__working",
            "finding__sides__campaign__author",
            "finding__acceptances",
            "positions__author",
            "positions__campaign",
        )
    )
