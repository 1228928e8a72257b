"""Running the rules over a plan: claim, load, ask every rule, hand over what came of it."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from campaigns.models import Campaign
from common import clock
from common.job_kinds import Claim
from common.jobs import enqueue, finish
from customers.aliases import aliases, read_once
from findings import commands
from findings.enums import FindingClass, RunTrigger, Severity
from findings.models import CheckRun
from findings.types import CheckResult, FindingDraft
from preflight import loading, queries
from preflight.complaints import multiple_of
from preflight.context import Context
from preflight.kept_run import packed
from preflight.loading import Loaded
from preflight.looking_ahead import looked_ahead
from preflight.reading import Read, noted, watched
from preflight.risk import grade, is_harm_block
from preflight.rule import Rule
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot
from preflight.unchecked import UNCHECKED

logger = logging.getLogger(__name__)

CHECK_JOB, RECHECK_JOB = "preflight.check", "preflight.recheck"
PAUSE = dt.timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResults:
    """What the rules found. ``not_run`` are those that crashed or were left out; ``is_complete`` is
    False after a deadline.
    """

    findings: tuple[FindingDraft, ...]
    rules_run: int
    not_run: frozenset[str] = frozenset()
    is_complete: bool = True
    read: Mapping[str, Read] = field(default_factory=dict)


def evaluate(
    plan: PlanSnapshot,
    context: Context,
    *,
    rules: Iterable[Rule] | None = None,
    deadline: float | None = None,
) -> RuleResults:
    """Ask every rule. One that raises is logged and leaves a finding that says so; the others run.

    ``deadline`` is an instant of ``time.monotonic()`` after which no further rule is begun. What
    each rule reads of a watched context is told in ``read``.
    """
    findings: list[FindingDraft] = []
    crashed: set[str] = set()
    read: dict[str, Read] = {}
    asked = 0
    every = tuple(rules if rules is not None else all_rules())
    for rule in every:
        if deadline is not None and time.monotonic() > deadline:
            break
        asked += 1
        around = (
            replace(context, earlier=(*context.earlier, *findings)) if rule.runs_last else context
        )
        try:
            with noted(read.setdefault(rule.code, Read())):
                findings += list(rule.run(plan, around))
        except Exception:  # one broken rule must not hide what the others know
            logger.exception("rule %s failed on %s", rule.code, plan.code)
            crashed.add(rule.code)
            findings.append(could_not_check(rule, plan))
    return RuleResults(
        findings=tuple(findings),
        rules_run=asked - len(crashed),
        not_run=frozenset(crashed),
        is_complete=asked == len(every),
        read=read,
    )


def could_not_check(rule: Rule, plan: PlanSnapshot) -> FindingDraft:
    """Doubt is said: a warning for a rule about process, blocking for one about harm."""
    is_harm = rule.finding_class == FindingClass.HARM
    return FindingDraft(
        rule=UNCHECKED,
        case="harm" if is_harm else "process",
        severity=Severity.BLOCKING if is_harm else Severity.WARNING,
        finding_class=rule.finding_class,
        campaigns=(plan.code,),
        subject={"rule": rule.code},
        facts={"rule": rule.code, "missing": "answer"},
    )


def ask(plan: PlanSnapshot, context: Context, rules: Iterable[Rule]) -> tuple[FindingDraft, ...]:
    """What some rules find."""
    return evaluate(plan, context, rules=rules).findings


def outcome_of(loaded: Loaded) -> CheckResult:
    """The answers of all rules with the risk grade, and what each way out would lead to."""
    started_at = clock.now()
    plan, context = loaded.plan, loaded.context
    same = dict(aliases()[0])
    answers = evaluate(plan, watched(context))
    findings = looked_ahead(loaded, answers.findings, ask)
    past = multiple_of(plan, context)
    graded = grade(
        plan,
        context.policies_now,
        still_open(plan, answers.findings),
        history=past,
        checklists=context.checklists,
        own=context.assessment,
    )
    left_out = {
        rule.code for rule in all_rules() if rule.only_at_submission and not context.is_submission
    }
    return CheckResult(
        findings=findings,
        calendar_version=context.calendar_version,
        grade=graded.grade,
        risk=graded.as_json(),
        plans_compared=len(context.plans),
        rules_run=answers.rules_run,
        not_run=answers.not_run | left_out,
        inputs={
            **loaded.inputs,
            "rules": {code: read.as_json() for code, read in answers.read.items()},
        },
        kept=packed(loaded, answers.findings, same),
        started_at=started_at,
    )


def still_open(plan: PlanSnapshot, findings: tuple[FindingDraft, ...]) -> tuple[FindingDraft, ...]:
    """Findings without the harm that those whose right it is have accepted: only open harm makes
    a plan grade D.
    """
    if not any(is_harm_block(one) for one in findings):
        return findings
    accepted = queries.accepted_on(plan.code)
    return tuple(one for one in findings if one.fingerprint not in accepted)


def run(claim: Claim) -> None:
    """The job ``preflight.check``: check the version of a run and record what came of it."""
    run = queries.run_of(UUID(claim.payload["check_run"]))
    commands.start_run(run_id=run.pk)
    check(run, claim)


def recheck_job(claim: Claim) -> None:
    """The job ``preflight.recheck``: check a plan again because something around it changed. Beside
    a first check under way, which may have read the world before, it waits for its end.
    """
    code = claim.payload["campaign"]
    opened = commands.open_recheck(code=code, job_id=claim.job_id)
    if opened is not None:
        check(opened, claim)
        return
    with transaction.atomic():
        now = clock.now()
        if finish(claim, now=now) and queries.is_being_checked(code):
            enqueue(RECHECK_JOB, code, payload=claim.payload, not_before=now + PAUSE, now=now)


def check(run: CheckRun, claim: Claim) -> None:
    """Load, ask, record. Recording counts only while the job is still this worker's.

    What is asked at submission only is asked again while something that it found is unsettled, so
    that it can be seen to go.
    """
    asks_all = run.trigger == RunTrigger.SUBMISSION or queries.has_unsettled(
        run.campaign, [rule.code for rule in all_rules() if rule.only_at_submission]
    )
    run.version.campaign = run.campaign
    with read_once():
        loaded = loading.load(run.version, clock.today(), is_submission=asks_all)
        outcome = outcome_of(loaded)
    commands.record_findings(run_id=run.pk, claim=claim, outcome=outcome)


def stands_against(campaign: Campaign) -> list[FindingDraft]:
    """What is to be said of a plan at its last signature: what a check finds among the plans that
    are decided. One that is still pending never stands in the way. Findings that were accepted are
    left out.
    """
    if campaign.working is None:
        return []
    loaded = loading.load(campaign.working, clock.today(), is_submission=False)
    accepted = queries.accepted_fingerprints(campaign)
    return [
        found
        for found in evaluate(loaded.plan, loaded.context.with_decided_only()).findings
        if found.fingerprint not in accepted
    ]
