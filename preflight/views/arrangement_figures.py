"""Before and after of an arrangement, number beside number."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from preflight.models import Arrangement

FIGURES: dict[str, str | Promise] = {
    "blocking": _("Conflicts that block"),
    "persons": _("Persons contacted too often"),
    "over": _("Weeks and channels over their limit"),
    "warning": _("Warnings"),
    "points": _("Points, the fewest are the best"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A number before and after."""

    label: str | Promise
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before

    @property
    def css(self) -> str:
        return "ok" if self.change < 0 else "warn" if self.change > 0 else ""


def figures_of(arrangement: Arrangement) -> list[Pair]:
    before, after = arrangement.before, arrangement.after
    return [Pair(label, before.get(name, 0), after.get(name, 0)) for name, label in FIGURES.items()]
