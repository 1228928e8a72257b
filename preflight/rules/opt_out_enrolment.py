from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from campaigns.enums import Enrolment
from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts import PRODUCT, Facts, Figure, Many, Money
from findings.types import FindingDraft, WayOut
from preflight.context import Context, money
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot

# By which an enrolment is named, the plainest first.
HOW = (
    Enrolment.FORCED,
    Enrolment.RIDER,
    Enrolment.OPT_OUT,
    Enrolment.TRIAL,
    Enrolment.LATER,
    Enrolment.RENEWAL,
)


class OptOutEnrolment(Rule):
    """An offer or participant product that enrols, charges or renews customers who did not say
    yes: opt-out (逆向订购), forced (强制开通), a trial that turns paid, a service that is free at
    first and charged from some month on, a renewal without a new yes, an add-on that cannot be
    refused. Nobody may accept it. Persons × monthly fee is what they would be charged. Source:
    rules.md, opt-out-enrolment.
    """

    code = "opt-out-enrolment"
    title = _("Enrolment without a yes")
    accepted_by = Acceptor.NOBODY
    finding_class = FindingClass.HARM
    severities = (Severity.BLOCKING,)
    depends_on_dates = False
    untouched_by = CONTACTS_ONLY | (TERMS_ONLY - {WayOutKind.OPT_IN})
    messages = {
        "opt_out": ngettext_lazy(
            "%(persons)s person would be enrolled unless they object; it would charge "
            "them %(charge_per_month)s yuan a month.",
            "%(persons)s persons would be enrolled unless they object; it would charge "
            "them %(charge_per_month)s yuan a month.",
            "persons",
        ),
        "forced": ngettext_lazy(
            "%(persons)s person would be enrolled without being asked; it would charge "
            "them %(charge_per_month)s yuan a month.",
            "%(persons)s persons would be enrolled without being asked; it would charge "
            "them %(charge_per_month)s yuan a month.",
            "persons",
        ),
        "trial": ngettext_lazy(
            "For %(persons)s person a trial would turn into a paid service by itself; it would"
            " charge them %(charge_per_month)s yuan a month.",
            "For %(persons)s persons a trial would turn into a paid service by itself; it would"
            " charge them %(charge_per_month)s yuan a month.",
            "persons",
        ),
        "later": ngettext_lazy(
            "What %(persons)s person gets free of charge would be charged by itself later:"
            " %(charge_per_month)s yuan a month.",
            "What %(persons)s persons get free of charge would be charged by itself later:"
            " %(charge_per_month)s yuan a month.",
            "persons",
        ),
        "renewal": ngettext_lazy(
            "For %(persons)s person it would be renewed without a new yes; it would charge them"
            " %(charge_per_month)s yuan a month.",
            "For %(persons)s persons it would be renewed without a new yes; it would charge them"
            " %(charge_per_month)s yuan a month.",
            "persons",
        ),
        "rider": ngettext_lazy(
            "%(persons)s person could take the offer only with an add-on that they cannot refuse;"
            " it would charge them %(charge_per_month)s yuan a month.",
            "%(persons)s persons could take the offer only with an add-on that they cannot refuse;"
            " it would charge them %(charge_per_month)s yuan a month.",
            "persons",
        ),
    }
    facts = Facts(
        persons=CONCERNED,
        charge_per_month=Money(figure=Figure(_("They would pay"), unit=_("a month"))),
        products=Many(PRODUCT),
        monthly_fee=Money(),
    )
    way_out_kinds = (WayOutKind.OPT_IN,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        fees: dict[str, Decimal] = {}
        by_default = []
        if plan.enrolment != Enrolment.OPT_IN:
            by_default.append(plan.enrolment)
            fees |= {offer.product: offer.monthly_fee for offer in plan.offers}
        for participant in plan.participants:
            if participant.enrolment != Enrolment.OPT_IN:
                by_default.append(participant.enrolment)
                fees[participant.product] = participant.monthly_fee
        if not by_default:
            return
        persons = plan.persons | plan.eligible
        fee = sum(fees.values(), Decimal(0))
        yield self.finding(
            plan,
            case=next(how.value for how in HOW if how in by_default),
            severity=Severity.BLOCKING,
            facts={
                "persons": len(persons),
                "products": sorted(fees),
                "monthly_fee": money(fee),
                "charge_per_month": money(fee * len(persons)),
            },
            ways_out=[
                WayOut(
                    kind=WayOutKind.OPT_IN,
                    campaign=plan.code,
                    effect={"persons_after": 0, "charge_after": money(Decimal(0))},
                )
            ],
            persons=persons,
        )
