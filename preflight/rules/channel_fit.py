from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import AbstractBitMap, BitMap

from channels.enums import Fit
from customers.bitmaps import count_organisations, count_persons
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    CHANNEL,
    GROUP,
    PRODUCT,
    Code,
    Count,
    Facts,
    Many,
    Noun,
    Organisations,
    Percent,
    Persons,
    Plain,
    Record,
)
from findings.types import FindingDraft, WayOut
from preflight.context import Context, LoadingFit, percent
from preflight.parties import NOBODY, organisations_of
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot
from preflight.steps.channels import changes

UNFIT = ("forbidden", "discouraged")


FIT_RULE = Record(
    {
        "product": PRODUCT,
        "group": GROUP,
        "version": Count(),
        "reason": Plain(),
        "persons": Persons(),
        "organisations": Organisations(),
    }
)


@dataclass(slots=True)
class Groups:
    """The customer groups that a kind of fit names, with their persons and rules."""

    parties: BitMap = field(default_factory=BitMap)
    rules: list[dict[str, Any]] = field(default_factory=list)

    def add(self, found: AbstractBitMap, fit: LoadingFit) -> None:
        self.parties |= found
        self.rules.append(
            {
                "product": fit.product,
                "group": fit.group,
                "version": fit.version,
                "reason": fit.reason,
                "persons": count_persons(found),
                "organisations": count_organisations(found),
            }
        )


