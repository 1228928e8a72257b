"""What follows for commitments from the life of their plan: asked at submission, asked again where
terms changed, withdrawn with the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaigns.models import Campaign, PlanVersion
from campaigns.workflow.running import branches_of
from campaigns.workflow.step import Step as PlanStep
from common import clock, locks
from coordination.commitments.notices import notices_about
from coordination.commitments.people import Places, performers
from coordination.commitments.policies import CLAIM_DAYS, PROMISE_DAYS, days_of
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import OVER, UNKEPT, Mode
from coordination.enums import CommitmentState as S
from coordination.models import Commitment, Playbook, PlaybookItem, PlaybookVersion
from coordination.models.terms import WORDS
from coordination.playbooks.composing import items_of, newest
from organization.models import Notice, Unit, User
from organization.notices import tell
from organization.workdays import LONGEST_BREAK, DayTable, day_table

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """One commitment that a plan needs: an item of its playbook, asked in one unit."""

    item: PlaybookItem
    performer: Unit
    customer: Unit

    @property
    def key(self) -> Key:
        return self.item.component_id, self.performer.pk


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one submission: today, the launch, by when what is asked is claimed and answered,
    and which days between are worked.
    """

    today: dt.date
    launch: dt.date
    table: DayTable
    claim_by: dt.date
    answer_by: dt.date

    def due(self, days_before: int) -> tuple[dt.date, dt.date]:
        """The day counted back from the launch, and the one that holds: where that has passed, the
        next working day, at most the launch itself.
        """
        asked = self.table.back(self.launch, days_before)
        if asked >= self.today:
            return asked, asked
        return asked, max(min(self.table.forward(self.today, 1), self.launch), self.today)


def calendar_of(today: dt.date, launch: dt.date) -> Calendar:
    first = min(today, launch) - 2 * LONGEST_BREAK - LONGEST_BREAK
    table = day_table(first, max(today, launch) + 2 * LONGEST_BREAK)
    claim, answer = days_of(today, CLAIM_DAYS, PROMISE_DAYS)
    return Calendar(today, launch, table, table.forward(today, claim), table.forward(today, answer))


def playbook_for(version: PlanVersion, present: Sequence[Commitment]) -> PlaybookVersion | None:
    """The version that the plan was first submitted with, as long as its category and mode stay;
    else the newest. An urgent plan takes the workgroup's, where there is one.
    """
    found = {one.mode: one for one in Playbook.objects.filter(category=version.category)}
    modes = (Mode.WORKGROUP, Mode.FLOW) if version.is_urgent else (Mode.FLOW,)
    kept = {one.item.version.playbook_id: one.item.version for one in present}
    for playbook in (found[mode] for mode in modes if mode in found):
        if playbook.pk in kept or playbook.is_active:
            return kept.get(playbook.pk) or newest(playbook)
    return None


def asks_of(campaign: Campaign, items: Sequence[PlaybookItem]) -> list[Ask]:
    """What the plan needs by the items of its playbook."""
    if not items:
        return []
    version = campaign.working
    named = list(version.branches.all()) if version is not None else []
    places = Places(campaign.owner_unit, named or branches_of(campaign))
    return [
        Ask(item, unit, customer)
        for item in items
        for customer in places.of(item.customer_role, item.customer_unit)[:1]
        for unit in places.of(item.performer_role, item.performer_unit)
    ]


def ask(step: PlanStep) -> None:
    """Ask for what the plan's playbook wants, keep promises whose terms are what they were, ask
    again where they changed, and withdraw what is not wanted any more. An amendment asks nobody
    until it is in force.
    """
    campaign, version = step.campaign, step.campaign.working
    if version is None or campaign.is_amendment:
        return
    present = locks.many(
        Commitment.objects.filter(campaign=campaign)
        .exclude(state=S.WITHDRAWN)
        .select_related("item__version", "performer_unit", "customer_unit", "claimed_by")
    )
    items = items_of(playbook_for(version, present))
    if not items and not present:
        return
    asks = {one.key: one for one in asks_of(campaign, items)}
    days = calendar_of(clock.today(step.now), version.starts_on)
    known = {(one.item.component_id, one.asked_unit_id): one for one in present}
    for key, commitment in known.items():
        commitment.campaign = campaign
        if key in asks:
            renew(commitment, asks[key], days, step)
        elif commitment.state not in OVER:
            take(commitment, "withdraw", step)
    new = [one for key, one in asks.items() if key not in known]
    made = make(campaign, new, days, step, first=number_after(campaign))
    link({**known, **made}, asks)
    step.details |= {"asked": len(made)}


def number_after(campaign: Campaign) -> int:
    return Commitment.objects.filter(campaign=campaign).count() + 1


