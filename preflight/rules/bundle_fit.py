from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    SEGMENT,
    UNIT,
    Facts,
    Figure,
    Many,
    Note,
    Percent,
    Persons,
    Plain,
    Ratio,
    Word,
)
from findings.types import FindingDraft
from preflight.bundles import Misfit, misfits
from preflight.context import Context, number, percent, share
from preflight.parties import persons_of
from preflight.rule import Rule
from preflight.shared_facts import CONTACTS_ONLY, PRODUCTS, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot
from preflight.steps.bundle import dropped, trial


class BundleFit(Rule):
    """A joint product that does not suit the plan: |audience ∩ the product's target segment| ÷
    |audience|, both in persons, an organisation counting with its members and key contacts, below
    30 %; or its brand may not be sold together with that of another product of the plan. Of a
    product without a target segment it cannot be ruled out, unless no product has one. One finding
    for each joint product. Source: rules.md, bundle-fit.
    """

    code = "bundle-fit"
    title = _("Fit of a joint product")
    accepted_by = Acceptor.BOTH_HEADS
    severities = (Severity.WARNING,)
    depends_on_dates = False
    untouched_by = CONTACTS_ONLY | TERMS_ONLY
    messages = {
        "audience": ngettext_lazy(
            "%(fitting_persons)s person of the audience is among those for whom %(product)s of"
            " %(unit)s is meant (%(segment)s): %(percent)s%%, and %(limit)s%% is the least.",
            "%(fitting_persons)s persons of the audience are among those for whom %(product)s of"
            " %(unit)s is meant (%(segment)s): %(percent)s%%, and %(limit)s%% is the least.",
            "fitting_persons",
        ),
        "brands": _(
            "%(product)s may not be sold together: the brands %(brands)s are kept apart. The joint"
            " product comes from %(unit)s."
        ),
        "unknown": _(
            "Nobody has said for whom %(product)s of %(unit)s is meant, so it cannot be ruled out"
            " that it does not suit the audience."
        ),
    }
    subject = Facts(product=PRODUCTS, unit=UNIT)
    facts = (
        Facts(
            persons=Persons(
                figure=Figure(
                    _("Not meant for"), note=Note(_("of %(n)s persons"), n="audience_persons")
                )
            ),
            fitting_persons=Persons(),
            audience_persons=Persons(),
            share=Ratio(),
            percent=Percent(
                figure=Figure(_("Meant for"), note=Note(_("at least %(n)s%%"), n="limit"))
            ),
            limit=Percent(),
            segment=SEGMENT,
        ).only("audience")
        + Facts(
            brands=Many(Plain(), figure=Figure(_("Brands"), unit="")), reasons=Many(Plain())
        ).only("brands")
        + Facts(missing=Word.bare("target_segment")).only("unknown")
    )
    way_out_kinds = (WayOutKind.DROP_PARTICIPANT, WayOutKind.MAKE_COMMITMENT)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for joint in plan.participants if context.has_targets else ():
            yield from self.addressed(plan, joint, context)
        for misfit in misfits(plan, context):
            yield self.apart(plan, misfit)

    def addressed(
        self, plan: PlanSnapshot, joint: ParticipantSnapshot, context: Context
    ) -> Iterator[FindingDraft]:
        """Whether enough of those who are approached are meant."""
        subject = {"product": joint.product, "unit": joint.unit}
        target = context.targets.get(joint.product)
        if target is None:
            yield self.finding(
                plan,
                case="unknown",
                severity=Severity.WARNING,
                subject=subject,
                facts={"missing": "target_segment"},
                ways_out=[dropped(plan, joint)],
            )
            return
        meant = persons_of(target.parties)
        fitting, everyone = meant.intersection_cardinality(plan.persons), len(plan.persons)
        least = context.policies_on(plan.starts_on).bundle_share
        if fitting >= least * everyone:
            return
        yield self.finding(
            plan,
            case="audience",
            severity=Severity.WARNING,
            subject=subject,
            facts={
                "persons": everyone - fitting,
                "fitting_persons": fitting,
                "audience_persons": everyone,
                "share": share(fitting, everyone),
                "percent": percent(fitting, everyone),
                "limit": number(100 * least, 1),
                "segment": target.segment,
            },
            ways_out=[
                dropped(plan, joint),
                dropped(plan, joint, target.segment),
                trial(plan, joint),
            ],
            persons=plan.persons - meant,
        )

    def apart(self, plan: PlanSnapshot, misfit: Misfit) -> FindingDraft:
        """Brands that may not be sold together."""
        joint = misfit.joint
        return self.finding(
            plan,
            case="brands",
            severity=Severity.WARNING,
            subject={"product": [joint.product, *misfit.products], "unit": joint.unit},
            facts={
                "brands": misfit.brands,
                "reasons": [pair.reason for pair in misfit.pairs if pair.reason],
            },
            ways_out=[dropped(plan, joint)],
        )
