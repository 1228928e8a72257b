from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from customers.enums import BenefitKind, Occasion
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    PLAN,
    RESOURCE,
    UNIT,
    Code,
    Count,
    Day,
    Facts,
    Figure,
    Flag,
    Many,
    Money,
    Note,
    Noun,
    Per,
    Persons,
    Pieces,
    Record,
    Word,
)
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.gifts import all_of
from preflight.parties import by_branch
from preflight.rule import Rule
from preflight.second_gifts import Second, Source, second_gifts
from preflight.shared_facts import CONTACTS_ONLY, PERSONS_BY_BRANCH, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from resources.enums import BenefitState

MOST_LISTED = 12
MOST_JOINT = 3
OCCASION = Word(dict(Occasion.choices), nullable=True)
STANDING = {one.value: one.label for one in (BenefitState.RESERVED, BenefitState.GIVEN)}
WHOM = Facts(
    persons=Persons(
        figure=Figure(
            _("Second gift"),
            note=Note(_("of %(n)s who may get one"), n="recipients"),
            hides_zero=True,
        )
    ),
    persons_unclear=Persons(figure=Figure(_("Cannot be ruled out"), hides_zero=True)),
)
# Yuan of the gifts that are not given.
SAVED = Facts(saved=Money(nullable=True, figure=Figure(_("Saved if they get none")))).only(
    "second", "unclear"
) + Facts(saved=Money(nullable=True, figure=Figure(_("Saved at most if they get none")))).only(
    "up_to"
)

GIFT = Record(
    {
        "unit": Code(Noun.UNIT, nullable=True, figure=Figure(_("Given by"))),
        "resource": Code(Noun.RESOURCE, nullable=True, figure=Figure(_("Benefit"))),
        "kind": Word(dict(BenefitKind.choices), nullable=True, figure=Figure(_("Kind"))),
        "occasion": Word(dict(Occasion.choices), nullable=True, figure=Figure(_("Occasion"))),
        "day": Day(figure=Figure(_("Day"))),
        "state": Word(STANDING, figure=Figure(_("State"))),
        "persons": Persons(figure=Figure(_("Persons"))),
        "stops": Flag(),
    }
)


class DuplicateBenefit(Rule):
    """Persons who were given or are promised a benefit of the same occasion, kind or resource
    within the window of the kind or occasion around the plan, by anyone, the own unit included. The
    formula is that of the check before giving (``resources.similar``), and so are the policies:
    windows, and for each likeness whether a second one is stopped (blocking) or warned of. On
    record counts what was given or reserved and not taken back; of other plans in play what they
    promise to those who may take it.

    With fewer pieces than persons, on either side, nobody knows yet who gets one: “up to” the
    persons, the pieces, and for each promise its pieces. What an organisation got, or would get
    from a plan for organisations alone, counts on its key contacts: “cannot be ruled out”, a
    warning. saved = gifts that are not given × what one costs. One finding for each gift of the
    plan. Source: rules.md, duplicate-benefit.
    """

    code = "duplicate-benefit"
    title = _("Second gift for one person")
    accepted_by = Acceptor.SERVICE_MANAGER
    severities = (Severity.BLOCKING, Severity.WARNING)
    untouched_by = CONTACTS_ONLY | (TERMS_ONLY - {WayOutKind.REDUCE_REQUEST})
    messages = {
        "second": ngettext_lazy(
            "%(persons)s person would get %(resource)s although they were given or are promised"
            " something similar already.",
            "%(persons)s persons would get %(resource)s although they were given or are promised"
            " something similar already.",
            "persons",
        ),
        "up_to": ngettext_lazy(
            "Up to %(persons)s person would get %(resource)s although they were given or are"
            " promised something similar already; who gets one is not settled yet.",
            "Up to %(persons)s persons would get %(resource)s although they were given or are"
            " promised something similar already; who gets one is not settled yet.",
            "persons",
        ),
        "unclear": ngettext_lazy(
            "It cannot be ruled out that %(persons_unclear)s key contact would get %(resource)s as"
            " a second gift: who received it in their organisation is not known.",
            "It cannot be ruled out that %(persons_unclear)s key contacts would get %(resource)s as"
            " a second gift: who received it in their organisation is not known.",
            "persons_unclear",
        ),
    }
    subject = Facts(resource=RESOURCE, occasion=OCCASION)
    facts = (
        WHOM
        + SAVED
        + Facts(
            units=Many(UNIT, figure=Figure(_("Given or promised by"), unit="")),
            recipients=Persons(),
            pieces=Pieces(),
            unit_cost=Money(nullable=True),
            gifts=Many(GIFT, table=_("Who gave what, and when")),
            gifts_in_all=Count(),
            plans=Per(PLAN, Persons(), counted=_("persons who may get one there")),
            by_branch=PERSONS_BY_BRANCH,
        )
    )
    way_out_kinds = (WayOutKind.EXCLUDE_PERSONS, WayOutKind.JOIN_CAMPAIGNS)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for second in second_gifts(plan, context):
            yield self.finding(
                plan,
                case=case_of(second),
                severity=Severity.BLOCKING if second.stops else Severity.WARNING,
                subject={
                    "resource": second.gift.resource,
                    "occasion": second.gift.occasion or None,
                },
                facts=facts_of(second, context),
                ways_out=list(ways_out(plan, second)) if context.needs_ways_out else (),
                persons=second.persons,
            )


