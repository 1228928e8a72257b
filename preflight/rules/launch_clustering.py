from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from common.clock import monday
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import PLAN, UNIT, Count, Day, Facts, Figure, Many, Note, Per, Record
from findings.types import FindingDraft, WayOut
from preflight.context import WEEKS_AROUND, Context
from preflight.hints import codes, starting_with
from preflight.measures import POINTS
from preflight.open_amendments import launching
from preflight.rule import Rule
from preflight.shared_facts import CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import may_launch, shift


class LaunchClustering(Rule):
    """Too many plans start in one week (Monday to Sunday): the points of their categories, province
    plans included, against the limit of each branch (warning) and of the company (blocking). A week
    that is over crowds nobody any more; a plan and its open amendment count once where they start
    in one week. Source: rules.md, launch-clustering.
    """

    code = "launch-clustering"
    title = _("Launch clustering")
    accepted_by = Acceptor.LEADERSHIP
    leadership_limits = {"company": "launch_company_limit", "branch": "launch_branch_limit"}
    severities = (Severity.BLOCKING, Severity.WARNING)
    compares_plans = True
    untouched_by = TERMS_ONLY | CONTACTS_ONLY
    messages = {
        "company": _(
            "In the week of %(week)s the launches of the company come to %(points)s points,"
            " %(over_by)s over the limit of %(limit)s: this plan %(points_plan)s, approved plans"
            " %(points_approved)s, plans in coordination %(points_pending)s."
        ),
        "branch": _(
            "In the week of %(week)s the launches in %(crowded_branches)s come to %(points)s"
            " points, %(over_by)s over the limit of %(limit)s: this plan %(points_plan)s, approved"
            " plans %(points_approved)s, plans in coordination %(points_pending)s."
        ),
        "intended": _(
            "In the week of %(week)s the launches come to %(points)s points of a limit of"
            " %(limit)s, and these announced intentions mean to start then, too: %(intentions)s."
            " What they weigh is not known, so it cannot be ruled out that the limit is passed."
        ),
    }
    subject = Facts(day=Day())
    facts = (
        Facts(
            points=Count(
                figure=Figure(_("Points of the week"), note=Note(_("limit %(n)s"), n="limit"))
            ),
            limit=Count(),
            week=Day(),
        )
        + Facts(
            points_plan=Count(figure=Figure(_("Of them this plan"), unit=POINTS)),
            over_by=Count(figure=Figure(_("Over by"))),
            points_approved=Count(figure=Figure(_("Approved plans"), unit=POINTS)),
            points_pending=Count(figure=Figure(_("In coordination"), unit=POINTS)),
            points_company=Count(),
            by_branch=Per(UNIT, Count()),
            crowded_branches=Many(UNIT),
            plans=Many(Record({"campaign": PLAN, "points": Count()}), counted=POINTS),
        ).only("company", "branch")
        + Facts(intentions=Many(PLAN)).only("intended")
    )
    way_out_kinds = (WayOutKind.SHIFT_DATES,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        policies = context.policies_on(plan.starts_on)
        week = monday(plan.starts_on)
        if week + dt.timedelta(weeks=1) <= context.as_of:
            return
        others = [
            other
            for other in launching((*context.plans, *context.launches))
            if monday(other.starts_on) == week
        ]
        every = [plan, *others]
        points = {one.code: points_of(one, context) for one in every}
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
            yield from self.hinted(plan, context, company, by_branch)
            return
        beside = [one for one in counted if one is not plan]
        approved = sum(points[one.code] for one in beside if not one.is_pending)
        yield self.finding(
            plan,
            case=case,
            severity=Severity.BLOCKING if case == "company" else Severity.WARNING,
            subject={"day": week},
            facts={
                "week": week,
                "points": total,
                "points_approved": approved,
                "points_pending": sum(points[one.code] for one in beside) - approved,
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

    def hinted(
        self, plan: PlanSnapshot, context: Context, company: int, by_branch: Mapping[str, int]
    ) -> Iterator[FindingDraft]:
        """Intentions that could fill the week, of the company or of a branch, for who still
        drafts.
        """
        policies, there = context.policies_on(plan.starts_on), starting_with(plan, context)
        most = policies.most_launch_points
        sums = [(company, policies.launch_company_limit, len(there))] + [
            (points, policies.launch_branch_limit, sum(one.runs_in(code) for one in there))
            for code, points in by_branch.items()
        ]
        over = [(points, limit) for points, limit, more in sums if points + more * most > limit]
        if not over:
            return
        points, limit = max(over, key=lambda one: one[0] / max(one[1], 1))
        week = monday(plan.starts_on)
        yield self.finding(
            plan,
            case="intended",
            severity=Severity.WARNING,
            subject={"day": week},
            facts={"week": week, "points": points, "limit": limit, "intentions": codes(there)},
            names=codes(there),
        )


def points_of(plan: PlanSnapshot, context: Context) -> int:
    """What the plan's launch weighs on its day."""
    return context.policies_on(plan.starts_on).launch_points(plan.category)


Launches = list[tuple[PlanSnapshot, int]]


def weeks_points(moved: PlanSnapshot, there: Launches, context: Context) -> tuple[int, int]:
    """Points of the company, and of the fullest of the plan's branches, in the week in which the
    plan starts; ``there`` are the others that do, with their points.
    """
    every = [(moved, points_of(moved, context)), *there]
    company = sum(points for _one, points in every)
    branches = moved.branches or context.branches
    fullest = max(
        (sum(points for one, points in every if one.runs_in(code)) for code in branches),
        default=company,
    )
    return company, fullest


def by_week(plans: Iterable[PlanSnapshot], context: Context) -> dict[dt.date, Launches]:
    """The plans that start in each week, by its Monday, with their points."""
    weeks: dict[dt.date, Launches] = {}
    for one in launching(plans):
        weeks.setdefault(monday(one.starts_on), []).append((one, points_of(one, context)))
    return weeks


def other_weeks(plan: PlanSnapshot, context: Context) -> Iterator[WayOut]:
    """The same weekday in the nearest weeks with room, on which launch and pushes meet open days:
    the nearest one later, and the nearest one earlier.
    """
    if not plan.is_movable:
        return
    weeks_of_others = by_week((*context.plans, *context.launches), context)
    steps = []
    for direction in (1, -1):
        for weeks in range(1, WEEKS_AROUND + 1):
            starts_on = plan.starts_on + dt.timedelta(weeks=direction * weeks)
            moved = plan.moved(starts_on)
            policies = context.policies_on(starts_on)
            there = weeks_of_others.get(monday(starts_on), [])
            company, fullest = weeks_points(moved, there, context)
            if (
                starts_on >= context.as_of
                and may_launch(moved, context)
                and company <= policies.launch_company_limit
                and fullest <= policies.launch_branch_limit
            ):
                steps.append((weeks, starts_on, company, policies.launch_company_limit))
                break
    for weeks, starts_on, company, limit in sorted(steps, key=lambda one: one[0]):
        yield shift(plan, starts_on, weeks_moved=weeks, points_after=company, limit=limit)
