from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from campaigns.enums import Severity
from campaigns.findings import Acceptor, FindingDraft, WayOut, WayOutKind
from common.clock import days
from preflight.context import Context, percent, share
from preflight.pressure import (
    Contact,
    Limit,
    Pressure,
    Tally,
    limits,
    measure,
    over_with_one_more,
    split,
)
from preflight.ranks import rank
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot, by_branch

MOST_DAYS_TRIED = 62


class ContactPressure(Rule):
    """Persons who would get more contacts of a class within its window than the limit, this plan's
    among them. One finding for each class: blocking from a share of a wave on, below that the
    persons drop out by themselves and are counted. Source: rules.md, contact-pressure.
    """

    code = "contact-pressure"
    title = _("Contact pressure")
    accepted_by = Acceptor.SERVICE_MANAGER
    messages = {
        "sms_over": _(
            "%(persons_over)s persons would get more than %(limit)s SMS within %(days)s days, up to"
            " %(worst_count)s; %(persons_over_approved)s already with approved plans alone."
        ),
        "call_over": _(
            "%(persons_over)s persons would be called more than %(limit)s times within %(days)s"
            " days, up to %(worst_count)s; %(persons_over_approved)s already with approved plans"
            " alone."
        ),
        "push_over": _(
            "%(persons_over)s persons would be contacted more than %(limit)s times within %(days)s"
            " days, up to %(worst_count)s; %(persons_over_approved)s already with approved plans"
            " alone."
        ),
        "sms_few": _(
            "%(persons_over)s persons already get %(limit)s SMS within %(days)s days; they drop out"
            " of this plan's SMS by themselves."
        ),
        "call_few": _(
            "%(persons_over)s persons are already called %(limit)s times within %(days)s days; "
            "they drop out of this plan's calls by themselves."
        ),
        "push_few": _(
            "%(persons_over)s persons are already contacted %(limit)s times within %(days)s days; "
            "they drop out of this plan's contacts by themselves."
        ),
    }

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        own, beside = split(plan, context)
        for limit in limits(context.policies):
            found = measure(own, beside, limit)
            if found is not None and context.needs_ways_out:
                yield self.over(plan, context, own, beside, limit, found)
            elif found is not None:
                yield self.counted(plan, context, own, limit, found)

    def counted(
        self,
        plan: PlanSnapshot,
        context: Context,
        own: Sequence[Contact],
        limit: Limit,
        found: Pressure,
    ) -> FindingDraft:
        """The finding with its one number, for who only counts."""
        blocks = is_blocking(own, found, context)
        return self.finding(
            plan,
            case=f"{limit.name}_{'over' if blocks else 'few'}",
            severity=Severity.BLOCKING if blocks else Severity.NOTICE,
            subject={"contact_class": limit.name},
            facts={"persons_over": len(found.persons)},
        )

    def over(
        self,
        plan: PlanSnapshot,
        context: Context,
        own: Sequence[Contact],
        beside: Sequence[Contact],
        limit: Limit,
        found: Pressure,
    ) -> FindingDraft:
        approved = measure(
            own, [contact for contact in beside if contact.is_decided], limit, among=found.persons
        )
        others = contributors(own, beside, limit, found)
        ranks = [
            rank(one, context.policies)
            for one in (plan, *(other for other in context.plans if other.code in others))
        ]
        lowest = min(ranks, key=lambda one: (one.points, one.campaign != plan.code, one.campaign))
        worst = found.worst
        blocks = is_blocking(own, found, context)
        facts = {
            "contact_class": limit.name,
            "limit": limit.most,
            "days": limit.days,
            "persons_over": len(found.persons),
            "persons_over_approved": len(approved.persons) if approved else 0,
            "worst_window": {
                "from": worst.first,
                "until": worst.last,
                "persons": len(worst.persons),
            },
            "worst_count": worst_count(own, beside, limit, found),
            "plans": [code for code in others if code],
            "contacts_by_plan": others,
            "waves": waves(own, found),
            "by_branch": by_branch(found.persons, context.branches),
            "gives_way": lowest.campaign,
            "ranks": [
                one.as_facts() for one in sorted(ranks, key=lambda one: (-one.points, one.campaign))
            ],
        }
        return self.finding(
            plan,
            case=f"{limit.name}_{'over' if blocks else 'few'}",
            severity=Severity.BLOCKING if blocks else Severity.NOTICE,
            subject={"contact_class": limit.name},
            facts=facts,
            ways_out=(
                self.ways_out(plan, context, own, beside, limit, found, lowest.campaign)
                if blocks
                else ()
            ),
            persons=found.persons,
        )

    def ways_out(
        self,
        plan: PlanSnapshot,
        context: Context,
        own: Sequence[Contact],
        beside: Sequence[Contact],
        limit: Limit,
        found: Pressure,
        lowest: str,
    ) -> list[WayOut]:
        """Best first: who ranks lowest gives way; then moving the fullest wave, then dropping
        it.
        """
        steps = [
            exclusion(plan, own, limit, found),
            *wave_steps(plan, context, own, beside, limit, found),
        ]
        weakest = next(
            (one for one in context.plans if one.code == lowest and one.is_movable), None
        )
        if weakest is not None and plan.code:
            without = [
                replace(one, persons=one.persons - found.persons) if one.campaign == lowest else one
                for one in beside
            ]
            left = measure(own, without, limit, among=found.persons)
            after = len(left.persons) if left else 0
            if after < len(found.persons):
                params = {
                    "placements": placements_of(
                        [one for one in beside if one.campaign == lowest], limit
                    )
                }
                effect = {
                    "persons_over": len(found.persons),
                    "persons_over_after": after,
                    "persons_excluded": len(found.persons),
                }
                yours = WayOut(
                    kind=WayOutKind.EXCLUDE_PERSONS,
                    campaign=lowest,
                    params=params,
                    effect=effect,
                    solves=after == 0,
                )
                return [yours, *steps]
        return steps


