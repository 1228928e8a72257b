"""Who would get a second gift by a plan, from the record and from what other plans promise: the
arithmetic of the rule ``duplicate-benefit``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pyroaring import AbstractBitMap, BitMap

from campaigns.amendment_codes import is_same_plan
from preflight.context import Context, money
from preflight.gifts import GiftLine, all_of, gifts_of, recipients_of
from preflight.snapshot import PlanSnapshot
from resources.similar import Had, Similar, likeness_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A gift that stands against the plan's: ``most`` of the persons at most have it, because
    fewer pieces are promised than there are persons. ``is_sure`` is False where it is somebody's
    of an organisation, on either side. ``plan`` promises it; empty: it is on record.
    """

    similar: Similar
    persons: AbstractBitMap
    most: int
    is_sure: bool = True
    plan: str = ""

    @property
    def had(self) -> Had:
        return self.similar.had

    @property
    def is_each(self) -> bool:
        """Whether every one of the persons has it."""
        return self.is_sure and self.most >= len(self.persons)


@dataclass(frozen=True)
class Second:
    """What stands against one gift of a plan that ``recipients`` would get."""

    gift: GiftLine
    recipients: AbstractBitMap
    sources: tuple[Source, ...]

    @cached_property
    def certain(self) -> BitMap:
        """Who has something similar for sure."""
        return all_of(one.persons for one in self.sources if one.is_each)

    @cached_property
    def possible(self) -> BitMap:
        """Who has something similar, or is one of more than will get it."""
        return all_of(one.persons for one in self.sources if one.is_sure)

    @cached_property
    def unclear(self) -> BitMap:
        """Who may have got it in the name of an organisation, or would get it so."""
        return all_of(one.persons for one in self.sources if not one.is_sure) - self.possible

    @property
    def persons(self) -> BitMap:
        """Everybody whom the finding concerns."""
        return self.possible | self.unclear

    @property
    def is_exact(self) -> bool:
        """Whether everybody of the list gets one, and what others give them is theirs for sure."""
        return self.gift.pieces >= len(self.recipients) and self.certain == self.possible

    @cached_property
    def count(self) -> int:
        """How many would get a second one; where it is not exact, at most."""
        shared = sum(
            min(len(one.persons - self.certain), one.most)
            for one in self.sources
            if one.is_sure and not one.is_each
        )
        return min(len(self.possible), len(self.certain) + shared, self.gift.pieces)

    @property
    def stops(self) -> bool:
        return any(one.similar.stops and one.is_sure for one in self.sources)

    @property
    def saved(self) -> Decimal | None:
        """Yuan of the gifts that are not given; None where nobody knows what one costs."""
        cost = self.gift.unit_cost
        return money(cost * self.count) if cost is not None and self.count else None


def second_gifts(plan: PlanSnapshot, context: Context) -> Iterator[Second]:
    """For each gift of the plan what stands against it, where anything does."""
    for gift in gifts_of(plan.requests):
        who = recipients_of(plan.eligibility, context.given.people, context.given.contacts)
        sources = [
            *on_record(plan, context, gift, who.persons, is_sure=who.is_sure),
            *promised(plan, context, gift, who.persons, is_sure=who.is_sure),
        ]
        if sources:
            yield Second(gift, who.persons, tuple(sources))


def on_record(
    plan: PlanSnapshot, context: Context, gift: GiftLine, who: AbstractBitMap, *, is_sure: bool
) -> Iterator[Source]:
    """What is on record by anyone, the own unit included; not what this very plan gives."""
    wanted = gift.wanted(plan.starts_on, plan.ends_on)
    terms = context.given.terms_on(plan.starts_on)
    for group in context.given.had:
        if plan.code and is_same_plan(group.had.campaign, plan.code):
            continue
        similar = likeness_of(wanted, group.had, terms)
        if similar and (persons := group.persons & who):
            yield Source(
                similar=similar,
                persons=persons,
                most=len(persons),
                is_sure=group.is_sure and is_sure,
            )


def promised(
    plan: PlanSnapshot, context: Context, gift: GiftLine, who: AbstractBitMap, *, is_sure: bool
) -> Iterator[Source]:
    """What other plans in play promise, by the policies of the later launch of the two."""
    wanted = gift.wanted(plan.starts_on, plan.ends_on)
    for other in context.given.promises:
        persons = other.persons & who
        if not persons or other.code == plan.code:
            continue
        terms = context.given.terms_on(max(plan.starts_on, other.starts_on))
        for theirs in other.gifts:
            similar = likeness_of(wanted, other.had(theirs), terms)
            if similar:
                yield Source(
                    similar=similar,
                    persons=persons,
                    most=len(persons)
                    if theirs.pieces >= other.in_all
                    else min(theirs.pieces, len(persons)),
                    is_sure=other.is_sure and is_sure,
                    plan=other.code,
                )
