from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import RESOURCE, UNIT, Day, Days, Facts, Figure, Many, Note, Per, Pieces, Record
from findings.types import FindingDraft
from preflight.context import Context
from preflight.needs import line
from preflight.rule import Rule
from preflight.shared_facts import CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.steps.ordering import ToOrder, reorder, shifted


class ResourceLeadTime(Rule):
    """order-by = needed_by − lead working days (public holidays and make-up days counted), for what
    is missing beside what others firmly hold. Blocking if that day lies before the day of the run,
    else a notice; what is there, and what needs no ordering (lead time 0), is silent. One finding
    for each resource. Source: rules.md, resource-lead-time.
    """

    code = "resource-lead-time"
    title = _("Lead time of a resource")
    accepted_by = Acceptor.RESOURCE_KEEPER
    severities = (Severity.BLOCKING, Severity.NOTICE)
    untouched_by = CONTACTS_ONLY | (TERMS_ONLY - {WayOutKind.REDUCE_REQUEST})
    messages = {
        "late": _(
            "%(short_by)s %(resource)s for %(units)s had to be ordered by %(order_by)s to be there"
            " by %(needed_by)s; working days that it takes: %(lead_days)s."
        ),
        "in_time": _(
            "%(short_by)s %(resource)s for %(units)s must be ordered by %(order_by)s to be there"
            " by %(needed_by)s; working days that it takes: %(lead_days)s."
        ),
    }
    subject = Facts(resource=RESOURCE)
    facts = Facts(
        order_by=Day(figure=Figure(_("Order by"))),
        needed_by=Day(figure=Figure(_("Needed by"))),
        lead_days=Days(figure=Figure(_("Lead time"), unit=_("working days"))),
        short_by=Pieces(
            figure=Figure(_("To order"), note=Note(_("of %(n)s asked for"), n="requested"))
        ),
        requested=Pieces(),
        units=Many(UNIT),
        by_branch=Per(
            UNIT,
            Record(
                {"requested": Pieces(), "short_by": Pieces(), "needed_by": Day(), "order_by": Day()}
            ),
        ),
    )
    way_out_kinds = (WayOutKind.REORDER, WayOutKind.SHIFT_DATES)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for resource in sorted({one.resource for one in plan.requests}):
            needs = list(to_order(plan, context, resource))
            late = [one for one in needs if one.order_by < context.as_of]
            if needs:
                yield self.unordered(plan, context, resource, late or needs, is_late=bool(late))

    def unordered(
        self,
        plan: PlanSnapshot,
        context: Context,
        resource: str,
        needs: list[ToOrder],
        *,
        is_late: bool,
    ) -> FindingDraft:
        """``needs`` are the late ones where some are."""
        first = min(needs, key=lambda one: one.order_by)
        return self.finding(
            plan,
            case="late" if is_late else "in_time",
            severity=Severity.BLOCKING if is_late else Severity.NOTICE,
            subject={"resource": resource},
            facts={
                "order_by": first.order_by,
                "needed_by": first.line.request.needed_by,
                "lead_days": first.lead_days,
                "short_by": sum(one.line.short_by for one in needs),
                "requested": sum(one.line.request.quantity for one in needs),
                "units": sorted(one.line.request.unit for one in needs),
                "by_branch": {
                    one.line.request.unit: {
                        "requested": one.line.request.quantity,
                        "short_by": one.line.short_by,
                        "needed_by": one.line.request.needed_by,
                        "order_by": one.order_by,
                    }
                    for one in needs
                },
            },
            ways_out=[
                *(reorder(plan, one) for one in needs),
                *([shifted(plan, context, needs)] if is_late and plan.is_movable else []),
            ],
        )


def to_order(plan: PlanSnapshot, context: Context, resource: str) -> Iterator[ToOrder]:
    """What of a resource is missing and has to be ordered for each unit."""
    for request in plan.requests:
        if request.resource == resource and request.lead_days:
            needed = line(request, plan, context)
            if needed.short_by:
                yield ToOrder(needed, context.workdays.back(request.needed_by, request.lead_days))
