from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import PLAN, RESOURCE, UNIT, Day, Facts, Figure, Many, Note, Per, Pieces, Record
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.needs import Line, line
from preflight.rule import Rule
from preflight.shared_facts import CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine
from preflight.steps.stock import in_its_place


class ResourceShortage(Rule):
    """short = requested − (on hand + confirmed arrivals − others' hard reservations), per resource
    and branch, both up to the day by which least is left from needed_by on: blocking. Short only if
    others' soft reservations count too: warning. One finding for each resource. Source: rules.md,
    resource-shortage.
    """

    code = "resource-shortage"
    title = _("Resource shortage")
    accepted_by = Acceptor.RESOURCE_KEEPER
    severities = (Severity.BLOCKING, Severity.WARNING)
    untouched_by = CONTACTS_ONLY | (TERMS_ONLY - {WayOutKind.REDUCE_REQUEST})
    messages = {
        "hard": _(
            "%(short_by)s of %(requested)s %(resource)s cannot be had in %(units)s, after what"
            " other plans firmly hold."
        ),
        "soft": _(
            "%(short_by)s of %(requested)s %(resource)s could not be had in %(units)s if other"
            " plans also get what they asked for; asked for there by them: %(held_soft)s."
        ),
    }
    subject = Facts(resource=RESOURCE)
    facts = Facts(
        short_by=Pieces(
            figure=Figure(_("Short"), note=Note(_("of %(n)s asked for"), n="requested"))
        ),
        held_hard=Pieces(figure=Figure(_("Firmly held by others"))),
        held_soft=Pieces(figure=Figure(_("Asked for by others"))),
        needed_by=Day(figure=Figure(_("Needed by"))),
        requested=Pieces(),
        units=Many(UNIT),
        by_branch=Per(
            UNIT,
            Record(
                {
                    "requested": Pieces(),
                    "on_hand": Pieces(),
                    "arriving": Pieces(),
                    "held_hard": Pieces(),
                    "held_soft": Pieces(),
                    "short_by": Pieces(),
                    "needed_by": Day(),
                    "short_on": Day(),
                }
            ),
        ),
        holders=Per(PLAN, Pieces(), counted=_("pieces held or asked for")),
    )
    way_out_kinds = (
        WayOutKind.TRANSFER_STOCK,
        WayOutKind.CHANGE_RESOURCE,
        WayOutKind.REDUCE_REQUEST,
        WayOutKind.ACCEPT,
    )

    def back_orders(
        self, subject: Mapping[str, Any], facts: Mapping[str, Any]
    ) -> Iterable[tuple[str, str]]:
        """Who accepts a shortage lets each branch take what is there."""
        return [(subject["resource"], unit) for unit in facts["by_branch"]]

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for resource in sorted({request.resource for request in plan.requests}):
            lines = [
                line(request, plan, context)
                for request in plan.requests
                if request.resource == resource
            ]
            hard = [one for one in lines if one.short_by]
            short = hard or [replace(one, with_soft=True) for one in lines if one.short_with_soft]
            if short:
                yield self.missing(plan, context, resource, short, is_hard=bool(hard))

    def missing(
        self,
        plan: PlanSnapshot,
        context: Context,
        resource: str,
        short: list[Line],
        *,
        is_hard: bool,
    ) -> FindingDraft:
        shorts = {
            one.request.unit: one.short_by if is_hard else one.short_with_soft for one in short
        }
        holders: dict[str, int] = {}
        for one in short:
            for held in one.supply.held:
                counts = held.by <= one.tightest and (held.is_hard or not is_hard)
                if held.campaign != plan.code and counts:
                    holders[held.campaign] = holders.get(held.campaign, 0) + held.pieces
        return self.finding(
            plan,
            case="hard" if is_hard else "soft",
            severity=Severity.BLOCKING if is_hard else Severity.WARNING,
            subject={"resource": resource},
            facts={
                "short_by": sum(shorts.values()),
                "requested": sum(one.request.quantity for one in short),
                "units": sorted(shorts),
                "held_hard": sum(one.held(is_hard=True) for one in short),
                "held_soft": sum(one.held(is_hard=False) for one in short),
                "needed_by": min(one.request.needed_by for one in short),
                "by_branch": {
                    one.request.unit: {
                        "requested": one.request.quantity,
                        "on_hand": one.supply.on_hand,
                        "arriving": one.arriving,
                        "held_hard": one.held(is_hard=True),
                        "held_soft": one.held(is_hard=False),
                        "short_by": shorts[one.request.unit],
                        "needed_by": one.request.needed_by,
                        "short_on": one.tightest,
                    }
                    for one in short
                },
                "holders": dict(sorted(holders.items(), key=lambda one: (-one[1], one[0]))),
            },
            ways_out=[
                step
                for one in short
                for step in ways_out(plan, context, one, shorts[one.request.unit])
            ],
        )


def surplus(unit: str, needed: RequestLine, plan: PlanSnapshot, context: Context) -> int:
    """What another unit could give away by the day: after everything that is held there or asked
    for by this plan.
    """
    own = sum(
        one.quantity for one in plan.requests if (one.resource, one.unit) == (needed.resource, unit)
    )
    there = RequestLine(
        resource=needed.resource, unit=unit, quantity=own, needed_by=needed.needed_by
    )
    return line(there, plan, context).left


def ways_out(plan: PlanSnapshot, context: Context, short: Line, missing: int) -> Iterator[WayOut]:
    """Bring it over from where most is left, give something else, ask for less, or take a part
    now and the rest later.
    """
    request, had = short.request, short.supply.had
    units = sorted(
        {unit for resource, unit in context.supplies if resource == request.resource}
        - {request.unit}
    )
    left = {unit: surplus(unit, request, plan, context) for unit in units}
    givers = sorted((unit for unit in units if left[unit]), key=lambda unit: (-left[unit], unit))
    if givers:
        quantity = min(left[givers[0]], missing)
        yield WayOut(
            kind=WayOutKind.TRANSFER_STOCK,
            campaign=plan.code,
            params={
                "resource": request.resource,
                "from": givers[0],
                "to": request.unit,
                "quantity": quantity,
            },
            effect={
                "short_before": missing,
                "short_after": missing - quantity,
                "left_there": left[givers[0]] - quantity,
            },
            solves=quantity == missing,
        )
    yield from in_its_place(plan, context, request)
    yield WayOut(
        kind=WayOutKind.REDUCE_REQUEST,
        campaign=plan.code,
        params={
            "resource": request.resource,
            "unit": request.unit,
            "quantity": had + request.quantity - missing,
        },
        effect={
            "quantity_before": had + request.quantity,
            "quantity_after": had + request.quantity - missing,
            "short_after": 0,
        },
    )
    yield WayOut(
        kind=WayOutKind.ACCEPT,
        campaign=plan.code,
        params={"resource": request.resource, "unit": request.unit},
        effect={"quantity_now": request.quantity - missing, "back_order": missing},
    )
