"""Findings as cards: the sentence, the figures, both sides, the ways out, whose yes is missing,
what was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns import access
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view import formatting
from common import display
from findings.commands.settling import signatures_for
from findings.enums import SETTLED, UNSETTLED, FindingState, Severity
from findings.models import Finding
from findings.names import NameResolver
from findings.presenting import FindingView, findings_of, present, signature_label
from findings.views.figures import Facts, figures_of
from findings.views.sides import SideRow, side_rows
from findings.views.venn import Venn, venn
from findings.views.ways import Way, ordered, way_of
from organization.models import Unit, User
from organization.permissions import Permission

UNFOLDED = 3


@dataclass(slots=True, kw_only=True)
class Card:
    """One finding. ``is_open`` unfolds it; ``branches`` is where the people live."""

    view: FindingView
    figures: list[dict[str, Any]]
    drawing: Venn | None
    other: PlanVersion | None
    sides: list[SideRow]
    ways: list[Way]
    branches: list[BranchRow]
    accepted_by: str
    may_speak: bool
    is_open: bool = False

    @property
    def is_settled(self) -> bool:
        return self.view.finding.state in SETTLED

    @property
    def is_accepted(self) -> bool:
        return self.view.finding.state == FindingState.ACCEPTED

    @property
    def total(self) -> int:
        return sum(row.persons for row in self.branches)


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch with its part of the people that a finding counts."""

    name: str
    persons: int
    share: float


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Many findings of one rule and severity in one row that opens to all; the first is the
    weightiest.
    """

    severity: str
    rule: str
    cards: list[Card]

    @property
    def is_open(self) -> bool:
        return any(card.is_open for card in self.cards)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    severity: str
    cards: list[Card]

    @property
    def rows(self) -> list[Card | FindingGroup]:
        """The cards in their order; more open ones of a rule than a few are one row."""
        folds: dict[str, FindingGroup] = {}
        for card in self.cards:
            if not card.is_settled and not card.is_accepted:
                rule = card.view.finding.rule
                folds.setdefault(rule, FindingGroup(self.severity, rule, [])).cards.append(card)
        found: list[Card | FindingGroup] = []
        for card in self.cards:
            fold = folds.get(card.view.finding.rule)
            if card.is_settled or card.is_accepted or fold is None or len(fold.cards) <= UNFOLDED:
                found.append(card)
            elif card is fold.cards[0]:
                found.append(fold)
        return found


def cards_of(
    campaign: Campaign, version: PlanVersion | None, user: User, *, with_settled: bool = False
) -> list[Card]:
    """All findings about the plan, worst first; a fixed number of queries."""
    states = (*UNSETTLED, *SETTLED) if with_settled else UNSETTLED
    findings = findings_of(campaign, states=states)
    views = present(findings, campaign=campaign, user=user)
    others = {plan.pk: plan for view in views for plan in view.others}
    versions = {
        found.campaign_id: found
        for found in whole(plan.working_id or 0 for plan in others.values()).values()
    }
    words = NameResolver(user, findings)
    names = {unit.code: unit.label for unit in Unit.objects.filter(kind="branch")}
    return [card_of(view, campaign, version, versions, words, names, user) for view in views]


def card_of(
    view: FindingView,
    campaign: Campaign,
    version: PlanVersion | None,
    versions: Mapping[int, PlanVersion],
    words: NameResolver,
    names: Mapping[str, str],
    user: User,
) -> Card:
    """One finding from the side of ``campaign``."""
    finding = view.finding
    other = (
        versions.get(view.others[0].pk)
        if len(view.others) == 1 and not view.hidden_others
        else None
    )
    facts: dict[str, Any] = words.params(view.facts, rule=finding.rule)
    if version is not None and other is not None:
        first, last = max(version.starts_on, other.starts_on), min(version.ends_on, other.ends_on)
        facts["overlap_window"] = display.date_range(first, last) if first <= last else ""
    speaks = any(access.is_owner_side(user, side.campaign) for side in finding.sides.all())
    settles = user.may(Permission.SETTLE_FINDING, campaign.owner_unit)
    pair = version is not None and other is not None
    return Card(
        view=view,
        figures=figures_of(facts),
        drawing=drawing_of(view.facts, version, other, str(finding.pk)) if pair else None,
        other=other,
        sides=(
            side_rows(version, other, rule=finding.rule, case=finding.case, subject=finding.subject)
            if version and other
            else []
        ),
        ways=ordered(
            [way_of(way, finding, campaign, may_propose=speaks or settles) for way in view.ways_out]
        ),
        accepted_by=acceptors(finding),
        branches=branch_rows(view.facts, names),
        may_speak=(speaks or settles) and finding.state in UNSETTLED,
    )


def acceptors(finding: Finding) -> str:
    """Whose yes accepts the finding: ``head of A and head of B, else leadership``; nothing where
    nobody's does.
    """
    ways = [
        formatting.joined(signature_label(one) for one in way) for way in signatures_for(finding)
    ]
    if len(ways) < 2:
        return "".join(ways)
    return _("%(first)s, else %(others)s") % {
        "first": ways[0],
        "others": formatting.joined(ways[1:]),
    }


def drawing_of(
    facts: Facts, own: PlanVersion | None, other: PlanVersion | None, identity: str
) -> Venn | None:
    """The overlap to scale: of those who may take the offers where the facts count them, else of
    the audiences.
    """
    shared = facts.get("shared_persons")
    if own is None or other is None or not isinstance(shared, int):
        return None
    sizes = [
        facts.get(f"persons_{side}") or (one.audience_set.persons if one.audience_set else 0)
        for side, one in (("own", own), ("other", other))
    ]
    colours = [one.campaign.owner_unit.colour for one in (own, other)]
    return venn(
        int(sizes[0]),
        int(sizes[1]),
        shared,
        own_css=colours[0],
        other_css=colours[1],
        identity=identity,
    )


def branch_rows(facts: Facts, names: Mapping[str, str]) -> list[BranchRow]:
    """Where the people live, the most first; facts about branches that count something else have
    none.
    """
    found = facts.get("by_branch")
    if not isinstance(found, Mapping) or not (
        {"shared_persons", "exposed_persons", "persons_over", "persons"} & set(facts)
    ):
        return []
    counts = {str(code): count for code, count in found.items() if isinstance(count, int)}
    total = sum(counts.values())
    rows = sorted(counts.items(), key=lambda row: -row[1])
    return [BranchRow(names.get(code, code), count, count / total) for code, count in rows if total]


def grouped(cards: Sequence[Card]) -> list[Group]:
    """Open findings by severity, worst first, then what is settled or accepted within its
    severity.
    """
    found = [
        Group(str(severity), [card for card in cards if card.view.finding.severity == severity])
        for severity in Severity
    ]
    return [group for group in found if group.cards]
