"""The plans that can matter in a span of days, and what was sent in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from django.db.models import Q

from campaigns.amendment_codes import plan_of
from campaigns.enums import ACTIVE_STATES, DECIDED
from campaigns.models import Campaign, PlanVersion
from organization.policies import values_between
from preflight import past_contacts
from preflight.context import PastContacts
from preflight.kept_plans import PLAN_ROW, compared_plans
from preflight.master_data import OVER
from preflight.measures import A_WINDOW
from preflight.open_amendments import adding
from preflight.plans import Planes, PlanRow
from preflight.policies import Policies
from preflight.snapshot import PlanSnapshot
from preflight.stored_plans import lazy_planes

# No policy window is longer, so that all values that can matter are read at once.
LONGEST_WINDOW = dt.timedelta(days=A_WINDOW.most or 0)
VERSIONS, DAYS = ("working", "in_force"), ("pk", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent from one day to another."""

    since: dt.date
    until: dt.date
    touches: tuple[PastContacts, ...]

    def covers(self, since: dt.date, until: dt.date) -> bool:
        return self.since <= since and until <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The plans that can matter in a span of days, with their audience sets, and what was sent."""

    plans: tuple[PlanSnapshot, ...]
    sets: dict[str, int | None]
    sent: Sent


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
    sent: Sent | None = None,
) -> Around:
    """What lies in a span of days widened by ``margin``, without the plan ``but``; what was
    ``sent`` is not read again where it was read already.
    """
    plans, sets = plans_around(first, last, margin, but=but, planes=planes)
    since, until = first - margin, min(last, as_of)
    if sent is None or not sent.covers(since, until):
        sent = Sent(since, until, past_contacts.past_contacts(since, last, as_of))
    return Around(plans=plans, sets=sets, sent=sent)


def own_versions(code: str) -> Q:
    """The plan of that code, as it is and as its amendments would have it."""
    plan = plan_of(code)
    return Q(code=plan) | Q(amends__code=plan)


def plans_around(
    first: dt.date,
    last: dt.date,
    around: dt.timedelta,
    *,
    but: str = "",
    planes: Planes | None = None,
) -> tuple[tuple[PlanSnapshot, ...], dict[str, int | None]]:
    """Every plan in play, or ended, whose window widened by ``around`` (the widest policy window)
    meets the span, without the plan ``but``; with their audience sets. An open amendment stands
    beside its plan with what it adds.
    """
    spans = {"starts_on__lte": last + around, "ends_on__gte": first - around}
    meets = Q(**{f"working__{key}": value for key, value in spans.items()}) | Q(
        **{f"in_force__{key}": value for key, value in spans.items()}
    )
    rows = (
        Campaign.objects.filter(meets, state__in=ACTIVE_STATES | OVER)
        .exclude(own_versions(but))
        .order_by("code")
        .values_list(*PLAN_ROW, *(f"{name}__{day}" for name in VERSIONS for day in DAYS))
    )
    chosen: dict[int, PlanRow] = {}
    for row in rows:
        plan, days = PlanRow(*row[: len(PLAN_ROW)]), row[len(PLAN_ROW) :]
        working, in_force = days[:3], days[3:]
        is_settled = plan.state in DECIDED | OVER and in_force[0] is not None
        key, starts_on, ends_on = in_force if is_settled else working
        if key and starts_on <= last + around and ends_on >= first - around:
            chosen[key] = plan
    kept = compared_plans(chosen, planes or lazy_planes())
    plans = adding([one.snapshot for one in kept.values()])
    return plans, {one.snapshot.code: one.audience_set for one in kept.values()}


def submitted_versions(campaigns: Iterable[str]) -> list[PlanSnapshot]:
    """The two versions of each plan that were submitted last, as others are compared with them:
    what it says, and what it said before.
    """
    rows = (
        PlanVersion.objects.filter(campaign__code__in=campaigns, submitted_at__isnull=False)
        .order_by("campaign", "-number")
        .values_list("pk", *(f"campaign__{name}" for name in PLAN_ROW))
    )
    newest = [row for _code, own in groupby(rows, itemgetter(1)) for row in islice(own, 2)]
    kept = compared_plans({key: PlanRow(*plan) for key, *plan in newest}, lazy_planes())
    return [one.snapshot for one in kept.values()]
