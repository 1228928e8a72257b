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

from campaigns.enums import Evidence
from channels.enums import Fit
from findings.enums import FindingClass, Severity, WayOutKind
from findings.types import FindingDraft, jsonable
from organization.models import WorkDay
from organization.workdays import DayTable
from preflight import context as around
from preflight import snapshot, snapshot_parts
from preflight.context import Context
from preflight.law import TermFacts
from preflight.loading import Loaded
from preflight.packing import pack, unpack
from preflight.policies import Policies
from preflight.readiness import Due, Gate
from preflight.snapshot import PlanSnapshot
from resources.availability import Coming, Held, Supply

DAY_FIELDS = ("on", "kind", "name", "name_en", "is_official")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How persons were counted: who is counted as whom, and how many were held out from when."""

    control: tuple[tuple[dt.date, int], ...] = ()
    aliases: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlan:
    """A plan that was compared with: its revision, and what may have changed of it since. Offers
    are given by family and exclusive groups, which master data says.
    """

    code: str
    revision: int
    state: str
    ended_on: dt.date | None = None
    families: tuple[str, ...] = ()
    groups: tuple[frozenset[str], ...] = ()
    set_rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A run as it was. ``found`` is a digest of each finding, by its fingerprint."""

    plan: PlanSnapshot
    context: Context
    others: tuple[OtherPlan, ...]
    standing: Standing
    days: tuple[tuple[dt.date, str, str, str, bool], ...]
    found: Mapping[str, str]


CLASSES = {
    one.__name__: one
    for one in (
        *(Kept, OtherPlan, Standing, Context, Policies, PlanSnapshot, DayTable, TermFacts),
        *(Due, Gate, Evidence),
        *(Supply, Coming, Held, Fit, Severity, FindingClass, WayOutKind),
        *(
            held
            for module in (around, snapshot, snapshot_parts)
            for held in vars(module).values()
            if isinstance(held, type)
        ),
    )
}


def packed(loaded: Loaded, findings: Iterable[FindingDraft], same: Mapping[int, int]) -> bytes:
    """What is kept of a run that found this while ``same`` were counted as others."""
    plan, context = loaded.plan, loaded.context
    special = sorted(context.workdays.special.items())
    return pack(
        Kept(
            plan=plan,
            context=narrowed(context, plan.audience | plan.eligibility),
            others=tuple(other_plan(one) for one in context.plans),
            standing=Standing(control=loaded.control, aliases=same),
            days=tuple(
                tuple(getattr(row, name) for name in DAY_FIELDS)  # type: ignore[misc]  # as declared
                for _on, row in special
            ),
            found={one.fingerprint: digest(one) for one in findings},
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
    )


def other_plan(plan: PlanSnapshot) -> OtherPlan:
    return OtherPlan(
        code=plan.code,
        revision=plan.revision,
        state=str(plan.state),
        ended_on=plan.ends_on if plan.planned_until else None,
        families=tuple(one.family for one in plan.offers),
        groups=tuple(one.exclusive_groups for one in plan.offers),
        set_rank=plan.set_rank,
    )


def digest(found: FindingDraft) -> str:
    """The same for the same finding: its case, severity, facts and persons."""
    told = [found.rule, found.case, str(found.severity), jsonable(found.facts)]
    sha = hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode())
    if found.persons is not None:
        whole = found.persons.copy()
        whole.run_optimize()
        sha.update(bytes(whole.serialize()))
    return sha.hexdigest()


def unpacked(data: bytes) -> Kept:
    """A run as it was kept, without the other plans."""
    kept: Kept = unpack(data, CLASSES)
    return replace(kept, context=replace(kept.context, workdays=day_table(kept.days)))


def day_table(rows: Sequence[Sequence[object]]) -> DayTable:
    days = [WorkDay(**dict(zip(DAY_FIELDS, row, strict=True))) for row in rows]
    return DayTable({day.on: day for day in days})
