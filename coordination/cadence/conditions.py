"""What has to be true before a step of a cycle ends, beside its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coordination.cadence import open_rows
from coordination.cadence.open_rows import Rows
from coordination.enums import Gate, StepKind
from organization.enums import Role
from preflight.rules.channel_capacity import ChannelCapacity
from preflight.rules.resource_lead_time import ResourceLeadTime
from preflight.rules.resource_shortage import ResourceShortage


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: the rows that still stand against it, or, where it ``asks_for`` something,
    those that have to be there; ``unit`` is the path from a row to the unit whose turn it is,
    without one the people of ``roles`` are asked.
    """

    code: str
    step: StepKind
    rows: Rows
    none: str | Promise
    some: Any
    unit: str = ""
    roles: frozenset[Role] = frozenset()
    asks_for: bool = False

    def is_met(self, count: int) -> bool:
        return count > 0 if self.asks_for else count == 0

    def sentence(self, count: int) -> str:
        """What there is to say about so many rows."""
        return str(self.some % {"n": count} if count else self.none)


K = StepKind
CONDITIONS: tuple[Condition, ...] = (
    Condition(
        code="aims",
        step=K.STRATEGY,
        rows=open_rows.aims,
        asks_for=True,
        roles=frozenset({Role.LEADERSHIP}),
        none=_("No initiative has figures to reach in this cycle yet."),
        some=ngettext_lazy(
            "%(n)s initiative has figures to reach.",
            "%(n)s initiatives have figures to reach.",
            "n",
        ),
    ),
    Condition(
        code="themes",
        step=K.STRATEGY,
        rows=open_rows.themes,
        asks_for=True,
        roles=frozenset({Role.COMMS_EDITOR, Role.COMMS_REVIEWER}),
        none=_("No theme is set for these days yet."),
        some=ngettext_lazy("%(n)s theme is set.", "%(n)s themes are set.", "n"),
    ),
    Condition(
        code="intentions",
        step=K.PLANS,
        rows=open_rows.intentions,
        unit="owner_unit",
        none=_("Every announced intention is submitted."),
        some=ngettext_lazy(
            "%(n)s announced intention is not submitted.",
            "%(n)s announced intentions are not submitted.",
            "n",
        ),
    ),
    Condition(
        code="blocked",
        step=K.CONFLICTS,
        rows=open_rows.blocked,
        unit="owner_unit",
        none=_("No plan has anything left that blocks it."),
        some=ngettext_lazy(
            "%(n)s plan has findings that block it.",
            "%(n)s plans have findings that block them.",
            "n",
        ),
    ),
    Condition(
        code="negotiations",
        step=K.CONFLICTS,
        rows=open_rows.negotiations,
        unit="finding__sides__campaign__owner_unit",
        none=_("Nothing is being negotiated."),
        some=ngettext_lazy(
            "%(n)s negotiation is not over.", "%(n)s negotiations are not over.", "n"
        ),
    ),
    Condition(
        code="promises",
        step=K.CONFLICTS,
        rows=open_rows.unpromised(Gate.FINALISE),
        unit="performer_unit",
        none=_("Everything that finalising waits for is promised."),
        some=ngettext_lazy(
            "%(n)s commitment that finalising waits for is not promised.",
            "%(n)s commitments that finalising waits for are not promised.",
            "n",
        ),
    ),
    Condition(
        code="untold",
        step=K.COMMS,
        rows=open_rows.untold,
        roles=frozenset({Role.COMMS_EDITOR}),
        none=_("Every final plan is in a communication plan."),
        some=ngettext_lazy(
            "%(n)s final plan is in no communication plan.",
            "%(n)s final plans are in no communication plan.",
            "n",
        ),
    ),
    Condition(
        code="texts",
        step=K.COMMS,
        rows=open_rows.unreleased,
        roles=frozenset({Role.COMMS_EDITOR, Role.COMMS_REVIEWER}),
        none=_("Every draft is released."),
        some=ngettext_lazy("%(n)s draft is not released.", "%(n)s drafts are not released.", "n"),
    ),
    Condition(
        code="channels",
        step=K.COMMS,
        rows=open_rows.found_by(ChannelCapacity.code),
        roles=frozenset({Role.CHANNEL_MANAGER}),
        none=_("No channel is asked for more than it can carry."),
        some=ngettext_lazy(
            "%(n)s finding about the capacity of a channel is open.",
            "%(n)s findings about the capacity of channels are open.",
            "n",
        ),
    ),
    Condition(
        code="shortages",
        step=K.RESOURCES,
        rows=open_rows.found_by(ResourceShortage.code, ResourceLeadTime.code),
        roles=frozenset({Role.RESOURCE_KEEPER}),
        none=_("Nothing is short."),
        some=ngettext_lazy(
            "%(n)s finding about stock or lead times is open.",
            "%(n)s findings about stock or lead times are open.",
            "n",
        ),
    ),
    Condition(
        code="back_orders",
        step=K.RESOURCES,
        rows=open_rows.back_orders,
        roles=frozenset({Role.RESOURCE_KEEPER}),
        none=_("Nothing is on back-order."),
        some=ngettext_lazy(
            "%(n)s reservation waits for goods.", "%(n)s reservations wait for goods.", "n"
        ),
    ),
    Condition(
        code="launch_promises",
        step=K.RESOURCES,
        rows=open_rows.unpromised(Gate.LAUNCH),
        unit="performer_unit",
        none=_("Everything that launches wait for is promised."),
        some=ngettext_lazy(
            "%(n)s commitment that a launch waits for is not promised.",
            "%(n)s commitments that launches wait for are not promised.",
            "n",
        ),
    ),
    Condition(
        code="not_started",
        step=K.RUN,
        rows=open_rows.not_started,
        unit="owner_unit",
        none=_("Every approved plan has started on its day."),
        some=ngettext_lazy(
            "%(n)s approved plan has not started on its day.",
            "%(n)s approved plans have not started on their day.",
            "n",
        ),
    ),
    Condition(
        code="unevaluated",
        step=K.REVIEW,
        rows=open_rows.unevaluated,
        roles=frozenset({Role.SERVICE_MANAGER}),
        none=_("Every plan that has ended is evaluated."),
        some=ngettext_lazy(
            "%(n)s plan that has ended is not evaluated.",
            "%(n)s plans that have ended are not evaluated.",
            "n",
        ),
    ),
    Condition(
        code="unreviewed",
        step=K.REVIEW,
        rows=open_rows.unreviewed,
        unit="owner_unit",
        none=_("Every initiative is reviewed."),
        some=ngettext_lazy(
            "%(n)s initiative is not reviewed.", "%(n)s initiatives are not reviewed.", "n"
        ),
    ),
)
BY_CODE: Mapping[str, Condition] = {one.code: one for one in CONDITIONS}


def of_step(kind: str) -> list[Condition]:
    """The conditions on which a step ends, beside its day."""
    return [one for one in CONDITIONS if one.step == kind]