def make(
    campaign: Campaign, asks: Sequence[Ask], days: Calendar, step: PlanStep, *, first: int
) -> dict[Key, Commitment]:
    """Write the commitments that are asked for the first time, and tell their performers."""
    rows = []
    for number, one in enumerate(asks, start=first):
        asked_on, due_on = days.due(one.item.days_before)
        words = {name: getattr(one.item, name) for name in WORDS}
        rows.append(
            Commitment(
                code=f"{campaign.code}-{number:02d}",
                campaign=campaign,
                item=one.item,
                **words
                | {
                    "performer_unit": one.performer,
                    "customer_unit": one.customer,
                    "asked_unit": one.performer,
                },
                days_before=one.item.days_before,
                gate=one.item.gate,
                launch_on=days.launch,
                asked_due_on=asked_on,
                due_on=due_on,
                is_compressed=asked_on < days.today,
                claim_by=days.claim_by,
                answer_by=days.answer_by,
                state_since=step.now,
                created_at=step.now,
                updated_at=step.now,
            )
        )
    Commitment.objects.bulk_create(rows)
    tell(_told(rows, step))
    return {(one.item.component_id, one.asked_unit_id): one for one in rows}


def _told(rows: Sequence[Commitment], step: PlanStep) -> Iterator[Notice]:
    people: dict[tuple[str, int], list[User]] = {}
    for one in rows:
        key = (one.performer_role, one.performer_unit_id)
        if key not in people:
            people[key] = performers(one)
        yield from notices_about(people[key], "requested", one, now=step.now, by=step.actor)


def link(known: Mapping[Key, Commitment], asks: Mapping[Key, Ask]) -> None:
    """Write what waits for what, as the playbook says it: in branches each for its own branch."""
    rows = []
    through = Commitment.waits_for.through
    by_component: dict[int, list[Commitment]] = {}
    for (component, _unit), commitment in known.items():
        by_component.setdefault(component, []).append(commitment)
    for key, one in asks.items():
        for item in one.item.waits_for.all():
            others = by_component.get(item.component_id, [])
            same = [other for other in others if other.asked_unit_id == one.performer.pk]
            rows += [
                through(from_commitment_id=known[key].pk, to_commitment_id=other.pk)
                for other in same or others
            ]
    through.objects.filter(from_commitment__in=[each.pk for each in known.values()]).delete()
    through.objects.bulk_create(rows)


def renew(commitment: Commitment, one: Ask, days: Calendar, step: PlanStep) -> None:
    """Hold what stands against the plan as it is now. Kept or waived stays; an earlier launch or
    other terms ask again; a later launch gives more time, unless another day was agreed.
    """
    if commitment.state not in UNKEPT:
        return
    item, today = one.item, days.today
    asked_on, due_on = days.due(item.days_before)
    was_agreed = commitment.renegotiated > 0
    words_changed = terms_of(item) != terms_of(commitment.item)
    is_earlier = days.launch < commitment.launch_on
    is_redated = days.launch > commitment.launch_on
    commitment.launch_on, commitment.asked_due_on = days.launch, asked_on
    if not (words_changed or is_earlier or is_redated):
        return
    if words_changed:
        commitment.item, commitment.gate = item, item.gate
        commitment.days_before = item.days_before
        for name in ("name", "name_en", "conditions", "conditions_en"):
            setattr(commitment, name, getattr(item, name))
    again = words_changed or is_earlier or commitment.state == S.BROKEN
    if again or not was_agreed:
        commitment.due_on, commitment.is_compressed = due_on, asked_on < today
    if again:
        commitment.answer_by = days.answer_by
        commitment.reminded_on = None
        take(commitment, "ask_again", step)
    else:
        commitment.save()


def terms_of(item: PlaybookItem) -> dict[str, object]:
    return {**item.words(), "days_before": item.days_before, "gate": item.gate}


def take(commitment: Commitment, name: str, step: PlanStep) -> None:
    """A step of the system that follows from the plan's, under the plan's lock and the row's."""
    row = COMMITMENT.rows[name]
    moved = COMMITMENT.begin(
        name, commitment, actor=None, target=row.target, now=step.now, reason=step.reason
    )
    if row.effect is not None:
        row.effect(moved)
    COMMITMENT.record(moved, notices=row.notices)


def withdraw_all(step: PlanStep) -> None:
    """The plan is given up or over: nothing more is asked for it."""
    open_ones = Commitment.objects.filter(campaign=step.campaign).exclude(state__in=[*OVER, S.DONE])
    rows = open_ones.select_related("performer_unit", "customer_unit", "claimed_by")
    for one in locks.many(rows):
        one.campaign = step.campaign
        take(one, "withdraw", step)
