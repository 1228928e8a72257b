from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    PLAN,
    Count,
    Day,
    Days,
    Facts,
    Figure,
    Many,
    Note,
    Per,
    Persons,
    Ratio,
    Record,
    Span,
    Word,
)
from findings.types import FindingDraft
from findings.way_forms import PLACEMENT
from preflight.context import Context, share
from preflight.hints import codes, on_channels
from preflight.parties import by_branch
from preflight.pressure.contacts import Contact, split
from preflight.pressure.kept import ALL, DECIDED, SENT, decided, sent
from preflight.pressure.limits import NAMES, PUSH, Limits, limits
from preflight.pressure.measuring import Pressure, by_wave, measure
from preflight.pressure.pressing import contributors, partners
from preflight.pressure.rolling import Rolling
from preflight.ranks import RANKS, ranked, weakest
from preflight.rule import Rule
from preflight.shared_facts import PERSONS_BY_BRANCH, TERMS_ONLY, THREE_PARTS
from preflight.snapshot import PlanSnapshot
from preflight.steps.pressure import ways_out

LIMIT = Word.bare(*NAMES)
OVER = tuple(f"{name}_{case}" for name in NAMES for case in ("over", "few"))
INTENDED = ("sms_intended", "call_intended")


class ContactPressure(Rule):
    """Persons who would get more contacts of a class within its window than the limit, this plan's
    among them: by this plan and what was sent already, more of them with approved plans, more with
    plans in coordination. The limit is that of the day of the contact. One finding for each class:
    blocking from a share of a wave on, below that the persons drop out by themselves and are
    counted. Source: rules.md, contact-pressure.
    """

    code = "contact-pressure"
    title = _("Contact pressure")
    accepted_by = Acceptor.SERVICE_MANAGER
    severities = (Severity.BLOCKING, Severity.NOTICE)
    compares_plans = True
    untouched_by = TERMS_ONLY
    messages = {
        "sms_over": ngettext_lazy(
            "%(persons_over)s person would get more than %(limit)s SMS within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "%(persons_over)s persons would get more than %(limit)s SMS within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "persons_over",
        ),
        "call_over": ngettext_lazy(
            "%(persons_over)s person would be called more than %(limit)s times within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "%(persons_over)s persons would be called more than %(limit)s times within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "persons_over",
        ),
        "push_over": ngettext_lazy(
            "%(persons_over)s person would be contacted more than %(limit)s times within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "%(persons_over)s persons would be contacted more than %(limit)s times within %(days)s "
            "days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, "
            "%(persons_over_approved)s more with approved plans, %(persons_over_pending)s "
            "more with plans in coordination.",
            "persons_over",
        ),
        "sms_few": ngettext_lazy(
            "%(persons_over)s person already gets %(limit)s SMS within %(days)s days; "
            "they drop out of this plan's SMS by themselves.",
            "%(persons_over)s persons already get %(limit)s SMS within %(days)s days; "
            "they drop out of this plan's SMS by themselves.",
            "persons_over",
        ),
        "call_few": ngettext_lazy(
            "%(persons_over)s person is already called %(limit)s times within %(days)s "
            "days; they drop out of this plan's calls by themselves.",
            "%(persons_over)s persons are already called %(limit)s times within %(days)s "
            "days; they drop out of this plan's calls by themselves.",
            "persons_over",
        ),
        "push_few": ngettext_lazy(
            "%(persons_over)s person is already contacted %(limit)s times within %(days)s"
            " days; they drop out of this plan's contacts by themselves.",
            "%(persons_over)s persons are already contacted %(limit)s times within "
            "%(days)s days; they drop out of this plan's contacts by themselves.",
            "persons_over",
        ),
        "sms_intended": _(
            "These announced intentions mean to send SMS within %(days)s days of this plan, too:"
            " %(intentions)s. Whom is not known yet, so too many for one person cannot be ruled"
            " out."
        ),
        "call_intended": _(
            "These announced intentions mean to call customers within %(days)s days of this plan,"
            " too: %(intentions)s. Whom is not known yet, so too many calls for one person cannot"
            " be ruled out."
        ),
    }
    subject = Facts(contact_class=LIMIT)
    facts = Facts(intentions=Many(PLAN), contact_class=LIMIT, days=Days()).only(*INTENDED) + (
        Facts(
            persons_over=Persons(
                figure=Figure(
                    _("Over the limit"),
                    note=Note(
                        THREE_PARTS,
                        plan="persons_over_plan",
                        approved="persons_over_approved",
                        pending="persons_over_pending",
                    ),
                )
            ),
            worst_count=Count(
                figure=Figure(
                    _("Most for one person"),
                    unit=_("contacts"),
                    note=Note(_("most in %(window)s"), window="worst_window"),
                )
            ),
            limit=Count(figure=Figure(_("Limit"), note=Note(_("within %(n)s days"), n="days"))),
            contact_class=LIMIT,
            days=Days(),
            persons_over_plan=Persons(),
            persons_over_approved=Persons(),
            persons_over_pending=Persons(),
            worst_window=Span({"from": Day(), "until": Day(), "persons": Persons()}),
            plans=Many(PLAN),
            contacts_by_plan=Per(PLAN, Count(), counted=_("contacts in the fullest window")),
            waves=Many(
                Record(
                    {
                        **PLACEMENT,
                        "wave": Count(),
                        "on": Day(),
                        "persons_over": Persons(),
                        "share": Ratio(),
                    }
                )
            ),
            by_branch=PERSONS_BY_BRANCH,
            gives_way=PLAN,
        )
        + RANKS
    ).only(*OVER)
    way_out_kinds = (WayOutKind.EXCLUDE_PERSONS, WayOutKind.MOVE_WAVE, WayOutKind.DROP_WAVE)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        own, beside = split(plan, context)
        for over_time in limits(context):
            found = measure(own, beside, over_time, counts=ALL)
            if found is not None and context.needs_ways_out:
                yield self.over(plan, context, own, beside, over_time, found)
            elif found is not None:
                yield self.counted(plan, context, own, beside, found)
            else:
                yield from self.hinted(plan, context, own, over_time)

    def hinted(
        self, plan: PlanSnapshot, context: Context, own: Sequence[Contact], over_time: Limits
    ) -> Iterator[FindingDraft]:
        """Intentions that may contact the same persons in the same way, for who still drafts."""
        limit = over_time[0]
        if limit.name == PUSH or not any(limit.counts(one) for one in own):
            return
        alike = [
            code
            for code, facts in context.channels.items()
            if facts.is_push and facts.contact_class in limit.classes
        ]
        there = on_channels(plan, context, alike, within=limit.span)
        if there:
            yield self.finding(
                plan,
                case=f"{limit.name}_intended",
                severity=Severity.NOTICE,
                subject={"contact_class": limit.name},
                facts={
                    "intentions": codes(there),
                    "contact_class": limit.name,
                    "days": limit.days,
                },
                names=codes(there),
            )

    def counted(
        self,
        plan: PlanSnapshot,
        context: Context,
        own: Sequence[Contact],
        beside: Sequence[Contact],
        found: Pressure,
    ) -> FindingDraft:
        """The finding with its one number, for who only counts, and the plans that it names."""
        blocks, name = is_blocking(own, found, context), found.worst.limit.name
        return self.finding(
            plan,
            case=f"{name}_{'over' if blocks else 'few'}",
            severity=Severity.BLOCKING if blocks else Severity.NOTICE,
            subject={"contact_class": name},
            facts={"persons_over": len(found.persons)},
            names=partners(beside, found, context),
            is_counted=True,
        )

    def over(
        self,
        plan: PlanSnapshot,
        context: Context,
        own: Sequence[Contact],
        beside: Sequence[Contact],
        over_time: Limits,
        found: Pressure,
    ) -> FindingDraft:
        alone, approved = (
            measure(own, others, over_time, among=found.persons, counts=counts)
            for others, counts in ((sent(plan, beside), SENT), (decided(plan, beside), DECIDED))
        )
        by_plan, with_approved = (len(one.persons) if one else 0 for one in (alone, approved))
        others, together = contributors(own, beside, found), partners(beside, found, context)
        involved = (plan, *(other for other in context.plans if other.code in others))
        ranks = ranked(involved, context)
        lowest = weakest(ranks, among_equals=plan.code)
        worst, limit = found.worst, found.worst.limit
        blocks = is_blocking(own, found, context)
        facts = {
            "contact_class": limit.name,
            "limit": limit.most,
            "days": limit.days,
            "persons_over": len(found.persons),
            "persons_over_plan": by_plan,
            "persons_over_approved": with_approved - by_plan,
            "persons_over_pending": len(found.persons) - with_approved,
            "worst_window": {
                "from": worst.first,
                "until": worst.last,
                "persons": len(worst.persons),
            },
            "worst_count": worst_count(own, beside, found),
            "plans": list(dict.fromkeys([*filter(None, others), *sorted(together)])),
            "contacts_by_plan": others,
            "waves": waves(own, found),
            "by_branch": by_branch(found.persons, context.branches),
            "gives_way": lowest.campaign,
            "ranks": [one.as_facts() for one in ranks],
        }
        return self.finding(
            plan,
            case=f"{limit.name}_{'over' if blocks else 'few'}",
            severity=Severity.BLOCKING if blocks else Severity.NOTICE,
            subject={"contact_class": limit.name},
            facts=facts,
            ways_out=(
                ways_out(plan, context, own, beside, over_time, found, lowest.campaign)
                if blocks
                else ()
            ),
            persons=found.persons,
            parts=by_wave(own, found),
            names=together,
        )


def is_blocking(own: Sequence[Contact], found: Pressure, context: Context) -> bool:
    """Whether so large a part of one of the waves is over that it cannot just drop out."""
    return any(
        over and over >= context.policies_on(contact.on).pressure_block_share * len(contact.persons)
        for contact, over in zip(own, found.by_wave, strict=True)
    )


def worst_count(own: Sequence[Contact], beside: Sequence[Contact], found: Pressure) -> int:
    """The most contacts that one person gets in the worst window."""
    worst = found.worst
    inside = [
        one
        for one in (*own, *beside)
        if worst.limit.counts(one) and worst.first <= one.on <= worst.last
    ]
    return Rolling(inside, worst.limit, worst.persons, ALL).most(worst.last, worst.persons)


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
