"""What rules find in random companies, against their definitions read out person by person and day
by day: nothing is missed, and nothing is found that the definition does not say. Rules that are not
here have such a count in their own tests. ``--seeds 10`` looks at 3,000 companies.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment.first_checklists import FIRST_ITEMS
from findings.types import FindingDraft
from preflight.context import Context
from preflight.policies import Policies
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot
from tests.preflight.random_plans import A_DAY, company
from tests.seeds import times

COMPANIES = 300
PENDING = {"coordinating", "finalised"}
APPROVED = {"approved", "live", "suspended"}
PUBLIC = {"social-outlet", "own-hall"}
PUSH = {"sms": "sms", "outbound-call": "call", "app": "app"}
Said = tuple[Any, ...]


def week(day: dt.date) -> dt.date:
    return day - day.weekday() * A_DAY


def days_of(plan: PlanSnapshot) -> list[dt.date]:
    return [plan.starts_on + n * A_DAY for n in range((plan.ends_on - plan.starts_on).days + 1)]


def meet(own: Any, two: Any) -> bool:
    return own.family == two.family or bool(own.exclusive_groups & two.exclusive_groups)


# Each definition, as it is read out


def exclusive_products(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    last = own.starts_on + 90 * A_DAY
    for group in {one for offer in own.offers for one in offer.exclusive_groups}:
        bound = {
            person
            for person in own.eligibility
            for row in around.holdings
            if row.exclusive_group == group
            and row.product
            not in {one.product for one in own.offers if group in one.exclusive_groups}
            and person in row.persons
            and (row.ends_on is None or row.ends_on > last)
        }
        if bound:
            yield "blocking", group, len(bound)


def consent(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for one in own.placements if around.is_submission else ():
        if one.channel not in PUSH:
            continue
        kind = PUSH[one.channel]
        listed = {each for each in one.parties if each in around.do_not_contact.get(kind, ())}
        silent = {each for each in one.parties if each not in around.consented[kind]}
        if not around.channels[one.channel].needs_consent:
            silent = set()
        if listed or silent:
            yield "blocking", one.channel, len(listed | silent), len(listed), len(silent)


def opt_out_enrolment(own: PlanSnapshot, _around: Context) -> Iterator[Said]:
    by_default = [
        *((own.enrolment, one.monthly_fee) for one in own.offers),
        *((one.enrolment, one.monthly_fee) for one in own.participants),
    ]
    fees = [fee for how, fee in by_default if how != "opt_in"]
    if fees:
        persons = len(set(own.audience) | set(own.eligibility))
        yield "blocking", persons, f"{persons * sum(fees):.2f}"


def service_readiness(own: PlanSnapshot, _around: Context) -> Iterator[Said]:
    gates = {"submit", "finalise", *(["launch"] if own.state in APPROVED else [])}
    due = [row for row in FIRST_ITEMS if row["category"] == own.category and row["gate"] in gates]

    def is_there(evidence: str) -> bool:
        if evidence == "requests":
            return bool(own.requests)
        if evidence == "training_on":
            return dt.date(2026, 9, 20) < own.starts_on
        return bool(getattr(own.service_plan, evidence))

    weight = sum(row["weight"] for row in due)
    there = sum(row["weight"] for row in due if is_there(row["evidence"]))
    missing = [row for row in due if row["is_mandatory"] and not is_there(row["evidence"])]
    if missing or Fraction(there, weight) < Fraction(80, 100):
        yield "blocking", 100 * there // weight, len(missing)


def quiet_hours(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    untimed = 0
    for one in own.placements:
        for wave in one.waves:
            if wave.on < around.as_of:
                continue
            begins, ends = wave.starts_at, wave.ends_at
            if begins is None and ends is None:
                untimed += 1
            elif (begins and not dt.time(8) <= begins < dt.time(21)) or (
                ends and not dt.time(8) < ends <= dt.time(21)
            ):
                yield "blocking", one.channel, wave.number
    if untimed:
        yield "notice", untimed


def system_freeze(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for day in sorted({day for day, _kind in around.closed}):
        kinds = {kind for on, kind in around.closed if on == day}
        pushed = [
            wave
            for one in own.placements
            if one.channel in PUSH
            for wave in one.waves
            if wave.on == day
        ]
        if day >= around.as_of and (pushed or own.starts_on == day):
            severity = "blocking" if "freeze" in kinds else "warning"
            yield severity, day.isoformat(), sum(len(wave.persons) for wave in pushed)


def launch_clustering(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    there = [one for one in (own, *around.plans) if week(one.starts_on) == week(own.starts_on)]
    points = {one.code: Policies().launch_points(one.category) for one in there}
    company_points = sum(points.values())
    by_branch = [
        sum(points[one.code] for one in there if not one.branches or branch in one.branches)
        for branch in own.branches or around.branches
    ]
    if company_points > around.policies.launch_company_limit:
        yield "blocking", company_points
    elif max(by_branch) > around.policies.launch_branch_limit:
        yield "warning", max(by_branch)


def channel_fit(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for one in own.placements:
        sold = {one.product} if one.product else {offer.product for offer in own.offers}

        def unfit(fit: str, sold: set[Any] = sold, one: Any = one) -> set[int]:
            return {
                person
                for rule in around.fits
                if rule.fit == fit and rule.channel == one.channel and rule.product in sold
                for person in one.parties
                if person in around.groups[rule.group]
            }

        if forbidden := unfit("forbidden"):
            yield "blocking", one.channel, len(forbidden)
        elif (discouraged := unfit("discouraged")) and Fraction(
            len(discouraged), len(one.parties)
        ) >= Fraction(30, 100):
            yield "warning", one.channel, len(discouraged)


def audience_overlap(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for other in around.plans:
        shared = set(own.audience) & set(other.audience)
        fewer = min(len(own.audience), len(other.audience))
        runs = other.state != "ended" and set(days_of(own)) & set(days_of(other))
        if runs and len(shared) >= 6 and 100 * len(shared) >= 30 * fewer:
            yield "notice", other.code, len(shared)


def offer_stacking(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for other in around.plans:
        both = len(set(own.eligibility) & set(other.eligibility))
        pairs = [
            (mine, theirs)
            for mine in own.offers
            for theirs in other.offers
            if meet(mine, theirs)
            and not mine.exclusive_groups & theirs.exclusive_groups
            and False not in (mine.stackable, theirs.stackable)
        ]
        if not both or not pairs or not set(days_of(own)) & set(days_of(other)):
            continue
        values = [
            None if None in (mine.value, theirs.value) else mine.value + theirs.value
            for mine, theirs in pairs
        ]
        cost = None if None in values else f"{max(values) * both:.2f}"
        said = any(mine.stackable and theirs.stackable for mine, theirs in pairs)
        yield "warning", other.code, both, cost, said


def rate(one: Any) -> Fraction:
    if not one.pay:
        return Fraction(one.value) / (one.lock_months or 1)
    return Fraction(one.value) / Fraction(one.pay + one.min_spend * one.lock_months)


def differ(own: PlanSnapshot, other: PlanSnapshot) -> set[str] | None:
    """The products of offers that contradict each other, or may; None where none do."""
    mine = [one for one in own.offers if any(meet(one, two) for two in other.offers)]
    theirs = [one for one in other.offers if any(meet(one, two) for two in own.offers)]

    def nearest(one: Any, among: list[Any]) -> Any:
        close = [
            two
            for two in among
            if meet(one, two) and abs(one.pay - two.pay) <= Decimal("0.25") * min(one.pay, two.pay)
        ]
        return min(close, key=lambda two: (abs(one.pay - two.pay), two.number), default=None)

    pairs = [(one, two) for one in mine if (two := nearest(one, theirs))]
    pairs += [(one, two) for two in theirs if (one := nearest(two, mine))]
    same = [
        (one, two)
        for one, two in pairs
        if None not in (one.value, two.value)
        and rate(one) == rate(two)
        and (one.get_kind, one.lock_months) == (two.get_kind, two.lock_months)
    ]
    if not mine or (pairs and len(same) == len(pairs)):
        return None
    return {one.product for one in (*mine, *theirs)}


def offer_clash(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for other in around.plans:
        apart = max(own.starts_on, other.starts_on) - min(own.ends_on, other.ends_on)
        products = differ(own, other)
        if products is None or apart.days > 15:
            continue
        if shared := set(own.eligibility) & set(other.eligibility):
            yield "blocking", other.code, len(shared)
        seen = set()
        for showing, seeing in ((own, other), (other, own)):
            if any(
                one.channel in PUBLIC and (one.product is None or one.product in products)
                for one in showing.placements
            ):
                seen |= {
                    person
                    for person in seeing.audience
                    if not showing.branches
                    or any(person in around.branches[name] for name in showing.branches)
                }
        if seen:
            yield "warning", other.code, len(seen)
        if not own.eligibility or not other.eligibility:
            yield "warning", other.code, "nobody"


def resource_shortage(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    is_approved = own.state in APPROVED

    def short(line: Any, *, with_soft: bool) -> int:
        supply = around.supplies.get((line.resource, line.unit))
        asked = int(line.quantity)
        if is_approved:  # what it has had already is no want
            mine = supply.held if supply else ()
            asked = sum(one.pieces for one in mine if one.is_hard and one.campaign == own.code)
        if supply is None:
            return asked
        left = [
            supply.on_hand
            + sum(one.pieces for one in supply.coming if one.is_confirmed and one.on <= day)
            - sum(
                one.pieces
                for one in supply.held
                if one.campaign != own.code
                and (one.is_hard or (with_soft and not is_approved))
                and one.by <= day
            )
            for day in (line.needed_by + n * A_DAY for n in range(60))
        ]
        return max(asked - max(min(left), 0), 0)

    for resource in sorted({line.resource for line in own.requests}):
        lines = [line for line in own.requests if line.resource == resource]
        hard = sum(short(line, with_soft=False) for line in lines)
        soft = sum(short(line, with_soft=True) for line in lines)
        if hard or soft:
            yield "blocking" if hard else "warning", resource, hard or soft


def loaded(plan: PlanSnapshot, channel: str, around: Context) -> Counter[Said]:
    """What a plan loads onto a channel, by day and branch (none for contacts)."""
    load: Counter[Said] = Counter()
    for one in plan.placements:
        if one.channel != channel:
            continue
        for wave in one.waves:
            load[wave.on, ""] += len(wave.persons)
        if channel in PUSH or not one.expected_orders:
            continue
        homes = {
            name: Fraction(sum(person in around.branches[name] for person in plan.eligibility))
            for name in plan.branches or around.branches
        }
        whole = sum(homes.values())
        for name, living in homes.items():
            part = living / whole if whole else Fraction(1, len(homes))
            for day in days_of(plan):
                load[day, name] += one.expected_orders * part / len(days_of(plan))
    return load


def channel_capacity(own: PlanSnapshot, around: Context) -> Iterator[Said]:
    for channel in sorted(own.channels & (PUBLIC | set(PUSH))):
        facts, worst = around.channels[channel], ""
        for length, capacity in ((1, facts.capacity_per_day), (7, facts.capacity_per_week)):

            def spans(plan: PlanSnapshot, length: int = length, channel: str = channel) -> Any:
                whole: Counter[Said] = Counter()
                for (day, branch), load in loaded(plan, channel, around).items():
                    whole[week(day) if length > 1 else day, branch] += load
                return whole

            for (day, branch), mine in spans(own).items():
                if capacity is None or not mine or day + (length - 1) * A_DAY < around.as_of:
                    continue
                decided, every = (
                    mine
                    + sum(
                        spans(other)[day, branch]
                        for other in around.plans
                        if any_state or other.state not in PENDING
                    )
                    for any_state in (False, True)
                )
                if decided > capacity:
                    worst = "blocking"
                elif every > capacity:
                    worst = worst or "warning"
        if worst:
            yield worst, channel


ORACLES: Mapping[
    str, tuple[Callable[[PlanSnapshot, Context], Iterator[Said]], Callable[[FindingDraft], Said]]
] = {
    "exclusive-products": (
        exclusive_products,
        lambda one: (one.facts["exclusive_group"], one.facts["persons"]),
    ),
    "consent": (
        consent,
        lambda one: (
            one.subject["channel"],
            one.facts["persons"],
            one.facts["persons_listed"],
            one.facts["persons_without_consent"],
        ),
    ),
    "opt-out-enrolment": (
        opt_out_enrolment,
        lambda one: (one.facts["persons"], one.facts["charge_per_month"]),
    ),
    "service-readiness": (
        service_readiness,
        lambda one: (one.facts["score"], len(one.facts["mandatory_items"])),
    ),
    "quiet-hours": (
        quiet_hours,
        lambda one: (
            (one.facts["waves"],)
            if one.case == "untimed"
            else (one.subject["channel"], one.subject["wave"])
        ),
    ),
    "system-freeze": (system_freeze, lambda one: (one.subject["day"], one.facts["contacts"])),
    "launch-clustering": (launch_clustering, lambda one: (one.facts["points"],)),
    "channel-fit": (channel_fit, lambda one: (one.subject["channel"], one.facts["persons"])),
    "audience-overlap": (
        audience_overlap,
        lambda one: (one.campaigns[1], one.facts["shared_persons"]),
    ),
    "offer-stacking": (
        offer_stacking,
        lambda one: (
            one.campaigns[1],
            one.facts["shared_persons"],
            one.facts["cost_if_all"],
            one.case.startswith("allowed"),
        ),
    ),
    "offer-clash": (
        offer_clash,
        lambda one: (
            one.campaigns[1],
            "nobody"
            if one.case == "nobody_known"
            else one.facts.get("exposed_persons", one.facts.get("shared_persons")),
        ),
    ),
    "resource-shortage": (
        resource_shortage,
        lambda one: (one.subject["resource"], one.facts["short_by"]),
    ),
    "channel-capacity": (channel_capacity, lambda one: (one.subject["channel"],)),
}
# Cases that say another thing of the same rule, tested in its own tests.
APART = {"channel-capacity": {"share", "unsaid", "intended"}}


@pytest.mark.parametrize("code", ORACLES)
def test_a_rule_finds_what_its_definition_says_and_nothing_else(code):
    (rule,) = (one for one in all_rules() if one.code == code)
    oracle, told = ORACLES[code]
    found_at_all = Counter[str]()
    for seed in range(times(COMPANIES)):
        own, around = company(seed)
        found = [
            (str(one.severity), *told(one))
            for one in rule.run(own, around)
            if one.case not in APART.get(code, ())
        ]
        expected = list(oracle(own, around))
        assert sorted(found, key=str) == sorted(expected, key=str), seed
        found_at_all.update(severity for severity, *_rest in found)
    # Every weight of the rule occurs, and so do companies in which it finds nothing.
    assert set(found_at_all) >= {str(one) for one in rule.severities} - {"notice"}