def case_of(second: Second) -> str:
    if not second.possible:
        return "unclear"
    return "second" if second.is_exact else "up_to"


def facts_of(second: Second, context: Context) -> dict[str, Any]:
    gifts = listed(second)
    plans: dict[str, BitMap] = {}
    for one in second.sources:
        if code := one.had.campaign:
            plans.setdefault(code, BitMap()).update(one.persons)
    return {
        "persons": second.count,
        "persons_unclear": len(second.unclear),
        "saved": second.saved,
        "units": sorted({one.had.unit for one in second.sources if one.had.unit}),
        "recipients": len(second.recipients),
        "pieces": second.gift.pieces,
        "unit_cost": second.gift.unit_cost,
        "gifts": gifts[:MOST_LISTED],
        "gifts_in_all": len(gifts),
        "plans": {code: len(found) for code, found in sorted(plans.items())},
        "by_branch": by_branch(second.persons, context.branches),
    }


def spared(second: Second) -> dict[str, Any]:
    """What is saved by leaving them out, where it is certain who would get one."""
    if second.saved is None or not second.is_exact:
        return {}
    return {"gifts_saved": second.saved, "gifts_dropped": second.count}


def listed(second: Second) -> list[dict[str, Any]]:
    """Who gave what and when, what concerns most persons first, then the latest."""
    groups: dict[tuple[Any, ...], list[Source]] = {}
    for one in second.sources:
        had = one.had
        key = (had.unit, had.resource, had.kind, had.occasion, had.day, had.state)
        groups.setdefault(key, []).append(one)
    rows = [
        {
            "unit": unit or None,
            "resource": resource or None,
            "kind": kind or None,
            "occasion": occasion or None,
            "day": day,
            "state": str(state),
            "persons": len(all_of(one.persons for one in found)),
            "stops": any(one.similar.stops for one in found),
        }
        for (unit, resource, kind, occasion, day, state), found in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row["persons"], -row["day"].toordinal(), str(row)))


def ways_out(plan: PlanSnapshot, second: Second) -> Iterator[WayOut]:
    """Leave them out, or make one joint gift with a plan that promises them one too."""
    yield WayOut(
        kind=WayOutKind.EXCLUDE_PERSONS,
        campaign=plan.code,
        effect={
            "persons_excluded": len(second.persons),
            "audience_before": len(plan.persons),
            "audience_after": len(plan.persons - second.persons),
            **spared(second),
        },
    )
    promising = {one.plan: len(one.persons) for one in second.sources if one.plan}
    for code in sorted(promising, key=lambda code: (-promising[code], code))[:MOST_JOINT]:
        yield WayOut(
            kind=WayOutKind.JOIN_CAMPAIGNS, campaign=plan.code, params={"with": code}, solves=False
        )
