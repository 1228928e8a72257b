"""Findings as cards: the sentence, the figures, both sides, the ways out, whose yes is missing,
what was said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view import formatting
from findings.acceptors import signature_label, signatures_for
from findings.access import is_side
from findings.crowds import Crowd, crowds
from findings.enums import SETTLED, UNSETTLED, FindingState, Severity
from findings.facts import FactTable, Noun
from findings.models import Finding
from findings.plan_links import PlanLink
from findings.presenting import RecordedView, present
from findings.registries import talks
from findings.rule_info import NO_CAUSES
from findings.views.figures import BranchRow, beside, branch_rows, drawing_of, measure_of
from findings.views.sides import SideRow, side_rows
from findings.views.venn import Venn
from findings.way_views import WayView, best_first
from organization.models import User
from organization.permissions import Permission

MOST_SINGLE = 3
NOBODY = Crowd()


@dataclass(slots=True, kw_only=True)
class Card:
    """One finding. ``is_open`` unfolds it; ``branches`` is where the people live, ``talk_url``
    where it is talked over, ``propose_name`` names the address where a way out is proposed. One
    that is not ``is_whole`` has its headline alone, and asks for the rest when it is unfolded. Of
    its lists of plans the first ``most`` are shown.
    """

    view: RecordedView
    figures: list[dict[str, Any]]
    drawing: Venn | None
    other: PlanVersion | None
    sides: list[SideRow]
    ways: list[WayView]
    branches: list[BranchRow]
    accepted_by: str
    tables: list[FactTable]
    may_speak: bool
    may_see_customers: bool
    talk_url: str
    propose_name: str
    is_whole: bool = True
    is_open: bool = False
    most: int | None = None

    @property
    def is_settled(self) -> bool:
        return self.view.finding.state in SETTLED

    @property
    def is_accepted(self) -> bool:
        return self.view.finding.state == FindingState.ACCEPTED

    @property
    def is_between_two(self) -> bool:
        """Whether two plans are in each other's way, and their owners settle it."""
        return not self.is_settled and len(self.view.others) + self.view.hidden_others == 1

    @property
    def is_asked(self) -> bool:
        """Whether somebody was asked for one of the ways out."""
        return any(way.asked for way in self.ways)

    @property
    def total(self) -> int:
        return sum(row.persons for row in self.branches)

    @property
    def named(self) -> list[PlanLink]:
        """The plans that it adds up, as far as they are shown."""
        return self.view.named[: self.most]

    @property
    def shown_tables(self) -> list[FactTable]:
        """Its tables, as far as their rows are shown."""
        return [replace(table, rows=table.rows[: self.most]) for table in self.tables]

    @property
    def length(self) -> int:
        """The number of lines of its longest list, where that is not shown whole; else 0."""
        longest = max([len(self.view.named), *(len(table.rows) for table in self.tables)])
        return longest if self.most is not None and longest > self.most else 0


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Many findings of one rule and severity in one row that opens to all; the first is the
    weightiest. ``total`` counts those on other pages, too; ``crowd`` are their persons, each once.
    """

    severity: str
    rule: str
    cards: list[Card]
    total: int
    crowd: Crowd

    @property
    def is_open(self) -> bool:
        return any(card.is_open for card in self.cards)


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    """The findings of one severity that stand on a page, ``total`` on all pages; ``by_rule`` are
    the open ones of each rule on all pages, ``crowds`` the persons of those that are one row.
    """

    severity: str
    cards: list[Card]
    total: int
    by_rule: Mapping[str, int]
    crowds: Mapping[str, Crowd]

    @property
    def rows(self) -> list[Card | RuleGroup]:
        """The cards in their order; more open ones of a rule than a few are one row."""
        by_rule: dict[str, RuleGroup] = {}
        for card in self.cards:
            if not card.is_settled and not card.is_accepted:
                rule = card.view.finding.rule
                total = self.by_rule.get(rule, 0)
                crowd = self.crowds.get(rule, NOBODY)
                made = RuleGroup(self.severity, rule, [], total, crowd)
                group = by_rule.setdefault(rule, made)
                group.cards.append(card)
        found: list[Card | RuleGroup] = []
        for card in self.cards:
            whole = by_rule.get(card.view.finding.rule)
            if (
                card.is_settled
                or card.is_accepted
                or whole is None
                or max(whole.total, len(whole.cards)) <= MOST_SINGLE
            ):
                found.append(card)
            elif card is whole.cards[0]:
                found.append(whole)
        return found


def versions_in(findings: Sequence[Finding], campaign: Campaign) -> dict[int, PlanVersion]:
    """The working versions of the plan and of all that its findings concern, by plan; one query."""
    plans = [side.campaign for finding in findings for side in finding.sides.all()]
    keys = dict.fromkeys(plan.working_id for plan in (campaign, *plans) if plan.working_id)
    return {found.campaign_id: found for found in whole(keys).values()}


def cards_of(
    findings: Sequence[Finding],
    campaign: Campaign,
    versions: Mapping[int, PlanVersion],
    user: User,
    *,
    whole: Collection[UUID] | None = None,
) -> list[Card]:
    """Findings about the plan, ``loaded``, as cards, of which some are ``whole``, or all; one query
    however many they are.
    """
    return [
        card_of(view, campaign, versions.get(campaign.pk), versions, user)
        if whole is None or view.finding.pk in whole
        else headline_of(view, campaign)
        for view in present(findings, campaign=campaign, user=user)
    ]


def headline_of(view: RecordedView, campaign: Campaign) -> Card:
    """One finding before it is unfolded."""
    return Card(
        view=view,
        figures=[],
        drawing=None,
        other=None,
        sides=[],
        ways=best_first(view.ways_out),
        branches=[],
        accepted_by=acceptors(view.finding),
        tables=[],
        may_speak=False,
        may_see_customers=False,
        talk_url=reverse(talks().page, args=[campaign.code, view.finding.pk]),
        propose_name=talks().propose,
        is_whole=False,
    )


def card_of(
    view: RecordedView,
    campaign: Campaign,
    version: PlanVersion | None,
    versions: Mapping[int, PlanVersion],
    user: User,
) -> Card:
    """One finding from the side of ``campaign``."""
    finding, declared = view.finding, view.rule.facts.of_case(view.case)
    other = (
        versions.get(view.others[0].pk)
        if len(view.others) == 1 and not view.hidden_others
        else None
    )
    speaks = is_side(user, campaign, finding)
    card = Card(
        view=view,
        figures=declared.figures(
            view.facts,
            view.names,
            beside=beside(version, other),
            measure=measure_of(view),
        ),
        drawing=None,
        other=other,
        sides=[],
        ways=best_first(view.ways_out),
        accepted_by=acceptors(finding),
        tables=list(declared.tables(view.facts, view.names)),
        branches=branch_rows(view, declared),
        may_speak=speaks and finding.state in UNSETTLED,
        may_see_customers=speaks and user.may(Permission.SEE_CUSTOMERS),
        talk_url=reverse(talks().page, args=[campaign.code, finding.pk]),
        propose_name=talks().propose,
    )
    if version is not None and other is not None:
        card.drawing = drawing_of(view, declared, version, other)
        causes = view.rule.causes.get(view.case, NO_CAUSES)
        products = {
            code for noun, code in view.rule.subject.codes(view.subject) if noun == Noun.PRODUCT
        }
        card.sides = side_rows(version, other, causes=causes, products=products)
    return card


def acceptors(finding: Finding) -> str:
    """Whose yes is missing to accept the finding: ``head of A and head of B, else leadership``;
    nothing where nobody's does. Needs it ``loaded``.
    """
    given = {one.role for one in finding.acceptances.all()}
    ways = [
        formatting.joined(signature_label(one) for one in way if one.role not in given)
        for way in signatures_for(finding)
    ]
    if len(ways) < 2:
        return "".join(ways)
    return _("%(first)s, else %(others)s") % {
        "first": ways[0],
        "others": formatting.joined(ways[1:]),
    }


def is_about(card: Card, key: tuple[str, str]) -> bool:
    """Whether the card is of the severity and rule."""
    return (card.view.finding.severity, card.view.finding.rule) == key


def grouped(
    cards: Sequence[Card],
    totals: Mapping[str, int],
    open_by_rule: Mapping[tuple[str, str], int],
    persons_by_rule: Mapping[tuple[str, str], Sequence[int]],
) -> list[SeverityGroup]:
    """Open findings by severity, worst first, then what is settled or accepted within its
    severity; ``totals``, ``open_by_rule`` (of severity and rule) and ``persons_by_rule`` (keys of
    sets) are those of all pages. Persons are counted where many findings are one row.
    """
    many = {
        key: sets
        for key, sets in persons_by_rule.items()
        if open_by_rule.get(key, 0) > MOST_SINGLE and any(is_about(card, key) for card in cards)
    }
    found_crowds = crowds(many) if many else {}
    found = [
        SeverityGroup(
            str(one),
            [card for card in cards if card.view.finding.severity == one],
            totals.get(one, 0),
            {rule: count for (severity, rule), count in open_by_rule.items() if severity == one},
            {rule: crowd for (severity, rule), crowd in found_crowds.items() if severity == one},
        )
        for one in Severity
    ]
    return [group for group in found if group.cards]
