"""Loading what rules read, with the plans of `stored_plans` and the facts of `master_data`. How
many queries that takes does not depend on the plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from campaigns.models import PlanVersion
from common import changelog
from customers import aliases, bitmaps, caches, queries
from organization.models import Policy
from organization.policies import all_rows, values_of
from preflight import master_data
from preflight.around import LONGEST_WINDOW, Around, Sent, read_around
from preflight.context import Context
from preflight.lists import Lists, lists_farther, lists_for
from preflight.plans import Planes, widest_span
from preflight.policies import PREFIX, Policies
from preflight.pressure.kept import keep_up
from preflight.promises import given_facts
from preflight.snapshot import PlanSnapshot
from preflight.stored_plans import lazy_planes, stored_plan

# All lists are read as they are but this one, of which the sets are loaded.
LISTED = frozenset(one.name for one in fields(Lists)) - {"targets"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A plan, its context, the references by which the run can be replayed, and how many of a
    hundred persons were in the control group from when.
    """

    plan: PlanSnapshot
    context: Context
    inputs: dict[str, Any]
    control: tuple[tuple[dt.date, int], ...] = ()
    planes: Planes | None = None
    sent: Sent | None = None
    lists: Lists | None = None
    policies: Sequence[Policy] | None = None


def load(
    version: PlanVersion,
    as_of: dt.date,
    *,
    is_submission: bool = True,
) -> Loaded:
    """Everything a check of the version reads, as of a day."""
    customers = caches.state()
    planes = lazy_planes(customers)
    plan = stored_plan(version.campaign, version, today=as_of, planes=planes)
    return load_context(
        plan, as_of=as_of, is_submission=is_submission, planes=planes, customers=customers
    )


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
    customers: caches.State | None = None,
) -> Loaded:
    """The context of a plan, stored or not; wide enough for every start from ``start_from`` to
    ``start_until``. ``around`` are the plans and touches near it, ``customers`` what their tables
    stand at, where these are read already.
    """
    calendar_version = changelog.current_version()
    first, last = widest_span(plan, from_day=start_from, until_day=start_until)
    with aliases.read_once():
        near = near_days(
            plan,
            first,
            last,
            as_of=as_of,
            is_preview=is_preview,
            planes=planes or lazy_planes(),
            known=around,
        )
        anywhere = whenever(
            plan,
            near.lists,
            as_of=as_of,
            is_submission=is_submission,
            customers=customers or caches.state(),
        )
    context = Context(
        as_of=as_of,
        **near.fields,
        **anywhere,
        calendar_version=calendar_version,
        is_submission=is_submission,
        is_preview=is_preview,
    )
    keep_up(plan, context, first, last)
    return Loaded(
        plan=plan,
        context=context,
        inputs=inputs_of(plan, context, near),
        control=near.control,
        planes=near.planes,
        sent=near.sent,
        lists=near.lists,
        policies=near.policies,
    )


def farther(loaded: Loaded, first: dt.date, last: dt.date) -> Context:
    """The context for every start from the first to the last day; what does not depend on the days
    stays as it was loaded.
    """
    known = loaded.context
    days = widest_span(loaded.plan, from_day=first, until_day=last)
    with aliases.read_once():
        near = near_days(
            loaded.plan,
            *days,
            as_of=known.as_of,
            is_preview=known.is_preview,
            planes=loaded.planes or lazy_planes(),
            sent=loaded.sent,
            lists=loaded.lists,
            policies=loaded.policies,
        )
    return replace(known, **near.fields)


@dataclass(frozen=True, slots=True)
class NearDays:
    """Fields of a context that depend on the days that a plan may take up; the audience sets of the
    plans among them, and the policies as they are stored, with their values on these days.
    """

    fields: dict[str, Any]
    lists: Lists
    policies: Sequence[Policy]
    sets: dict[str, int | None]
    values: list[tuple[dt.date, dict[str, Any]]]
    planes: Planes
    sent: Sent | None

    @property
    def control(self) -> tuple[tuple[dt.date, int], ...]:
        return tuple(self.planes().control.sizes)


