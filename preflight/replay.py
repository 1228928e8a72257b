"""Asking the rules of a finished run again, on what it stood on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from campaigns.control_group import ControlGroup
from campaigns.models import PlanVersion
from campaigns.waves import Hundredths, hundredths
from customers import aliases, bitmaps
from findings.models import CheckRun, KeptRun
from findings.types import FindingDraft
from preflight.engine import evaluate
from preflight.kept_plans import PLAN_ROW
from preflight.kept_run import Kept, Sold, digest, unpacked
from preflight.open_amendments import adding
from preflight.plans import PlanRow, snapshot_of
from preflight.snapshot import PlanSnapshot
from preflight.version_rows import parts_by_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a run finds when it is asked again: ``same`` findings, those that read otherwise now,
    those that it found then only, those that it finds now only.
    """

    same: tuple[str, ...]
    differing: tuple[FindingDraft, ...]
    missing: tuple[str, ...]
    added: tuple[FindingDraft, ...]

    @property
    def is_same(self) -> bool:
        return not (self.differing or self.missing or self.added)


def replayed(run: CheckRun) -> Replay | None:
    """The run once more; None where what it stood on is no longer kept. Nothing is written."""
    row = KeptRun.objects.filter(run=run).first()
    kept = unpacked(bytes(row.data)) if row is not None else None
    if kept is None:
        return None
    context = replace(kept.context, plans=adding(list(others_of(kept))))
    found = {one.fingerprint: one for one in evaluate(kept.plan, context).findings}
    same = {key for key, one in found.items() if kept.found.get(key) == digest(one)}
    return Replay(
        same=tuple(sorted(same)),
        differing=in_order(found[key] for key in (found.keys() & kept.found.keys()) - same),
        missing=tuple(sorted(kept.found.keys() - found.keys())),
        added=in_order(found[key] for key in found.keys() - kept.found.keys()),
    )


def in_order(findings: Iterable[FindingDraft]) -> tuple[FindingDraft, ...]:
    return tuple(sorted(findings, key=lambda one: (one.rule, one.fingerprint)))


def others_of(kept: Kept) -> Iterator[PlanSnapshot]:
    """The plans that the run compared with, as it saw them."""
    rows = PlanVersion.objects.filter(
        campaign__code__in=[code for code, *_rest in kept.others],
        number__in={revision for _code, revision, *_rest in kept.others},
    ).values_list("pk", "number", *(f"campaign__{name}" for name in PLAN_ROW))
    found = {(code, number): (key, PlanRow(code, *more)) for key, number, code, *more in rows}
    there = [
        (key, row._replace(state=state, ended_on=ended_on, rank=rank))
        for code, revision, state, ended_on, rank in kept.others
        if (code, revision) in found
        for key, row in [found[code, revision]]
    ]
    parts = parts_by_version(key for key, _row in there)
    with aliases.read_as(kept.standing.aliases):
        sets = bitmaps.load_many(key for one in parts.values() for key in one.sets)
    now = hundredths()
    then = Hundredths(now.planes, ControlGroup(now.control.planes, kept.standing.control))
    for key, row in there:
        plan = snapshot_of(row, parts[key], sets, lambda: then, is_checked=False)
        yield as_sold_then(plan, kept.sold)


def as_sold_then(plan: PlanSnapshot, sold: Sold) -> PlanSnapshot:
    """The plan with its products as master data described them then."""
    return replace(
        plan,
        offers=tuple(
            replace(
                offer,
                family=sold.families.get(offer.product, offer.family),
                exclusive_groups=sold.groups.get((plan.code, offer.number), frozenset()),
            )
            for offer in plan.offers
        ),
    )
