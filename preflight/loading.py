"""Loading what rules read, with the plans of `stored_plans` and the facts of `master_data`. How
many queries that takes does not depend on the plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from django.db.models import Q

from campaigns.enums import ACTIVE_STATES, DECIDED
from campaigns.models import Campaign, PlanVersion
from common import changelog
from customers import bitmaps, queries
from organization.policies import values_between
from preflight import master_data, past_contacts
from preflight.context import Context, PastContacts
from preflight.lists import lists_for
from preflight.master_data import OVER
from preflight.measures import A_WINDOW
from preflight.plans import Planes, snapshot_of, widest_span
from preflight.policies import PREFIX, Policies
from preflight.promises import given_facts
from preflight.snapshot import PlanSnapshot
from preflight.stored_plans import COMPARED_PARTS, lazy_planes, sets_of, stored_plan

# No policy window is longer, so that all values that can matter are read at once.
LONGEST_WINDOW = dt.timedelta(days=A_WINDOW.most or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A plan, its context, the references by which the run can be replayed, and how many of a
    hundred persons were in the control group from when.
    """

    plan: PlanSnapshot
    context: Context
    inputs: dict[str, Any]
    control: tuple[tuple[dt.date, int], ...] = ()


def load(
    version: PlanVersion,
    as_of: dt.date,
    *,
    is_submission: bool = True,
) -> Loaded:
    """Everything a check of the version reads, as of a day."""
    planes = lazy_planes()
    plan = stored_plan(version.campaign, version, today=as_of, planes=planes)
    return load_context(plan, as_of=as_of, is_submission=is_submission, planes=planes)


