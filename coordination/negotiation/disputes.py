"""One card per dispute for whoever decides: both positions in words, three numbers, what each
choice means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from common import clock, display
from coordination.models import Negotiation
from coordination.negotiation.choices import ChoiceView, choices_of, days_left
from coordination.negotiation.people import sides_of
from coordination.negotiation.presenting import SideView, side_views
from findings.names import NameResolver
from findings.queries import names_for
from findings.rule_info import rule_of
from findings.sentences import facts_of, other_plans, sentence_of
from findings.way_views import recorded_way
from organization.models import User

NUMBERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A negotiation as whoever decides reads it: ``message`` is the finding from the side of
    ``told_of``,
    ``figures`` three numbers that matter, ``choices`` what can be decided, the recommended first.
    """

    negotiation: Negotiation
    title: str
    message: str
    told_of: Campaign
    sides: Sequence[SideView]
    figures: Sequence[dict[str, Any]]
    choices: Sequence[ChoiceView]

    @property
    def best(self) -> ChoiceView | None:
        """The recommended choice, if there is one."""
        return next((one for one in self.choices if one.is_recommended), None)


def disputes_of(rows: Sequence[Negotiation], user: User) -> list[Dispute]:
    """Negotiations, read ``with_sides``, as cards; one query for all their names."""
    names = names_for(user, [row.finding for row in rows])
    return [dispute_of(row, user, names) for row in rows]


def dispute_of(row: Negotiation, user: User, names: NameResolver) -> Dispute:
    """One negotiation as a card."""
    finding, plans = row.finding, sides_of(row.finding)
    rule = rule_of(finding.rule)
    facts = facts_of(finding, plans[0])
    ways = [recorded_way(way, finding, plans[0], user, names) for way in finding.ways_out]
    told = rule.facts.of_case(finding.case).figures(facts, names, beside={}, measure="")
    starts = min((plan.working.starts_on for plan in plans if plan.working), default=None)
    until = days_left(max((starts - clock.today()).days, 0)) if starts else display.NOTHING
    launch = {
        "label": _("Until the first launch"),
        "value": until,
        "note": display.full_date(starts) if starts else "",
    }
    return Dispute(
        negotiation=row,
        title=str(rule.title),
        message=sentence_of(
            rule,
            finding.case,
            subject=finding.subject,
            facts=facts,
            names=names,
            campaign=plans[0].name,
            others=[plan.code for plan in other_plans(finding, plans[0])],
        ),
        told_of=plans[0],
        sides=side_views(finding, row, user),
        figures=[*told[: NUMBERS - 1], launch],
        choices=choices_of(finding, plans, ways, user),
    )