def is_blocking(own: Sequence[Contact], found: Pressure, context: Context) -> bool:
    """Whether so large a part of one of the waves is over that it cannot just drop out."""
    block = context.policies.pressure_block_share
    return any(
        over and over >= block * len(contact.persons)
        for contact, over in zip(own, found.by_wave, strict=True)
    )


def exclusion(plan: PlanSnapshot, own: Sequence[Contact], limit: Limit, found: Pressure) -> WayOut:
    """Leave these persons out of the placements that contact them in this way."""
    return WayOut(
        kind=WayOutKind.EXCLUDE_PERSONS,
        campaign=plan.code,
        params={"placements": placements_of(own, limit)},
        effect={
            "persons_over": len(found.persons),
            "persons_over_after": 0,
            "persons_excluded": len(found.persons),
            "audience_before": len(plan.persons),
            "percent_excluded": percent(len(found.persons), len(plan.persons)),
        },
    )


def wave_steps(
    plan: PlanSnapshot,
    context: Context,
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limit: Limit,
    found: Pressure,
) -> Iterator[WayOut]:
    """Move the wave with the most persons over to the best other day of the window, or drop it."""
    place = max(range(len(own)), key=lambda one: (found.by_wave[one], -one))
    fullest = own[place]
    if fullest.placement is None or fullest.wave is None:
        return
    params: dict[str, Any] = {
        **fullest.placement.key,
        "wave": fullest.wave.number,
        "on": fullest.on,
    }
    before = len(found.persons)

    rest = [*own[:place], *own[place + 1 :]]
    without = measure(rest, beside, limit, among=found.persons)
    still_over = without.persons if without else BitMap()
    span = days(max(plan.starts_on, context.as_of), plan.ends_on)[:MOST_DAYS_TRIED]
    on_days = over_with_one_more([*rest, *beside], fullest.persons, limit, span) if span else {}
    tried = [
        (len(still_over | over), abs((day - fullest.on).days), day)
        for day, over in on_days.items()
        if day != fullest.on
    ]
    if tried and min(tried)[0] < before:
        after, _away, day = min(tried)
        effect = {
            "persons_over": before,
            "persons_over_after": after,
            "days_moved": (day - fullest.on).days,
        }
        yield WayOut(
            kind=WayOutKind.MOVE_WAVE,
            campaign=plan.code,
            params={**params, "to": day},
            effect=effect,
            solves=after == 0,
        )
    effect = {
        "persons_over": before,
        "persons_over_after": len(still_over),
        "contacts_lost": len(fullest.persons),
    }
    yield WayOut(
        kind=WayOutKind.DROP_WAVE,
        campaign=plan.code,
        params=params,
        effect=effect,
        solves=not still_over,
    )


def placements_of(contacts: Sequence[Contact], limit: Limit) -> list[dict[str, str | None]]:
    """The placements behind the contacts of these classes, each once."""
    keys = {
        (one.placement.channel, one.placement.product): one.placement.key
        for one in contacts
        if one.placement is not None and one.contact_class in limit.classes
    }
    return [keys[key] for key in sorted(keys, key=str)]


def contributors(
    own: Sequence[Contact], beside: Sequence[Contact], limit: Limit, found: Pressure
) -> dict[str, int]:
    """Contacts of the worst window's persons in that window, by campaign; the checked plan is left
    out.
    """
    counts: dict[str, int] = {}
    worst = found.worst
    for contact in beside:
        if contact.contact_class in limit.classes and worst.first <= contact.on <= worst.last:
            counts[contact.campaign] = counts.get(
                contact.campaign, 0
            ) + worst.persons.intersection_cardinality(contact.persons)
    mine = {contact.campaign for contact in own}
    return dict(
        sorted(
            ((code, count) for code, count in counts.items() if count and code not in mine),
            key=lambda one: (-one[1], one[0]),
        )
    )


def worst_count(
    own: Sequence[Contact], beside: Sequence[Contact], limit: Limit, found: Pressure
) -> int:
    """The most contacts that one person gets in the worst window."""
    worst = found.worst
    inside = (
        one
        for one in (*own, *beside)
        if one.contact_class in limit.classes and worst.first <= one.on <= worst.last
    )
    return Tally(one.persons & worst.persons for one in inside).largest(worst.persons)


def waves(own: Sequence[Contact], found: Pressure) -> list[dict[str, Any]]:
    """How many of each of the plan's waves are over."""
    return [
        {
            **contact.placement.key,
            "wave": contact.wave.number,
            "on": contact.on,
            "persons_over": over,
            "share": share(over, len(contact.persons)),
        }
        for contact, over in zip(own, found.by_wave, strict=True)
        if over and contact.placement is not None and contact.wave is not None
    ]