def load_context(
    plan: PlanSnapshot,
    *,
    as_of: dt.date,
    is_submission: bool = True,
    is_preview: bool = False,
    start_from: dt.date | None = None,
    start_until: dt.date | None = None,
    planes: Planes | None = None,
    around: Around | None = None,
) -> Loaded:
    """The context of a plan, stored or not; wide enough for every start from ``start_from`` to
    ``start_until``. ``around`` are the plans and touches near it, where they are read already.
    """
    calendar_version = changelog.current_version()
    first, last = widest_span(plan, from_day=start_from, until_day=start_until)
    values = values_between(min(first, as_of) - LONGEST_WINDOW, max(last, as_of) + LONGEST_WINDOW)
    (_first, policies), *later = [(day, Policies.from_values(found)) for day, found in values]
    every = [policies, *(held for _day, held in later)]
    margin = dt.timedelta(days=max(one.widest_window for one in every))
    lead = dt.timedelta(days=min(one.renewal_lead_days for one in every))
    planes = planes or lazy_planes()
    near = around or read_around(first, last, margin, as_of=as_of, but=plan.code, planes=planes)
    plans, sets = near.plans, near.sets
    control = tuple(planes().control.sizes)
    channels = master_data.channel_facts()
    fits = master_data.loading_fits(plan)
    workdays = master_data.workdays(min(first, as_of), last)
    lists = lists_for(plan, first, last, as_of=as_of)
    given = given_facts(plan, first, last, values)
    context = Context(
        as_of=as_of,
        plans=plans,
        intentions=master_data.intentions(plan, first, last, margin) if is_preview else (),
        policies=policies,
        later_policies=tuple(later),
        touches=near.touches,
        channels=channels,
        fits=fits,
        closed=master_data.closed_days(first, last),
        holidays=workdays.holidays,
        workdays=workdays,
        launches=(
            master_data.launches(plan, first, last, but=[one.code for one in plans])
            if around is None
            else ()
        ),
        holdings=master_data.holdings(plan, first + lead),
        supplies=master_data.supplies_for(plan, lists.media_slots),
        unevaluated=lists.unevaluated,
        results=lists.results,
        checklists=lists.checklists,
        targets=master_data.targets_of(plan, lists.targets, as_of=as_of),
        has_targets=bool(lists.targets),
        brands_apart=lists.brands_apart,
        themes=lists.themes,
        communications=lists.communications,
        media_slots=lists.media_slots,
        moments=lists.moments,
        terms=lists.terms,
        drafts=lists.drafts,
        tariffs=lists.tariffs,
        hotline=lists.hotline,
        given=given,
        do_not_contact=(
            {
                kind: queries.do_not_contact(kind, today=as_of)
                for kind in master_data.push_classes(plan, channels)
            }
            if is_submission
            else {}
        ),
        consented=(
            {
                kind: queries.consented(kind, today=as_of)
                for kind in master_data.push_classes(plan, channels)
            }
            if is_submission
            else {}
        ),
        groups={
            group: queries.group_members(group)
            for group in sorted(
                {fit.group for fit in fits} | {one.group for one in lists.moments if one.group}
            )
        },
        branches=master_data.branches(),
        members=queries.people_of_organisations(),
        people_of=bitmaps.people_by_organisation(plan.audience) if fits else {},
        calendar_version=calendar_version,
        is_submission=is_submission,
        is_preview=is_preview,
    )
    held = {
        day: {
            key.removeprefix(PREFIX): str(value)
            for key, value in found.items()
            if key.startswith(PREFIX)
        }
        for day, found in values
    }
    inputs = {
        "schema": 1,
        "as_of": as_of,
        "campaign": plan.code,
        "revision": plan.revision,
        "plans": [
            {
                "campaign": one.code,
                "revision": one.revision,
                "state": str(one.state),
                "audience_set": sets[one.code],
            }
            for one in plans
        ],
        "policies": held[max(day for day in held if day <= as_of)],
        "later_policies": [
            {"from": day, "values": one} for day, one in held.items() if day > as_of
        ],
        "control_group": control,
        "calendar_version": calendar_version,
    }
    return Loaded(plan=plan, context=context, inputs=inputs, control=control)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The plans that can matter in a span of days, with their audience sets, and what was sent."""

    plans: tuple[PlanSnapshot, ...]
    sets: dict[str, int | None]
    touches: tuple[PastContacts, ...]


def around(first: dt.date, last: dt.date, *, as_of: dt.date) -> Around:
    """What lies around a span of days, by the policies that are valid in it."""
    values = values_between(min(first, as_of) - LONGEST_WINDOW, max(last, as_of) + LONGEST_WINDOW)
    widest = max(Policies.from_values(found).widest_window for _day, found in values)
    return read_around(first, last, dt.timedelta(days=widest), as_of=as_of)


def read_around(
    first: dt.date,
    last: dt.date,
    margin: dt.timedelta,
    *,
    as_of: dt.date,
    but: str = "",
    planes: Planes | None = None,
) -> Around:
    """What lies in a span of days widened by ``margin``, without the plan ``but``."""
    plans, sets = plans_around(first, last, margin, but=but, planes=planes)
    touches = past_contacts.past_contacts(first - margin, last, as_of)
    return Around(plans=plans, sets=sets, touches=touches)


def plans_around(
    first: dt.date,
    last: dt.date,
    around: dt.timedelta,
    *,
    but: str = "",
    planes: Planes | None = None,
) -> tuple[tuple[PlanSnapshot, ...], dict[str, int | None]]:
    """Every plan in play, or ended, whose window widened by ``around`` (the widest policy window)
    meets the span, without the plan ``but``; with their audience sets.
    """
    spans = {"starts_on__lte": last + around, "ends_on__gte": first - around}
    meets = Q(**{f"working__{key}": value for key, value in spans.items()}) | Q(
        **{f"in_force__{key}": value for key, value in spans.items()}
    )
    rows = (
        Campaign.objects.filter(meets, state__in=ACTIVE_STATES | OVER)
        .exclude(code=but)
        .select_related("owner_unit")
        .order_by("code")
    )
    chosen = {
        row: (row.in_force_id if row.state in DECIDED | OVER else None) or row.working_id or 0
        for row in rows
    }
    versions = {
        one.pk: one
        for one in PlanVersion.objects.filter(pk__in=chosen.values()).prefetch_related(
            *COMPARED_PARTS
        )
    }
    there = {
        row: versions[key]
        for row, key in chosen.items()
        if key
        and versions[key].starts_on <= last + around
        and versions[key].ends_on >= first - around
    }
    sets = sets_of(there.values())
    planes = planes or lazy_planes()
    plans = tuple(
        snapshot_of(row, version, sets, planes, is_checked=False) for row, version in there.items()
    )
    return plans, {row.code: version.audience_set_id for row, version in there.items()}


def submitted_versions(campaigns: Iterable[str]) -> list[PlanSnapshot]:
    """The two versions of each plan that were submitted last, as others are compared with them:
    what it says, and what it said before.
    """
    rows = (
        PlanVersion.objects.filter(campaign__code__in=campaigns, submitted_at__isnull=False)
        .select_related("campaign__owner_unit")
        .prefetch_related(*COMPARED_PARTS)
        .order_by("campaign", "-number")
    )
    versions = [one for _plan, own in groupby(rows, _campaign_key) for one in islice(own, 2)]
    sets, planes = sets_of(versions), lazy_planes()
    return [snapshot_of(one.campaign, one, sets, planes, is_checked=False) for one in versions]


def _campaign_key(version: PlanVersion) -> int:
    return version.campaign_id
