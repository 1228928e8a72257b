"""Who sees an offer that is shown in public, and how plainly two different offers are seen beside
each other. Source: rules.md, offer-clash (b) and its visibility grade.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap

from channels.enums import ContactClass
from findings.facts import Word
from preflight.context import Context
from preflight.parties import NOBODY
from preflight.snapshot import PlanSnapshot


class Visibility(StrEnum):
    """How plainly two offers on different terms are seen together, the plainest first."""

    SAME_PERSON = "same_person"
    SAME_OUTLET = "same_outlet"
    NEIGHBOURS = "neighbours"
    HOTLINE = "hotline"


VISIBILITY = Word(
    {
        Visibility.SAME_PERSON.value: _("the same customers may take both"),
        Visibility.SAME_OUTLET.value: _("the same outlets or app show both"),
        Visibility.NEIGHBOURS.value: _("members or neighbours can compare"),
        Visibility.HOTLINE.value: _("only the hotline sees both"),
    },
    is_ranked=True,
)


def places(plan: PlanSnapshot, products: Collection[str], context: Context) -> frozenset[str]:
    """The public channels on which the plan shows its offer of one of these products."""
    shown = channels_with(plan, products)
    return frozenset(one for one in shown if context.is_public(one))


def channels_with(plan: PlanSnapshot, products: Collection[str]) -> set[str]:
    """Where the plan offers one of these products of its own: a placement of another product says
    nothing of it, one of no product is for all that the plan offers.
    """
    return {one.channel for one in plan.placements if not one.product or one.product in products}


def exposed(
    showing: PlanSnapshot, seeing: PlanSnapshot, products: Collection[str], context: Context
) -> AbstractBitMap:
    """Those of one plan's audience who live in a branch where the other shows its offer of one of
    the products in public.
    """
    if not places(showing, products, context):
        return NOBODY
    if not showing.branches:
        return seeing.persons
    return seeing.persons & living_in(showing.branches, context)


def living_in(branches: frozenset[str], context: Context) -> AbstractBitMap:
    """The persons who live in some of the branches."""
    return BitMap().union(*(context.branches.get(branch, NOBODY) for branch in branches))


def grade_of(
    plan: PlanSnapshot, other: PlanSnapshot, products: Collection[str], context: Context
) -> Visibility:
    """How plainly the offers of two plans of which no person may take both are seen together: one
    outlet or app has both in a branch that both run in; else those who may take the one live where
    the other is shown to its audience, or both are for members of one organisation; else nobody
    but the hotline can tell. The same from either side.
    """
    if in_one_place(plan, other, products, context):
        return Visibility.SAME_OUTLET
    if plan.organisations & other.organisations:
        return Visibility.NEIGHBOURS
    for showing, seeing in ((plan, other), (other, plan)):
        seers = exposed(showing, seeing, products, context)
        if any(
            living.intersect(seers) and living.intersect(showing.eligible)
            for living in context.branches.values()
        ):
            return Visibility.NEIGHBOURS
    return Visibility.HOTLINE


def in_one_place(
    plan: PlanSnapshot, other: PlanSnapshot, products: Collection[str], context: Context
) -> bool:
    """Whether an outlet or an app has the offers of both, somewhere that both run in."""
    meet = not plan.branches or not other.branches or bool(plan.branches & other.branches)
    shared = channels_with(plan, products) & channels_with(other, products)
    return meet and any(is_place(channel, context) for channel in shared)


def is_place(channel: str, context: Context) -> bool:
    """Whether customers look at offers there: in public, or in an app."""
    facts = context.channels.get(channel)
    return facts is not None and (facts.is_public or facts.contact_class == ContactClass.APP)
