"""What is kept of a run: the plan and everything that its rules read around it, as it was.

Other plans are named by revision: those never change, and their persons follow from sets that are
frozen. Sets of customers are kept as far as they meet the plan's own people, for nobody else can be
in what is found.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyroaring import AbstractBitMap

from campaigns.enums import CampaignState, Category, Enrolment, GetKind, Origin
from findings.types import FindingDraft
from organization.models import WorkDay
from organization.workdays import DayTable
from preflight.context import Context
from preflight.loading import Loaded
from preflight.packing import classes_in, pack, unpack
from preflight.reach import Over, joined
from preflight.rules.contact_pressure import ContactPressure
from preflight.snapshot import PlanSnapshot

DAY_FIELDS = ("on", "kind", "name", "name_en", "is_official")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How persons were counted: who is counted as whom, and how many were held out from when."""

    control: tuple[tuple[dt.date, int], ...] = ()
    aliases: Mapping[int, int] = field(default_factory=dict)


# A plan that was compared with: code, revision, state, the day on which it ended early, and the
# rank that leadership had given it.
OtherPlan = tuple[str, int, str, dt.date | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What master data said of what other plans sell: the family of each product, and the exclusive
    groups of each offer that has any, by plan and place.
    """

    families: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A run as it was. ``found`` is a digest of each finding, by its fingerprint; ``over`` are the
    persons whom each wave contacts too often.
    """

    plan: PlanSnapshot
    context: Context
    others: tuple[OtherPlan, ...]
    sold: Sold
    standing: Standing
    days: tuple[tuple[dt.date, str, str, str, bool], ...]
    found: Mapping[str, str]
    over: Over = field(default_factory=dict)


# States and kinds stand in snapshots as text or as members of their enumeration.
CLASSES = classes_in(Kept, CampaignState, Category, Enrolment, Origin, GetKind)


def packed(loaded: Loaded, findings: Sequence[FindingDraft], same: Mapping[int, int]) -> bytes:
    """What is kept of a run that found this while ``same`` were counted as others."""
    plan, context = loaded.plan, loaded.context
    special = sorted(context.workdays.special.items())
    return pack(
        Kept(
            plan=plan,
            context=narrowed(context, plan.audience | plan.eligibility),
            others=tuple(other_plan(one) for one in context.plans),
            sold=sold_by(context.plans),
            standing=Standing(control=loaded.control, aliases=same),
            days=tuple(tuple(getattr(row, name) for name in DAY_FIELDS) for _on, row in special),
            found={one.fingerprint: digest(one) for one in findings},
            over=joined(one.parts for one in findings if one.rule == ContactPressure.code),
        )
    )


def narrowed(context: Context, people: AbstractBitMap) -> Context:
    """The context without other plans, its sets of customers cut down to these people."""

    def cut(sets: Mapping[str, AbstractBitMap]) -> dict[str, AbstractBitMap]:
        return {name: found & people for name, found in sets.items()}

    return replace(
        context,
        plans=(),
        earlier=(),
        workdays=DayTable(),
        touches=tuple(replace(one, persons=one.persons & people) for one in context.touches),
        holdings=tuple(replace(one, persons=one.persons & people) for one in context.holdings),
        do_not_contact=cut(context.do_not_contact),
        consented=cut(context.consented),
        groups=cut(context.groups),
        members=context.members & people,
        targets={
            product: replace(one, parties=one.parties & people)
            for product, one in context.targets.items()
        },
        given=replace(
            context.given,
            had=tuple(replace(one, persons=one.persons & people) for one in context.given.had),
            promises=tuple(
                replace(one, persons=one.persons & people) for one in context.given.promises
            ),
        ),
    )


def other_plan(plan: PlanSnapshot) -> OtherPlan:
    ended_on = plan.ends_on if plan.planned_until else None
    return plan.code, plan.revision, str(plan.state), ended_on, plan.set_rank


def sold_by(plans: Iterable[PlanSnapshot]) -> Sold:
    offers = [(plan.code, offer) for plan in plans for offer in plan.offers]
    return Sold(
        families={offer.product: offer.family for _code, offer in offers},
        groups={
            (code, offer.number): offer.exclusive_groups
            for code, offer in offers
            if offer.exclusive_groups
        },
    )


def digest(found: FindingDraft) -> str:
    """The same for the same finding: its case, severity, facts and persons."""
    told = [found.rule, found.case, str(found.severity), found.facts]
    sha = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode())
    if found.persons is not None:
        whole = found.persons.copy()
        whole.run_optimize()
        sha.update(bytes(whole.serialize()))
    return sha.hexdigest()


def unpacked(data: bytes) -> Kept | None:
    """A run as it was kept, without the other plans; None for one that another release kept in a
    shape that this one does not know.
    """
    try:
        kept: Kept = unpack(data, CLASSES)
    except (KeyError, TypeError):
        return None
    return replace(kept, context=replace(kept.context, workdays=day_table(kept.days)))


def day_table(rows: Sequence[Sequence[object]]) -> DayTable:
    days = [WorkDay(**dict(zip(DAY_FIELDS, row, strict=True))) for row in rows]
    return DayTable({day.on: day for day in days})