class ChannelFit(Rule):
    """A channel that the loading rules forbid or discourage for a product and customer group of the
    placement, an organisation counting with its members and key contacts; or a product billed to a
    group on a channel that does not sell such. One finding for each placement. Source: rules.md,
    channel-fit.
    """

    code = "channel-fit"
    title = _("Channel fit")
    accepted_by = Acceptor.CHANNEL_MANAGER
    severities = (Severity.BLOCKING, Severity.WARNING)
    depends_on_dates = False
    judges_channels = True
    untouched_by = TERMS_ONLY
    messages = {
        "forbidden": ngettext_lazy(
            "%(channel)s is forbidden for %(groups)s: %(persons)s person, "
            "%(percent_placement)s%% of the placement.",
            "%(channel)s is forbidden for %(groups)s: %(persons)s persons, "
            "%(percent_placement)s%% of the placement.",
            "persons",
        ),
        "discouraged": ngettext_lazy(
            "%(channel)s is discouraged for %(groups)s: %(persons)s person, "
            "%(percent_placement)s%% of the placement.",
            "%(channel)s is discouraged for %(groups)s: %(persons)s persons, "
            "%(percent_placement)s%% of the placement.",
            "persons",
        ),
        "billing": _(
            "%(products)s is billed to a group, and %(channel)s does not sell such products."
        ),
    }
    subject = Facts(channel=CHANNEL, product=Code(Noun.PRODUCT, optional=True))
    facts = (
        Facts(persons=CONCERNED).only(*UNFIT, "billing")
        + Facts(groups=Many(GROUP)).only(*UNFIT)
        + Facts(
            organisations=Organisations(), percent_placement=Percent(), rules=Many(FIT_RULE)
        ).only(*UNFIT)
        + Facts(products=Many(PRODUCT), group_channels=Many(CHANNEL)).only("billing")
    )
    way_out_kinds = (
        WayOutKind.EXCLUDE_PERSONS,
        WayOutKind.CHANGE_CHANNEL,
        WayOutKind.REQUEST_EXCEPTION,
    )

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for placement in plan.placements:
            found = (
                self.forbidden(plan, placement, context)
                or self.discouraged(plan, placement, context)
                or self.billing(plan, placement, context)
            )
            if found:
                yield found

    def forbidden(
        self, plan: PlanSnapshot, placement: PlacementSnapshot, context: Context
    ) -> FindingDraft | None:
        groups = named(plan, placement, Fit.FORBIDDEN, context)
        return (
            self.unfit(plan, placement, context, groups, "forbidden", Severity.BLOCKING)
            if groups.parties
            else None
        )

    def discouraged(
        self, plan: PlanSnapshot, placement: PlacementSnapshot, context: Context
    ) -> FindingDraft | None:
        groups = named(plan, placement, Fit.DISCOURAGED, context)
        part, whole = part_of(placement, groups)
        if not part or part < context.policies_on(plan.starts_on).fit_discouraged_share * whole:
            return None
        return self.unfit(plan, placement, context, groups, "discouraged", Severity.WARNING)

    def unfit(
        self,
        plan: PlanSnapshot,
        placement: PlacementSnapshot,
        context: Context,
        groups: Groups,
        case: str,
        severity: Severity,
    ) -> FindingDraft:
        persons, left = count_persons(groups.parties), placement.parties - groups.parties
        exclusion = WayOut(
            kind=WayOutKind.EXCLUDE_PERSONS,
            campaign=plan.code,
            params={"placements": [placement.key]},
            effect={
                "persons_excluded": persons,
                "persons_before": len(placement.persons),
                "persons_after": count_persons(left),
            },
        )
        exception = WayOut(
            kind=WayOutKind.REQUEST_EXCEPTION,
            campaign=plan.code,
            params={**placement.key, "group": groups.rules[0]["group"]},
            effect={"persons": persons},
        )
        # Where nobody would be left, another channel is the better answer.
        ways_out = (
            [exclusion, *changes(plan, placement, context)]
            if left
            else [*changes(plan, placement, context), exclusion]
        )
        return self.finding(
            plan,
            case=case,
            severity=severity,
            subject=placement_subject(placement),
            facts={
                "persons": persons,
                "organisations": count_organisations(groups.parties),
                "percent_placement": percent(*part_of(placement, groups)),
                "groups": sorted({rule["group"] for rule in groups.rules}),
                "rules": groups.rules,
            },
            ways_out=[*ways_out, exception],
            persons=groups.parties,
        )

    def billing(
        self, plan: PlanSnapshot, placement: PlacementSnapshot, context: Context
    ) -> FindingDraft | None:
        products = [
            product for product in plan.sold_through(placement) if product in plan.group_billed
        ]
        selling = context.policies_on(plan.starts_on).fit_group_channels
        if not products or placement.channel in selling:
            return None
        return self.finding(
            plan,
            case="billing",
            severity=Severity.WARNING,
            subject=placement_subject(placement),
            facts={
                "products": products,
                "persons": len(placement.persons),
                "group_channels": list(selling),
            },
            ways_out=list(changes(plan, placement, context, among=frozenset(selling))),
        )


def placement_subject(placement: PlacementSnapshot) -> dict[str, str]:
    return {"channel": placement.channel} | (
        {"product": placement.product} if placement.product else {}
    )


def named(plan: PlanSnapshot, placement: PlacementSnapshot, fit: Fit, context: Context) -> Groups:
    """Whom of a placement the loading rules of this fit speak of."""
    products = plan.sold_through(placement)
    groups = Groups()
    for rule in context.fits:
        if rule.fit != fit or rule.channel != placement.channel or rule.product not in products:
            continue
        if found := placement.parties & context.groups.get(rule.group, NOBODY):
            groups.add(placement.parties & with_people(found, context), rule)
    return groups


def with_people(parties: AbstractBitMap, context: Context) -> AbstractBitMap:
    """The parties and the people of the organisations among them, who are approached through
    them.
    """
    return parties | BitMap().union(
        *(context.people_of.get(one, NOBODY) for one in organisations_of(parties))
    )


def part_of(placement: PlacementSnapshot, groups: Groups) -> tuple[int, int]:
    """The persons that the groups are of all the placement's; organisations where nobody of these
    is known.
    """
    persons = count_persons(groups.parties)
    if persons:
        return persons, len(placement.persons)
    return count_organisations(groups.parties), count_organisations(placement.parties)
