"""What people are told about the steps of a cycle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import CycleKind
from common import messages
from coordination.enums import StepKind
from coordination.models import CycleStep
from organization.models import User
from organization.notices import notify

CODE = "cycle_step"
CASES: Mapping[str, Promise] = {
    "opened": _("%(cycle)s: “%(step)s” begins; it ends on %(due)s."),
    "reopened": _("%(cycle)s: “%(step)s” is open again until %(due)s: %(reason)s"),
    "closed": _("%(cycle)s: “%(step)s” is closed."),
    "moved": _("%(cycle)s: “%(step)s” now ends on %(due)s: %(reason)s"),
    "due_soon": _("%(cycle)s: “%(step)s” ends on %(due)s, and something of it is yours."),
    "late": _("%(cycle)s: “%(step)s” was to end on %(due)s; what is missing is yours."),
    "late_entry": _("%(cycle)s: “%(plan)s” comes in after the cut-off: %(reason)s"),
}
CYCLES: Mapping[str, Promise] = {
    CycleKind.YEAR: _("Year %(year)s"),
    CycleKind.QUARTER: _("Q%(quarter)s %(year)s"),
    CycleKind.MONTH: pgettext_lazy("month", "%(month)s/%(year)s"),
}


def _sentence(case: str, cycle: str, step: str) -> str:
    said = str(CASES[case]).replace("%(step)s", str(StepKind(step).label))
    return said.replace("%(cycle)s", str(CYCLES[cycle]))


# The names of cycle and step stand in the sentence, so that each reader has them in their language.
messages.register(
    CODE,
    {
        f"{case}-{step}-{cycle}": lazy(_sentence, str)(case, cycle, step)
        for case in CASES
        for step in StepKind.values
        for cycle in CYCLES
    },
)


def tell_step(
    people: Iterable[User], case: str, step: CycleStep, *, now: dt.datetime, **params: Any
) -> None:
    """Tell people about a step of a cycle."""
    first = step.cycle.starts_on
    words = {
        "year": str(first.year),
        "quarter": str((first.month + 2) // 3),
        "month": str(first.month),
        "due": step.due_on.isoformat(),
        **params,
    }
    url = f"/cycles/{step.cycle.code}/"
    notify(people, CODE, f"{case}-{step.kind}-{step.cycle.kind}", params=words, url=url, now=now)
