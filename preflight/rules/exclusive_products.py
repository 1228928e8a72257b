from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import PRODUCT, Day, Facts, Figure, Per, Percent, Persons, Plain
from findings.types import FindingDraft, WayOut
from preflight.binding import bound_by, free_from
from preflight.context import Context, percent
from preflight.parties import by_branch
from preflight.rule import Rule, one_or_all
from preflight.shared_facts import (
    CONCERNED_PART,
    CONTACTS_ONLY,
    PERSONS_BY_BRANCH,
    PRODUCTS,
    TERMS_ONLY,
)
from preflight.snapshot import PlanSnapshot


class ExclusiveProducts(Rule):
    """Persons who may take an offer of an exclusive group but hold another product of it until
    after offer start + renewal lead. Source: rules.md, exclusive-products.
    """

    code = "exclusive-products"
    title = _("Exclusive products")
    accepted_by = Acceptor.HEAD
    severities = (Severity.BLOCKING,)
    untouched_by = TERMS_ONLY | CONTACTS_ONLY
    messages = {
        "bound": ngettext_lazy(
            "%(persons)s person is bound to a product that excludes this offer until "
            "after %(free_from)s and cannot take it.",
            "%(persons)s persons are bound to a product that excludes this offer until "
            "after %(free_from)s and cannot take it.",
            "persons",
        )
    }
    subject = Facts(product=PRODUCTS)
    facts = Facts(
        persons=CONCERNED_PART,
        percent_own=Percent(),
        free_from=Day(figure=Figure(_("Bound until after"))),
        exclusive_group=Plain(),
        by_product=Per(PRODUCT, Persons()),
        by_branch=PERSONS_BY_BRANCH,
    )
    way_out_kinds = (WayOutKind.EXCLUDE_PERSONS,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        limit = free_from(plan, context)
        for group, by_product in bound_by(plan, context, plan.eligible).items():
            persons = BitMap().union(*by_product.values())
            yield self.finding(
                plan,
                case="bound",
                severity=Severity.BLOCKING,
                subject={
                    "product": one_or_all(
                        offer.product for offer in plan.offers if group in offer.exclusive_groups
                    )
                },
                facts={
                    "persons": len(persons),
                    "percent_own": percent(len(persons), len(plan.eligible)),
                    "free_from": limit,
                    "exclusive_group": group,
                    "by_product": {
                        code: len(found)
                        for code, found in sorted(
                            by_product.items(), key=lambda one: (-len(one[1]), one[0])
                        )
                    },
                    "by_branch": by_branch(persons, context.branches),
                },
                ways_out=[
                    WayOut(
                        kind=WayOutKind.EXCLUDE_PERSONS,
                        campaign=plan.code,
                        effect={
                            "persons_excluded": len(persons),
                            "audience_before": len(plan.persons),
                            "audience_after": len(plan.persons - persons),
                        },
                    )
                ],
                persons=persons,
            )
