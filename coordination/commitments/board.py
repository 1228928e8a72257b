"""A plan's commitments as its page shows them: columns by state, and the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from campaigns.tabs import TabCount
from coordination.commitments.access import commitments_for
from coordination.commitments.gates import asked_for, doer
from coordination.commitments.network import LAUNCH, Box, Network, Task, network
from coordination.enums import UNKEPT, UNPROMISED, Gate
from coordination.enums import CommitmentState as S
from coordination.models import Commitment
from organization.models import User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class Column:
    """States that stand together on the board."""

    label: str | Promise
    rows: Sequence[Commitment]


COLUMNS: tuple[tuple[str | Promise, frozenset[S]], ...] = (
    (_("To be promised"), UNPROMISED),
    (_("To be kept"), frozenset({S.PROMISED, S.BROKEN})),
    (_("To be accepted"), frozenset({S.DONE})),
    (pgettext_lazy("commitments", "Over"), frozenset({S.ACCEPTED, S.WAIVED, S.WITHDRAWN})),
)


def columns_of(rows: Sequence[Commitment]) -> list[Column]:
    return [
        Column(label, [one for one in rows if one.state in states]) for label, states in COLUMNS
    ]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box of the drawing with what stands in it."""

    box: Box
    commitment: Commitment
    who: str


def network_of(rows: Sequence[Commitment], today: dt.date) -> tuple[Network, list[Drawn]]:
    """The drawing of what is asked, without what was withdrawn; and its boxes with their words."""
    shown = {one.code: one for one in rows if one.state != S.WITHDRAWN}
    tasks = [
        Task(
            key=one.code,
            due=one.due_on,
            is_kept=one.state not in UNKEPT,
            gates=one.gate == Gate.LAUNCH,
            waits_for=tuple(other.code for other in one.waits_for.all() if other.code in shown),
        )
        for one in shown.values()
    ]
    drawing = network(tasks, today)
    drawn = [
        Drawn(box, shown[key], doer(shown[key]))
        for key, box in drawing.boxes.items()
        if key != LAUNCH
    ]
    return drawing, drawn


def seen(user: User, campaign: Campaign) -> list[Commitment]:
    """The plan's commitments that the person may see: all, for who sees plans in preparation."""
    if user.may(Permission.SEE_PLANS):
        return asked_for(campaign)
    return list(commitments_for(user).filter(campaign=campaign))


def tab_count(user: User, campaign: Campaign) -> TabCount:
    """How many hold a gate or are late, and how many others are open."""
    found = [one for one in seen(user, campaign) if one.state in UNKEPT | {S.DONE}]
    late = sum(
        1
        for one in found
        if one.state == S.BROKEN or (one.gate == Gate.FINALISE and one.state in UNPROMISED)
    )
    return TabCount(blocking=late, others=len(found) - late)


def has_commitments(user: User, campaign: Campaign) -> bool:
    """Whether the plan's page has the tab: where there is anything that the person may see."""
    return bool(seen(user, campaign))