def near_days(
    plan: PlanSnapshot,
    first: dt.date,
    last: dt.date,
    *,
    as_of: dt.date,
    is_preview: bool,
    planes: Planes,
    known: Around | None = None,
    sent: Sent | None = None,
    lists: Lists | None = None,
    policies: Sequence[Policy] | None = None,
) -> NearDays:
    """What lies on and around these days, of which plans and touches may be ``known``, or touches
    alone; ``lists`` are those of other days, ``policies`` all that are stored.
    """
    stored = all_rows() if policies is None else policies
    values = values_of(
        stored, min(first, as_of) - LONGEST_WINDOW, max(last, as_of) + LONGEST_WINDOW
    )
    (_first, held), *later = [(day, Policies.from_values(found)) for day, found in values]
    every = [held, *(one for _day, one in later)]
    margin = dt.timedelta(days=max(one.widest_window for one in every))
    lead = dt.timedelta(days=min(one.renewal_lead_days for one in every))
    near = known or read_around(
        first, last, margin, as_of=as_of, but=plan.code, planes=planes, sent=sent
    )
    lists = (
        lists_farther(lists, plan, first, last, as_of=as_of)
        if lists
        else lists_for(plan, first, last, as_of=as_of)
    )
    found = {
        "plans": near.plans,
        "intentions": master_data.intentions(plan, first, last, margin) if is_preview else (),
        "policies": held,
        "later_policies": tuple(later),
        "touches": near.sent.touches,
        "holidays": lists.workdays.holidays,
        "launches": (
            master_data.launches(plan, first, last, but=[one.code for one in near.plans])
            if known is None
            else ()
        ),
        "holdings": master_data.holdings(plan, first + lead),
        "has_targets": bool(lists.targets),
        "given": given_facts(plan, first, last, values),
        **{name: getattr(lists, name) for name in LISTED},
    }
    return NearDays(found, lists, stored, near.sets, values, planes, near.sent)


def whenever(
    plan: PlanSnapshot,
    lists: Lists,
    *,
    as_of: dt.date,
    is_submission: bool,
    customers: caches.State,
) -> dict[str, Any]:
    """Fields of a context that are the same whenever the plan runs."""
    channels = master_data.channel_facts()
    fits = master_data.loading_fits(plan)
    groups = {fit.group for fit in fits} | {one.group for one in lists.moments if one.group}
    asked = master_data.push_classes(plan, channels) if is_submission else ()
    return {
        "channels": channels,
        "fits": fits,
        "supplies": master_data.supplies_for(plan, lists),
        "targets": master_data.targets_of(plan, lists.targets, as_of=as_of),
        "do_not_contact": {
            kind: queries.do_not_contact(kind, today=as_of, at=customers) for kind in asked
        },
        "consented": {kind: queries.consented(kind, today=as_of, at=customers) for kind in asked},
        "groups": {group: queries.group_members(group, customers) for group in sorted(groups)},
        "branches": master_data.branches(customers),
        "members": queries.people_of_organisations(customers),
        "people_of": bitmaps.people_by_organisation(plan.audience) if fits else {},
    }


def inputs_of(plan: PlanSnapshot, context: Context, near: NearDays) -> dict[str, Any]:
    """What was read, by name, so that the run can be replayed."""
    held = {
        day: {
            key.removeprefix(PREFIX): str(value)
            for key, value in found.items()
            if key.startswith(PREFIX)
        }
        for day, found in near.values
    }
    as_of = context.as_of
    return {
        "schema": 1,
        "as_of": as_of,
        "campaign": plan.code,
        "revision": plan.revision,
        "plans": [
            {
                "campaign": one.code,
                "revision": one.revision,
                "state": str(one.state),
                "audience_set": near.sets[one.code],
            }
            for one in context.plans
        ],
        "policies": held[max(day for day in held if day <= as_of)],
        "later_policies": [
            {"from": day, "values": one} for day, one in held.items() if day > as_of
        ],
        "control_group": near.control,
        "calendar_version": context.calendar_version,
    }
