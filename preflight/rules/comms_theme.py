from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    CHANNEL,
    PLAN,
    RESOURCE,
    UNIT,
    Day,
    Facts,
    Figure,
    Many,
    Per,
    Pieces,
    Plain,
    Word,
)
from findings.types import FindingDraft
from preflight.context import Context
from preflight.needs import Line, line
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot
from preflight.steps.themes import aligned, free_slots, into_theme, other_slot
from preflight.themes import Shown, binding, own_themes, shown

OF_THEME = ("outside", "binding", "untold")


class CommsTheme(Rule):
    """What customers see of a plan (each wave of a push channel, each public placement from the
    first day on) lies outside the theme of its communication plan, or in the days of a binding
    theme of the province to which none of its communication plans belongs (blocking; a doubt while
    no communication plan names the plan at all). Also: a communication plan under no theme and
    without a reason, no selling points although somebody is to write about the plan, and a media
    slot that others hold while another one is free. Source: rules.md, comms-theme.
    """

    code = "comms-theme"
    title = _("Theme of the communication")
    accepted_by = Acceptor.COMMS_AND_HEAD
    severities = (Severity.BLOCKING, Severity.WARNING)
    untouched_by = frozenset(WayOutKind) - {
        WayOutKind.SHIFT_DATES,
        WayOutKind.MOVE_WAVE,
        WayOutKind.DROP_WAVE,
        WayOutKind.CHANGE_CHANNEL,
        WayOutKind.LEAVE_CHANNEL,
        WayOutKind.REDUCE_REQUEST,
        WayOutKind.CHANGE_RESOURCE,
    }
    messages = {
        "outside": _(
            "The plan's communication belongs to the theme %(themes)s, which does not run on"
            " %(days)s, when customers see the plan on %(channels)s."
        ),
        "binding": _(
            "The theme “%(named)s” of the province is binding from %(starts_on)s to %(ends_on)s;"
            " customers see this plan on %(channels)s then, and its communication belongs to"
            " another theme or to none."
        ),
        "untold": _(
            "The theme “%(named)s” of the province is binding from %(starts_on)s to %(ends_on)s;"
            " customers see this plan on %(channels)s then. No communication plan names it yet, so"
            " it cannot be ruled out that it departs from the theme."
        ),
        "no_theme": _(
            "The communication plan “%(named)s” belongs to no theme and does not say why."
        ),
        "no_points": _(
            "The plan has no selling points, and “%(named)s” is to speak of it: what it says only"
            " the planner can know."
        ),
        "slot": _(
            "%(resource)s in %(unit)s is taken by other plans: %(short_by)s of %(requested)s cannot"
            " be had. Free there: %(free)s."
        ),
    }
    subject = (
        Facts(theme=Plain()).only(*OF_THEME)
        + Facts(communication_plan=Plain()).only("no_theme")
        + Facts(resource=RESOURCE, unit=UNIT).only("slot")
    )
    facts = (
        Facts(themes=Many(Plain())).only("outside")
        + Facts(named=Plain()).only("binding", "untold", "no_theme", "no_points")
        + Facts(
            starts_on=Day(figure=Figure(_("Theme from"))),
            ends_on=Day(figure=Figure(_("until"))),
            days=Many(Day()),
            channels=Many(CHANNEL, figure=Figure(_("Shown on"), unit="")),
        ).only(*OF_THEME)
        + Facts(missing=Word.bare("communication_plan", "theme", "selling_points")).only(
            "untold", "no_theme", "no_points"
        )
        + Facts(drafts=Many(Plain())).only("no_points")
        + Facts(
            short_by=Pieces(),
            requested=Pieces(),
            needed_by=Day(figure=Figure(_("Needed by"))),
            holders=Per(PLAN, Pieces(), counted=_("pieces held or asked for")),
            free=Many(RESOURCE),
        ).only("slot")
    )
    way_out_kinds = (
        WayOutKind.MOVE_WAVE,
        WayOutKind.ALIGN_THEME,
        WayOutKind.CHANGE_RESOURCE,
    )

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        seen = list(shown(plan, context))
        yield from self.outside(plan, context, seen)
        yield from self.bound(plan, context, seen)
        yield from self.unsaid(plan, context)
        yield from self.taken(plan, context)

    def outside(
        self, plan: PlanSnapshot, context: Context, seen: list[Shown]
    ) -> Iterator[FindingDraft]:
        """What none of the plan's own themes covers."""
        themes = own_themes(context)
        left = [one for one in seen if not any(theme.covers(one.on) for theme in themes)]
        if not themes or not left:
            return
        theme = min(themes, key=lambda one: (one.starts_on, one.code))
        yield self.finding(
            plan,
            case="outside",
            severity=Severity.WARNING,
            subject={"theme": theme.code},
            facts={
                "themes": [one.name for one in themes],
                "starts_on": theme.starts_on,
                "ends_on": theme.ends_on,
                **when_and_where(left),
            },
            ways_out=[*into_theme(plan, context, left, themes), *aligned(plan, [theme])],
        )

    def bound(
        self, plan: PlanSnapshot, context: Context, seen: list[Shown]
    ) -> Iterator[FindingDraft]:
        """What lies in the days of a binding theme that is not the plan's."""
        is_named = bool(context.communications)
        for theme in binding(plan, context):
            within = [one for one in seen if theme.covers(one.on)]
            if not within:
                continue
            yield self.finding(
                plan,
                case="binding" if is_named else "untold",
                severity=Severity.BLOCKING if is_named else Severity.WARNING,
                subject={"theme": theme.code},
                facts={
                    "named": theme.name,
                    "starts_on": theme.starts_on,
                    "ends_on": theme.ends_on,
                    **when_and_where(within),
                    **({} if is_named else {"missing": "communication_plan"}),
                },
                ways_out=list(aligned(plan, [theme])),
            )

    def unsaid(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """What a communication plan lacks: a theme or a reason, and selling points to go by."""
        for one in context.communications:
            subject = {"communication_plan": one.code}
            if one.theme is None and not one.reason:
                near = [theme for theme in context.themes if theme.covers(plan.starts_on)]
                yield self.finding(
                    plan,
                    case="no_theme",
                    severity=Severity.WARNING,
                    subject=subject,
                    facts={"named": one.name, "missing": "theme"},
                    ways_out=list(aligned(plan, near)),
                )
        if context.communications and not plan.selling_points:
            drafts = {code for one in context.communications for code in one.drafts}
            yield self.finding(
                plan,
                case="no_points",
                severity=Severity.WARNING,
                facts={
                    "named": context.communications[0].name,
                    "missing": "selling_points",
                    "drafts": sorted(drafts),
                },
            )

    def taken(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """Media slots that others hold, where another one is free in the same unit."""
        for request in plan.requests:
            if request.resource not in context.media_slots:
                continue
            needed = line(request, plan, context)
            if needed.short_by and (free := free_slots(plan, context, needed)):
                yield self.slot(plan, needed, free)

    def slot(self, plan: PlanSnapshot, needed: Line, free: list[str]) -> FindingDraft:
        request = needed.request
        holders: dict[str, int] = {}
        for held in needed.supply.held:
            if held.campaign != plan.code and held.is_hard and held.by <= needed.tightest:
                holders[held.campaign] = holders.get(held.campaign, 0) + held.pieces
        return self.finding(
            plan,
            case="slot",
            severity=Severity.WARNING,
            subject={"resource": request.resource, "unit": request.unit},
            facts={
                "short_by": needed.short_by,
                "requested": request.quantity,
                "needed_by": request.needed_by,
                "holders": holders,
                "free": free,
            },
            ways_out=[other_slot(plan, needed, slot) for slot in free[:3]],
        )


def when_and_where(seen: list[Shown]) -> dict[str, object]:
    """The days and channels, each once."""
    return {
        "days": sorted({one.on for one in seen}),
        "channels": sorted({one.placement.channel for one in seen}),
    }
