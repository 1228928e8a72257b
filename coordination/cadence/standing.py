"""How a step's conditions stand today: counted in one query, said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import IntegerField, Subquery
from django.utils.translation import gettext as _

from campaigns.models import PlanningCycle
from common.display import full_date
from coordination.cadence.conditions import CONDITIONS, Condition, of_step
from coordination.enums import StepKind, StepState
from coordination.models import CycleStep


class CountOf(Subquery):
    """How many rows a query has, as a column of another one."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts_of(
    cycle: PlanningCycle, today: dt.date, among: Iterable[Condition] = CONDITIONS
) -> dict[str, int]:
    """How many rows each condition has, by its code; one query."""
    asked = list(among)
    if not asked:
        return {}
    columns = [CountOf(one.rows(cycle, today).order_by().values("pk").distinct()) for one in asked]
    found = PlanningCycle.objects.filter(pk=cycle.pk).values_list(*columns)[0]
    return dict(zip((one.code for one in asked), found, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A condition of one step as it stands: with a ``count`` where its rows can be opened."""

    code: str
    text: str
    is_met: bool
    count: int | None = None


def standing_of(step: CycleStep, counts: Mapping[str, int], today: dt.date) -> list[Standing]:
    """What has to be true before the step ends, its day first."""
    return [
        *_day_of(step, today),
        *(
            Standing(
                code=one.code,
                text=one.sentence(counts[one.code]),
                is_met=one.is_met(counts[one.code]),
                count=counts[one.code],
            )
            for one in of_step(step.kind)
        ),
    ]


def _day_of(step: CycleStep, today: dt.date) -> list[Standing]:
    """Plans come in, and a cycle runs, until their day whatever else is done by then; what is
    reopened stays so until its day.
    """
    if step.kind not in {StepKind.PLANS, StepKind.RUN} and step.state != StepState.REOPENED:
        return []
    is_over = today > step.due_on
    said = _("Its last day, %(day)s, is over.") if is_over else _("Its last day is %(day)s.")
    return [Standing(code="day", text=said % {"day": full_date(step.due_on)}, is_met=is_over)]


def entry_of(step: CycleStep, before: CycleStep | None, today: dt.date) -> Standing:
    """What has to be true before the step begins."""
    if step.kind == StepKind.RUN:
        first = step.cycle.starts_on
        text = _("The cycle begins on %(day)s.") % {"day": full_date(first)}
        return Standing(code="first_day", text=text, is_met=today >= first)
    if before is None:
        return Standing(code="begun", text=str(_("The cycle is planned in steps.")), is_met=True)
    text = _("“%(step)s” is closed.") % {"step": before.get_kind_display()}
    return Standing(code="before", text=text, is_met=before.state == StepState.CLOSED)


def all_met(found: Sequence[Standing]) -> bool:
    return all(one.is_met for one in found)
