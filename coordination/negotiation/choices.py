"""What leadership can decide between two sides, what each choice leads to, and which is
recommended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from campaigns.workflow import machine_of
from common.errors import Reason
from coordination.enums import Choice
from findings.acceptors import signatures_for
from findings.commands.revising import APPLICABLE
from findings.models import Finding
from findings.way_views import WayView
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One thing that can be decided: a way out of one of the plans, or that both stay. ``means``
    are sentences about what it leads to; ``reason`` is why it cannot be decided now.
    """

    choice: Choice
    label: str
    means: Sequence[str]
    way: WayView | None = None
    plan: Campaign | None = None
    is_recommended: bool = False
    reason: Reason | None = None

    @property
    def asks_text(self) -> bool:
        """Whether it comes with words for front-line staff."""
        return self.way is not None and self.way.form.asks_text

    @property
    def asks_reason(self) -> bool:
        """Whether it has to be explained: what is lived with is."""
        return self.choice == Choice.ACCEPT


def choices_of(
    finding: Finding, plans: Sequence[Campaign], ways: Sequence[WayView], user: User
) -> list[ChoiceView]:
    """Everything that can be decided, the recommended first, what cannot be done now last; the same
    order on the card, in the meeting and on the page of the negotiation, whoever reads it.
    """
    by_code = {plan.code: plan for plan in plans}
    ways = in_one_order(finding, ways)
    best = recommended(finding, plans, ways)
    found = [
        ChoiceView(
            choice=Choice.WAY_OUT,
            label=way.label,
            means=list(_means(way)),
            way=way,
            plan=by_code.get(way.campaign),
            is_recommended=best is not None and way.id == best.id,
            reason=why_not(way, by_code.get(way.campaign)),
        )
        for way in ways
        if not way.is_advice
    ]
    if accepts(finding, user):
        found.append(
            ChoiceView(
                choice=Choice.ACCEPT,
                label=str(Choice.ACCEPT.label),
                means=[_("Nothing changes; what was found stays as it is and is lived with.")],
            )
        )
    return sorted(found, key=lambda one: (not one.is_recommended, one.reason is not None))


def why_not(way: WayView, plan: Campaign | None) -> Reason | None:
    """Why a way out cannot be decided now."""
    if plan is None:
        return Reason("not-found", _("There is no such campaign."))
    if plan.state not in APPLICABLE:
        return machine_of(plan).wrong_state_of(plan)
    return None


def accepts(finding: Finding, user: User) -> bool:
    """Whether the person's signature, with those given, is enough to live with the finding."""
    given = {one.role for one in finding.acceptances.all() if one.withdrawn_at is None}
    return any(
        all(one.role in given or one.signer(user) is not None for one in way)
        for way in signatures_for(finding)
        if way
    )


def recommended(
    finding: Finding, plans: Sequence[Campaign], ways: Sequence[WayView]
) -> WayView | None:
    """The way out of either side with the best outlook; of equals the one that moves the plan that
    ranks lower. None where no outlook is better than what is.
    """
    places = ranks_of(finding)
    by_code = {plan.code: plan for plan in plans}
    ways = in_one_order(finding, ways)
    rated = [
        (way.foreseen.order, -places.get(way.campaign, 0), place, way)
        for place, way in enumerate(ways)
        if way.foreseen is not None
        and way.foreseen.may_be_recommended
        and not way.is_advice
        and not way.form.asks_text
        and why_not(way, by_code.get(way.campaign)) is None
    ]
    return min(rated, key=lambda one: one[:3])[3] if rated else None


def in_one_order(finding: Finding, ways: Sequence[WayView]) -> list[WayView]:
    """The ways out as the finding lists them: pages put those first that their reader can take."""
    places = {str(way["id"]): place for place, way in enumerate(finding.ways_out)}
    return sorted(ways, key=lambda way: places.get(way.id, len(places)))


def ranks_of(finding: Finding) -> Mapping[str, int]:
    """The place of each plan in the ranks that the finding tells: who stays has the first."""
    ranks: list[dict[str, Any]] = finding.facts.get("ranks") or []
    return {row["campaign"]: place for place, row in enumerate(ranks, start=1)}


def _means(way: WayView) -> Sequence[str]:
    found = [way.outlook] if way.outlook else []
    if way.foreseen is not None:
        found.append(way.foreseen.sentence)
    elif way.solves:
        found.append(_("It is meant to solve this; nobody has looked ahead yet."))
    return [*found, *way.warnings]


def days_left(count: int) -> str:
    """So many days until the first launch, in words."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}
