"""What the demo's units settle between them: a job that follows the first checks, for only then is
there something to settle.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from campaigns.models import Campaign
from campaigns.people import heads_of, people_with, planners_of
from common import clock, jobs
from common.errors import Refused
from common.job_kinds import Claim
from common.models import Job, JobState
from coordination.meeting.commands import call_meeting
from coordination.models import Negotiation
from coordination.negotiation.commands import (
    change_negotiation,
    open_negotiation,
    propose_way_out,
    state_position,
)
from coordination.negotiation.people import ROLES, sides_of
from demo.amendments import bring_one_into_force
from findings.commands import comment_finding
from findings.enums import FindingState
from findings.models import Finding
from findings.ordering import worst_first
from organization.enums import Role
from organization.models import Unit, User
from preflight.engine import CHECK_JOB
from preflight.rules.offer_clash import OfferClash

KIND, KEY = "demo.negotiate", "demo"
LATER = dt.timedelta(seconds=5)
WORDS = "集团成员已按协议通知，撤回会引起投诉；请贵部先动。"
TASK = "东湖的请求已按上限减过一次，请帮忙调剂。"
POSITIONS = (
    "物料已发到网点，档期改不了；愿意剔除共同客户，但要对方写好解释口径。",
    "集团协议已签到年底，档位不能改；请对方提前或剔除。",
)


def ask_for_it(now: dt.datetime) -> None:
    """Have the units negotiate as soon as the plans are checked."""
    jobs.enqueue(KIND, KEY, now=now)


def negotiate(claim: Claim) -> None:
    """The job: wait for the first checks, then an amendment in force, a proposal, a dispute, a
    task.
    """
    now = clock.now()
    waiting = Job.objects.filter(kind=CHECK_JOB, state__in=[JobState.PENDING, JobState.RUNNING])
    with transaction.atomic():
        if not jobs.finish(claim, now=now):
            return
        if waiting.exists():
            jobs.enqueue(KIND, KEY, not_before=now + LATER, now=now)
            return
        if not Negotiation.objects.exists():
            bring_one_into_force(now)
            talk(now)


def talk(now: dt.datetime) -> None:
    """What stands in docs/demo.md."""
    shared = between_two()
    if shared:
        propose(shared[0], now)
    if len(shared) > 1:
        dispute(shared[1], now)
    ask_a_third(now)
    if shared:
        leader = people_with({Role.LEADERSHIP}, Unit.objects.earliest("path"))[0]
        call_meeting(held_on=clock.today(now), place="公司二楼会议室", actor=leader, now=now)


def between_two() -> list[Finding]:
    """Open findings between two departments with ways out for both, the latest plans first, but for
    the first clash, which is left to whoever looks.
    """
    rows = worst_first(Finding.objects.filter(state=FindingState.OPEN))
    found = []
    for finding in rows.prefetch_related("sides__campaign__owner_unit"):
        plans = sides_of(finding)
        changed = {way["campaign"] for way in finding.ways_out}
        if len({plan.owner_unit_id for plan in plans}) == 2 and len(changed) == 2:
            found.append((max(plan.code for plan in plans), finding))
    ranked = [one for _code, one in sorted(found, key=lambda one: one[0], reverse=True)]
    clashes = [one for one in ranked if one.rule == OfferClash.code]
    return [one for one in [*clashes[:-1], *ranked] if one not in clashes[-1:]]


def propose(finding: Finding, now: dt.datetime) -> None:
    """One side proposes what the other could do, and both talk about it."""
    own, other = (one_of(plan) for plan in sides_of(finding)[:2])
    way = way_of(finding, sides_of(finding)[0])
    propose_way_out(finding_id=finding.pk, way_out_id=way, actor=other, text=WORDS, now=now)
    for author, text in ((own, f"@{other} 可以剔除，口径谁来写？"), (other, "口径由我们写。")):
        comment_finding(finding_id=finding.pk, actor=author, text=text, now=now)


def dispute(finding: Finding, now: dt.datetime) -> None:
    """Both sides state their positions, and one head asks leadership to decide."""
    plans = sides_of(finding)
    negotiation = open_negotiation(finding_id=finding.pk, actor=one_of(plans[0]), now=now)
    for plan, text in zip(plans, POSITIONS, strict=False):
        state_position(
            negotiation_id=negotiation.pk, campaign=plan, actor=one_of(plan), text=text, now=now
        )
    change_negotiation(
        negotiation_id=negotiation.pk,
        name="escalate",
        actor=heads_of(plans[0].owner_unit)[0],
        reason="两轮未成，上线在即。",
        now=now,
    )


def ask_a_third(now: dt.datetime) -> None:
    """A planner asks for what is somebody else's work."""
    for finding in Finding.objects.filter(state=FindingState.OPEN).order_by("first_seen_at", "pk"):
        for way in finding.ways_out:
            if way["kind"] not in ROLES:
                continue
            plan = Campaign.objects.select_related("owner_unit").get(code=way["campaign"])
            try:
                propose_way_out(
                    finding_id=finding.pk,
                    way_out_id=way["id"],
                    actor=one_of(plan),
                    text=TASK,
                    now=now,
                )
            except Refused:
                continue
            return


def one_of(plan: Campaign) -> User:
    """Who writes plans for the plan's unit."""
    return planners_of(plan.owner_unit)[0]


def way_of(finding: Finding, plan: Campaign) -> str:
    """The way out that changes a plan."""
    return next(str(way["id"]) for way in finding.ways_out if way["campaign"] == plan.code)
