"""Planning a cycle in steps, moving one, bringing a plan in late, saying what came of an
initiative.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.access import may_write
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Initiative, PlanningCycle
from campaigns.people import leaders
from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse, words_within
from common.write import check_etag, written
from coordination.cadence.access import reviews_as, steers_as
from coordination.cadence.days import cut_offs
from coordination.cadence.notices import tell_step
from coordination.cadence.plans import intake_on
from coordination.cadence.workflow import CYCLE_STEP
from coordination.enums import StepKind, StepState, Verdict
from coordination.models import CycleStep, InitiativeReview, InitiativeTarget, LateEntry
from organization.models import User

S = StepState
MAX_WORDS = 400


@transaction.atomic
def plan_in_steps(
    *, cycle: PlanningCycle, actor: User | None, now: dt.datetime | None = None
) -> list[CycleStep]:
    """Give a cycle its steps with their cut-off days; the first one opens at once. ``actor`` None
    is the clock. Raises ``Refused``: 403 for anybody but leadership, 409 where it has them, or is
    over.
    """
    at = now or clock.now()
    if actor is not None and steers_as(actor) is None:
        raise Refused(NO_PERMISSION)
    locks.one(PlanningCycle, cycle.pk)
    if cycle.steps.exists():
        refuse("planned", _("This cycle is planned in steps already."))
    today = clock.today(at)
    if cycle.ends_on < today:
        refuse("over", _("This cycle is over."))
    days = cut_offs(cycle, today)
    steps = CycleStep.objects.bulk_create(
        CycleStep(
            code=f"{cycle.code}-{kind}",
            cycle=cycle,
            kind=kind,
            position=place,
            state=S.OPEN if place == 1 else S.COMING,
            opened_on=today if place == 1 else None,
            due_on=days[kind],
            first_due_on=days[kind],
            updated_at=at,
        )
        for place, kind in enumerate(StepKind, start=1)
    )
    written(
        "plan_in_steps",
        "cycle_step",
        cycle.code,
        actor=actor,
        now=at,
        log=("cycle", "steps"),
        acting_for=(steers_as(actor) or "") if actor is not None else "",
        details={"due": {one.kind: one.due_on.isoformat() for one in steps}},
    )
    return steps


@transaction.atomic
def change_step(
    *,
    step: CycleStep,
    name: str,
    actor: User | None,
    reason: str = "",
    until: dt.date | None = None,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> CycleStep:
    """Move a step of a cycle. Raises ``Refused``: 404 unknown, 403 not theirs, 409 not now, 400 at
    what is missing, 412 changed since it was read.
    """
    moved = CYCLE_STEP.apply(
        name, step.pk, actor=actor, reason=reason, read={"etag": etag}, now=now, until=until
    )
    return moved.obj


@transaction.atomic
def enter_late(
    *, campaign: Campaign, reason: str, actor: User, now: dt.datetime | None = None
) -> LateEntry:
    """Say why a plan comes into its cycle after the cut-off; it is urgent, and leadership is told.

    Raises ``Refused``: 403 for who does not write the plan, 409 for a plan that was submitted
    before, that no cut-off holds up, or that is not urgent, 400 without a reason.
    """
    at = now or clock.now()
    if not may_write(actor, campaign):
        raise Refused(NO_PERMISSION)
    locked = locks.one(Campaign, campaign.pk)
    words = words_within(reason, MAX_WORDS, attr="reason")
    if not words:
        refuse("required", _("Say why it comes late."), status=400, attr="reason")
    if locked.state != CampaignState.DRAFT or locked.revision or locked.working is None:
        refuse("submitted", _("This plan has been submitted already."))
    step = intake_on(locked.working.starts_on)
    if step is None or not is_shut(step, clock.today(at)):
        refuse("in-time", _("No cut-off holds this plan up."))
    if not locked.working.is_urgent:
        refuse("not-urgent", _("After the cut-off only urgent plans come in. Mark it urgent."))
    entry, _new = LateEntry.objects.update_or_create(
        campaign=locked,
        defaults={"step": step, "reason": words, "entered_by": actor, "entered_at": at},
    )
    tell_step(
        leaders(locked.owner_unit), "late_entry", step, now=at, plan=locked.name, reason=words
    )
    written(
        "enter_late",
        "campaign",
        locked.code,
        actor=actor,
        now=at,
        log=("cycle", "late"),
        unit=locked.owner_unit.code,
        reason=words,
        details={"cycle": step.cycle.code},
    )
    return entry


def is_shut(step: CycleStep, today: dt.date) -> bool:
    """Whether plans come in no more but as urgent ones: after the cut-off, or once it is closed."""
    return step.state == S.CLOSED or today > step.due_on


@transaction.atomic
def review_initiative(
    *,
    initiative: Initiative,
    cycle: PlanningCycle,
    verdict: str,
    words: str,
    actor: User,
    came: Mapping[str, Decimal | None] | None = None,
    coming: Mapping[str, Decimal | None] | None = None,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> InitiativeReview:
    """Say what came of an initiative in a cycle and whether it goes on: ``came`` by indicator, and
    the figures of the next cycle of the kind, ``coming``. What is stopped is no longer offered to
    plans.

    Raises ``Refused``: 403 for anybody but the head of its owner and leadership, 404 for an
    initiative without figures in the cycle, 409 before the review is open, 400 at what is missing,
    412 stale.
    """
    at = now or clock.now()
    acting = reviews_as(actor, initiative)
    if acting is None:
        raise Refused(NO_PERMISSION)
    locks.one(Initiative, initiative.pk)
    step = cycle.steps.select_related("cycle").filter(kind=StepKind.REVIEW).first()
    if step is None or not step.is_under_work:
        refuse("not-open", _("The review of this cycle is not open."))
    targets = {one.indicator: one for one in cycle.targets.filter(initiative=initiative)}
    if not targets:
        refuse("not-found", _("This initiative has no figures in this cycle."), status=404)
    if verdict not in Verdict.values:
        refuse("required", _("Say whether it goes on."), status=400, attr="verdict")
    said = words_within(words, MAX_WORDS, attr="words")
    if not said:
        refuse("required", _("Say what was learned."), status=400, attr="words")
    if unknown := (set(came or {}) | set(coming or {})) - set(targets):
        refuse("unknown", _("This initiative has no such figure."), status=400, attr=min(unknown))
    found = InitiativeReview.objects.filter(initiative=initiative, cycle=cycle).first()
    if found is not None:
        check_etag(found.etag, etag)
    review = found or InitiativeReview(initiative=initiative, cycle=cycle, etag=0)
    review.verdict, review.words = verdict, said
    review.reviewed_by, review.reviewed_at = actor, at
    review.etag += 1
    review.save()
    for indicator, value in (came or {}).items():
        targets[indicator].came = value
        targets[indicator].save(update_fields=["came"])
    if verdict == Verdict.STOP:
        Initiative.objects.filter(pk=initiative.pk).update(is_active=False)
    else:
        Initiative.objects.filter(pk=initiative.pk).update(is_active=True)
        _carry_on(initiative, cycle, coming or {})
    written(
        "review_initiative",
        "initiative",
        initiative.code,
        actor=actor,
        now=at,
        log=("cycle", "review"),
        unit=initiative.owner_unit.code,
        reason=said,
        acting_for=acting,
        details={"cycle": cycle.code, "verdict": verdict},
    )
    return review


def _carry_on(
    initiative: Initiative, cycle: PlanningCycle, coming: Mapping[str, Decimal | None]
) -> None:
    """Write the figures of the next cycle, where there is one."""
    after = next_of(cycle)
    if after is None:
        return
    for indicator, value in coming.items():
        if value is not None:
            InitiativeTarget.objects.update_or_create(
                initiative=initiative, cycle=after, indicator=indicator, defaults={"value": value}
            )


def next_of(cycle: PlanningCycle) -> PlanningCycle | None:
    """The cycle of the same kind that follows."""
    rows = PlanningCycle.objects.filter(kind=cycle.kind, starts_on__gt=cycle.ends_on)
    return rows.order_by("starts_on").first()
