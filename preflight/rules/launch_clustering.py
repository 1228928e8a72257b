from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from common.clock import monday
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import PLAN, UNIT, Count, Day, Facts, Figure, Many, Note, Per, Record
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.measures import POINTS
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shift

MOST_WEEKS_AWAY = 8


class LaunchClustering(Rule):
    """Too many plans start in one week (Monday to Sunday): the points of their categories, province
    plans included, against the limit of each branch (warning) and of the company (blocking).
    Source: rules.md, launch-clustering.
    """

    code = "launch-clustering"
    title = _("Launch clustering")
    accepted_by = Acceptor.LEADERSHIP
    severities = (Severity.BLOCKING, Severity.WARNING)
    messages = {
        "company": _(
            "In the week of %(week)s the launches of the company come to %(points)s points,"
            " %(over_by)s over the limit of %(limit)s; this plan has %(points_plan)s, and with"
            " approved plans alone it would be %(points_approved)s."
        ),
        "branch": _(
            "In the week of %(week)s the launches in %(crowded_branches)s come to %(points)s"
            " points, %(over_by)s over the limit of %(limit)s; this plan has %(points_plan)s, and"
            " with approved plans alone it would be %(points_approved)s."
        ),
    }
    subject = Facts(day=Day())
    facts = Facts(
        points=Count(
            figure=Figure(_("Points of the week"), note=Note(_("limit %(n)s"), n="limit"))
        ),
        points_plan=Count(figure=Figure(_("Of them this plan"), unit=POINTS)),
        over_by=Count(figure=Figure(_("Over by"))),
        limit=Count(figure=Figure(_("Limit"))),
        week=Day(),
        points_approved=Count(),
        points_company=Count(),
        by_branch=Per(UNIT, Count()),
        crowded_branches=Many(UNIT),
        plans=Many(Record({"campaign": PLAN, "points": Count()})),
    )
    way_out_kinds = (WayOutKind.SHIFT_DATES,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        policies = context.policies
        week = monday(plan.starts_on)
        others = [other for other in context.in_play() if monday(other.starts_on) == week]
        every = [plan, *others]
        points = {one.code: policies.launch_points(one.category) for one in every}
        branches = sorted(plan.branches or context.branches)
        by_branch = {
            code: sum(points[one.code] for one in every if one.runs_in(code)) for code in branches
        }
        company = sum(points.values())
        crowded = [code for code in branches if by_branch[code] > policies.launch_branch_limit]
        if company > policies.launch_company_limit:
            case, total, limit, counted = "company", company, policies.launch_company_limit, every
        elif crowded:
            worst = max(crowded, key=lambda code: (by_branch[code], code))
            case, total, limit = "branch", by_branch[worst], policies.launch_branch_limit
            counted = [one for one in every if one.runs_in(worst)]
        else:
            return
        approved = sum(points[one.code] for one in counted if one is plan or one.is_decided)
        yield self.finding(
            plan,
            case=case,
            severity=Severity.BLOCKING if case == "company" else Severity.WARNING,
            subject={"day": week},
            facts={
                "week": week,
                "points": total,
                "points_approved": approved,
                "points_plan": points[plan.code],
                "limit": limit,
                "over_by": total - limit,
                "points_company": company,
                "by_branch": by_branch,
                "crowded_branches": crowded,
                "plans": [
                    {"campaign": one.code, "points": points[one.code]}
                    for one in sorted(counted, key=lambda one: (-points[one.code], one.code))
                ],
            },
            ways_out=list(other_weeks(plan, context)) if context.needs_ways_out else (),
        )


def weeks_points(
    starts_on: dt.date, plan: PlanSnapshot, others: Sequence[PlanSnapshot], context: Context
) -> tuple[int, int]:
    """Points of the company, and of the fullest of the plan's branches, if the plan started on a
    day.
    """
    policies = context.policies
    there = [plan, *(other for other in others if monday(other.starts_on) == monday(starts_on))]
    company = sum(policies.launch_points(one.category) for one in there)
    branches = plan.branches or context.branches
    fullest = max(
        (
            sum(policies.launch_points(one.category) for one in there if one.runs_in(code))
            for code in branches
        ),
        default=company,
    )
    return company, fullest


def other_weeks(plan: PlanSnapshot, context: Context) -> Iterator[WayOut]:
    """The same weekday in the nearest weeks with room: the nearest one later, and the nearest one
    earlier.
    """
    if not plan.is_movable:
        return
    others = context.in_play()
    steps = []
    for direction in (1, -1):
        for weeks in range(1, MOST_WEEKS_AWAY + 1):
            starts_on = plan.starts_on + dt.timedelta(weeks=direction * weeks)
            company, fullest = weeks_points(starts_on, plan, others, context)
            if (
                starts_on >= context.as_of
                and company <= context.policies.launch_company_limit
                and fullest <= context.policies.launch_branch_limit
            ):
                steps.append((weeks, starts_on, company))
                break
    for weeks, starts_on, company in sorted(steps, key=lambda one: one[0]):
        limit = context.policies.launch_company_limit
        yield shift(plan, starts_on, weeks_moved=weeks, points_after=company, limit=limit)
