"""An estimate as pages and the API show it: what may be said, and the bar that is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from channels.enums import Trend
from channels.evidence.comparing import effect
from channels.models import CellEstimate, Channel, CustomerGroup, Product
from channels.policies import EVIDENCE_LEAST
from common import clock, display
from organization.policies import values_on

WIDTH = 100.0  # of the drawing, whatever its size on the page


@dataclass(frozen=True, slots=True)
class Evidence:
    """An estimate beside the contacts that it needs; ``scale`` is the rate at the end of the
    bar.
    """

    estimate: CellEstimate
    least: int
    scale: float

    @property
    def is_enough(self) -> bool:
        return self.estimate.contacted >= self.least

    @property
    def rate(self) -> str:
        return display.percent(self.estimate.mean)

    @property
    def interval(self) -> str:
        """``1.1%–1.5%``, in square brackets as in reports."""
        low, high = (display.percent(one) for one in (self.estimate.low, self.estimate.high))
        return f"[{low}, {high}]"

    @property
    def sentence(self) -> str:
        """Rate, interval, rounds and contacts in one line; what is missing where it is too
        little.
        """
        contacted = display.number(self.estimate.contacted)
        if not self.is_enough:
            words = _("Too little to say: %(contacted)s of %(least)s contacts.")
            return words % {"contacted": contacted, "least": display.number(self.least)}
        rounds = len(self.estimate.rounds)
        words = ngettext(
            "%(rate)s %(interval)s, %(rounds)s round, %(contacted)s contacts",
            "%(rate)s %(interval)s, %(rounds)s rounds, %(contacted)s contacts",
            rounds,
        )
        return words % {
            "rate": self.rate,
            "interval": self.interval,
            "rounds": rounds,
            "contacted": contacted,
        }

    @property
    def expected(self) -> str:
        return display.percent(self.estimate.expected)

    @property
    def trend(self) -> Trend:
        return Trend(self.estimate.trend)

    @property
    def cost_per_taken(self) -> Decimal | None:
        """Yuan for each who took it; None where no result told its cost, or nobody took it."""
        of = self.estimate
        if of.cost is None or not of.cost_taken:
            return None
        return (of.cost / of.cost_taken).quantize(Decimal("0.01"))

    @property
    def effect(self) -> str:
        """What the contacts brought beyond the control group; a word where none was kept."""
        of = self.estimate
        found = effect(of.compared_taken, of.compared, of.held_out_taken, of.held_out)
        if found is None:
            return _("without control group")
        by, low, high = (f"{display.number(one * 100, 1)}" for one in found)
        words = _("%(by)s points [%(low)s, %(high)s] more than the control group of %(held)s")
        return words % {"by": by, "low": low, "high": high, "held": display.number(of.held_out)}

    @property
    def history(self) -> list[tuple[str, int, int, str]]:
        """Month, contacts, taken and rate of each round, newest first."""
        rows = [
            (month, contacted, taken, display.percent(taken / contacted))
            for month, contacted, taken in self.estimate.rounds
        ]
        return rows[::-1]

    def place(self, rate: float) -> str:
        return f"{min(rate / self.scale, 1.0) * WIDTH:.1f}"

    @property
    def start(self) -> str:
        return self.place(self.estimate.low)

    @property
    def length(self) -> str:
        return f"{max(float(self.place(self.estimate.high)) - float(self.start), 1.0):.1f}"

    @property
    def middle(self) -> str:
        return self.place(self.estimate.mean)


def evidence_of(
    *, product: Product, group: CustomerGroup, channel: Channel
) -> tuple[Evidence | None, list[tuple[Channel, Evidence]]]:
    """What is known of a cell, and of the same product and group on other channels, best first;
    those of which something may be said. Two statements.
    """
    rows = list(
        CellEstimate.objects.filter(product=product, customer_group=group).select_related("channel")
    )
    if not rows:
        return None, []
    least = least_contacts(clock.today())
    scale = max(row.high for row in rows) or 1.0
    found = {row.channel: Evidence(row, least, scale) for row in rows}
    others = [(on, one) for on, one in found.items() if on != channel and one.is_enough]
    others.sort(key=lambda pair: -pair[1].estimate.mean)
    return found.get(channel), others


def least_contacts(today: dt.date) -> int:
    """How many contacts a cell needs before its results say something."""
    return int(values_on(today)[EVIDENCE_LEAST])


def evidence_by_cell(pairs: set[tuple[int, int]]) -> dict[tuple[int, int, int], Evidence]:
    """What is known of the cells of pairs of product and group, by keys of product, group and
    channel. Two statements.
    """
    rows = CellEstimate.objects.filter(product__in={product for product, _group in pairs})
    shown = [row for row in rows if (row.product_id, row.customer_group_id) in pairs]
    if not shown:
        return {}
    least = least_contacts(clock.today())
    scale = max(row.high for row in shown) or 1.0
    return {
        (row.product_id, row.customer_group_id, row.channel_id): Evidence(row, least, scale)
        for row in shown
    }
