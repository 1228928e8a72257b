"""Asking the rules of a finished run again, on what it stood on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from campaigns.control_group import ControlGroup
from campaigns.models import PlanVersion
from campaigns.waves import Hundredths, hundredths
from customers import aliases
from findings.models import CheckRun, KeptRun
from findings.types import FindingDraft
from preflight.engine import evaluate
from preflight.kept_run import Kept, OtherPlan, digest, unpacked
from preflight.plans import snapshot_of
from preflight.snapshot import PlanSnapshot
from preflight.stored_plans import COMPARED_PARTS, sets_of


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
    if row is None:
        return None
    kept = unpacked(bytes(row.data))
    context = replace(kept.context, plans=tuple(others_of(kept)))
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
        campaign__code__in=[one.code for one in kept.others],
        number__in={one.revision for one in kept.others},
    )
    versions = {
        (one.campaign.code, one.number): one
        for one in rows.select_related("campaign__owner_unit").prefetch_related(*COMPARED_PARTS)
    }
    there = {
        one: version
        for one in kept.others
        if (version := versions.get((one.code, one.revision))) is not None
    }
    with aliases.read_as(kept.standing.aliases):
        sets = sets_of(there.values())
    now = hundredths()
    then = Hundredths(now.planes, ControlGroup(now.control.planes, kept.standing.control))
    for one, version in there.items():
        version.campaign.state, version.campaign.ended_on = one.state, one.ended_on
        plan = snapshot_of(version.campaign, version, sets, lambda: then, is_checked=False)
        yield as_sold_then(plan, one)


def as_sold_then(plan: PlanSnapshot, seen: OtherPlan) -> PlanSnapshot:
    """The plan with its products as master data described them then, and its rank."""
    return replace(
        plan,
        set_rank=seen.set_rank,
        offers=tuple(
            replace(offer, family=family, exclusive_groups=groups)
            for offer, family, groups in zip(plan.offers, seen.families, seen.groups, strict=True)
        ),
    )
