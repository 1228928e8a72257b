"""Which plans a change touches: the one place that says what findings stand on.

Every change is in the change log, so every command, import and page is heard here. A change that
is not in the table touches all plans in play: too many checks are dear, a missing one is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign, PlanVersion
from common import clock, following, jobs
from common.job_kinds import Claim
from common.models import Change, JobState
from common.write import came_about
from findings.commands import request_recheck
from findings.enums import UNSETTLED
from findings.models import CheckRun, FindingSide
from organization.policies import values_between
from preflight import master_data, promises
from preflight.around import LONGEST_WINDOW, plans_around, submitted_versions
from preflight.meeting import may_matter
from preflight.policies import Policies
from preflight.readers import DAY, OF_ALL, READERS, asking, everybody

FOLLOW_JOB = "preflight.follow"

RANK = "rank"
# Steps after which a plan says something else to others, or counts for them in another way.
STEPS = (
    "submit",
    "apply_way_out",
    "recall",
    "return_to_plan",
    "reject",
    "withdraw",
    "merge",
    "amended",
    "lapse",
    "end",
    "approve",
    "suspend",
    "resume",
    RANK,
)
# Who gives way stands on its own page, too; a new name is a text that rules read, and who will not
# join has nothing in the plan any more.
OWN = (RANK, "rename", "participants")
# Steps after which only the unit's own plans are to be seen anew.
EVALUATION = "evaluate"
# Nothing that is checked reads cycles and initiatives, or what people say to each other.
UNREAD = ("campaigns", "talks")
FOLLOWED = ~Q(kind__in=UNREAD) & (~Q(kind="campaign") | Q(operation__in=(*STEPS, *OWN, EVALUATION)))

Versions = dict[str, int]


def follow(claim: Claim) -> None:
    """The job ``preflight.follow``: have every plan checked again that was touched since, unless
    its newest check has read the change or is still to begin.
    """
    now = clock.now()
    changes = list(following.unread(FOLLOW_JOB))
    touched = touched_by(changes, today=clock.today(now))
    with transaction.atomic():
        if not jobs.finish(claim, now=now):
            return
        if changes:
            following.settle(FOLLOW_JOB, changes[-1].version)
        for campaign in behind(touched):
            request_recheck(campaign, now=now)


def is_behind() -> bool:
    """Whether there are changes that the follower has not settled."""
    return following.unread(FOLLOW_JOB).exists()


def behind(touched: Mapping[str, int]) -> list[Campaign]:
    """The plans, of those touched by a change of that version, whose newest check has not read
    it.
    """
    plans = (
        Campaign.objects.active()
        .filter(code__in=touched)
        .exclude(pk__in=unbegun())
        .annotate(
            read=Max(
                "check_runs__calendar_version",
                filter=Q(check_runs__job__state=JobState.DONE, check_runs__version=F("working")),
            )
        )
        .order_by("pk")
    )
    return [plan for plan in plans if plan.read is None or plan.read < touched[plan.code]]


def unbegun() -> QuerySet[CheckRun, int]:
    """The plans whose first check waits: it will read the world as it is then."""
    return CheckRun.objects.filter(
        campaign__state=CampaignState.CHECKING, job__state=JobState.PENDING
    ).values_list("campaign", flat=True)


def touched_by(changes: Iterable[Change], *, today: dt.date) -> Versions:
    """The codes of the plans in play that changes, in their order, touch, each with the version of
    the newest one.
    """
    steps: Versions = {}
    touched: Versions = {}
    newest: dict[tuple[str, ...], Change] = {}
    for change in changes:
        if change.kind == "campaign" and change.operation in (*STEPS, *OWN):
            if change.operation in STEPS:
                steps[change.code] = change.version
            if change.operation in OWN:
                touched[change.code] = change.version
        elif change.kind in READERS:
            newest[change.kind, change.operation, change.code] = change
        else:
            newest[OF_ALL] = change  # a year of days is one question
    for change in sorted(newest.values(), key=lambda one: one.version):
        plans = READERS.get(change.kind, everybody)(change)
        touched |= dict.fromkeys(plans.values_list("code", flat=True), change.version)
    for code, version in by_plans(steps, today=today).items():
        touched[code] = max(version, touched.get(code, 0))
    return touched


def by_plans(steps: Mapping[str, int], *, today: dt.date) -> Versions:
    """The plans that are touched by steps of others: those that the rules would compare with what
    these say or said before, that ask for the same resources, give something similar to some of the
    same persons, or share an open finding.
    """
    changed = submitted_versions(steps)
    if not changed:
        return {}
    channels = master_data.channel_facts()
    first, last = min(one.starts_on for one in changed), max(one.ends_on for one in changed)
    held = values_between(min(first, today) - LONGEST_WINDOW, max(last, today) + LONGEST_WINDOW)
    widest = max(Policies.from_values(values).widest_window for _day, values in held)
    around = dt.timedelta(days=widest)
    there, _sets = plans_around(first, last, around)
    pairs = [
        (one.code, other.code)
        for one in changed
        for other in there
        if other.is_active
        and other.code != one.code
        and may_matter(one, other, around=around, channels=channels)
    ]
    touched: Versions = {}
    for mover, code in [
        *pairs,
        *by_resource(steps),
        *promises.pairs_with(steps),
        *by_finding(steps),
    ]:
        touched[code] = max(steps[mover], touched.get(code, 0))
    return touched


def by_resource(steps: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a plan that changed and one in play that asks for the same resource."""
    asked: dict[int, set[str]] = {}
    rows = PlanVersion.objects.filter(campaign__code__in=steps, submitted_at__isnull=False)
    for code, resource in rows.values_list("campaign__code", "resource_requests__resource"):
        if resource is not None:
            asked.setdefault(resource, set()).add(code)
    others = asking(asked).values_list("code", "working__resource_requests__resource")
    return [
        (mover, code)
        for code, resource in others
        for mover in asked.get(resource, ())
        if mover != code
    ]


def by_finding(steps: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a plan that changed and one in play with which it shares an unsettled finding."""
    rows = FindingSide.objects.filter(
        campaign__code__in=steps,
        finding__state__in=UNSETTLED,
        finding__sides__campaign__state__in=ACTIVE_STATES,
    ).values_list("campaign__code", "finding__sides__campaign__code")
    return [(mover, code) for mover, code in rows if mover != code]


# What of a plan stands on the other things that change


def note_day(now: dt.datetime) -> None:
    """That a day begins is a change: what was to come has been, and policies begin to hold."""
    day = clock.today(now).isoformat()
    if not Change.objects.filter(kind=DAY, code=day).exists():
        with transaction.atomic():
            came_about(DAY, "begins", of=[day], now=now)
