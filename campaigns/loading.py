"""Plan versions with all their parts, read in one statement: every list comes as an array of JSON
beside its version and becomes rows again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, Model, QuerySet, Subquery

from campaigns.models import (
    AudienceSource,
    Campaign,
    ExplanationScript,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
    Wave,
)
from common.nested import WrittenOnce, array_of, rows_of
from common.written import OneOf, read_keys
from organization.enums import UnitKind
from organization.models import Unit

ALL_BRANCHES = "all_branches"


@dataclass(frozen=True, slots=True)
class Part:
    """A list of a version, by its accessor. ``joined`` are the foreign keys that come with it."""

    name: str
    model: type[Model]
    joined: tuple[str, ...] = ()
    order: tuple[str, ...] = ("position", "id")
    version: str = "version"

    def of(self, version: Any) -> ArraySubquery:
        rows = self.model._default_manager.filter(**{self.version: version})
        return array_of(rows.order_by(), *self.joined)


PARTS = (
    Part("offers", Offer, ("product", "product__family")),
    Part("participants", Participation, ("unit", "product")),
    Part("targets", Target),
    Part("placements", Placement, ("channel", "product")),
    Part("waves", Wave, version="placement__version"),
    Part("sources", AudienceSource, ("segment", "campaign", "members")),
    Part("resource_requests", ResourceRequest, ("resource", "unit")),
    Part("selling_points", SellingPoint),
    Part("explanations", ExplanationScript, ("against",), order=("id",)),
)


def whole(version_ids: Iterable[int]) -> dict[int, PlanVersion]:
    """Versions with all their parts, in one query, by key."""
    return {row.pk: _with_parts(row) for row in read_keys(_whole, version_ids)}


def _whole(keys: Any) -> QuerySet[PlanVersion]:
    return _and_parts(PlanVersion.objects.filter(OneOf("pk", keys)))


def with_plan(campaigns: QuerySet[Campaign]) -> Campaign | None:
    """The first plan of a queryset, with its working version and all its parts, in two queries."""
    plan = campaigns.select_related(
        "owner_unit", "initiative", "author", "in_force", "amends__in_force"
    ).first()
    if plan is not None and plan.working_id:
        plan.working = whole([plan.working_id])[plan.working_id]
        plan.working.campaign = plan
    return plan


def with_parts(versions: QuerySet[PlanVersion]) -> dict[int, PlanVersion]:
    """The versions of a queryset with all their parts, in one query, by key."""
    return {row.pk: _with_parts(row) for row in _and_parts(versions)}


def _and_parts(versions: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    rows = versions.select_related(
        "campaign__owner_unit",
        "campaign__initiative",
        "audience_set",
        "eligibility_set",
        "submitted_by",
    )
    arrays = {f"{part.name}_json": WrittenOnce(part.of, F("pk")) for part in PARTS}
    arrays["branches_json"] = WrittenOnce(_branches, F("pk"))
    arrays[ALL_BRANCHES] = WrittenOnce(_all_branches, output_field=IntegerField())
    return rows.annotate(**arrays)


def _branches(version: Any) -> ArraySubquery:
    through = PlanVersion.branches.through.objects.filter(planversion=version)
    ordered = through.order_by(*(f"unit__{name}" for name in Unit._meta.ordering or ()))
    return array_of(ordered, prefix="unit__")


def _all_branches() -> Subquery:
    count = Unit.objects.filter(kind=UnitKind.BRANCH).order_by().values("kind")
    return Subquery(count.annotate(n=Count("pk")).values("n"))


def branches_there(version: PlanVersion) -> int:
    """How many branches the company has; of a version that was read with its parts."""
    return vars(version)[ALL_BRANCHES] or 0


def _with_parts(version: PlanVersion) -> PlanVersion:
    found: dict[str, list[Any]] = {
        part.name: sorted(
            rows_of(part.model, version.__dict__.pop(f"{part.name}_json")),
            key=attrgetter(*part.order),
        )
        for part in PARTS
    }
    found["branches"] = rows_of(Unit, version.__dict__.pop("branches_json"))
    waves = found.pop("waves")
    for part in PARTS:
        for row in found.get(part.name, ()):
            row.version = version
    hold(version, found)
    for placement in found["placements"]:
        own = {"waves": waves, "exclusions": found["sources"]}
        hold(placement, {name: _own(placement, "placement", rows) for name, rows in own.items()})
    for participant in found["participants"]:
        hold(participant, {"targets": _own(participant, "participation", found["targets"])})
    # The names under which the API reads them.
    vars(version)["own_targets"] = [row for row in found["targets"] if row.participation_id is None]
    vars(version)["plan_sources"] = [row for row in found["sources"] if row.placement_id is None]
    return version


def _own(parent: Model, key: str, rows: Sequence[Any]) -> list[Any]:
    own = [row for row in rows if getattr(row, f"{key}_id") == parent.pk]
    for row in own:
        setattr(row, key, parent)
    return own


def hold(row: Model, parts: Mapping[str, Sequence[Any]]) -> None:
    """Let ``row.<name>.all()`` answer with these rows, as after ``prefetch_related``."""
    held = vars(row).setdefault("_prefetched_objects_cache", {})
    for name, rows in parts.items():
        held.pop(name, None)
        queryset = getattr(row, name).all()
        queryset._result_cache, queryset._prefetch_done = list(rows), True
        held[name] = queryset
