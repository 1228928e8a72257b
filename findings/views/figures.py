"""The numbers that matter of a finding: up to four, by what its facts hold, each with its unit and
a line below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.plan_view.formatting import joined
from common import display

Facts = Mapping[str, Any]
MOST = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """How a fact is shown: label, unit, how its value is written, and the line below it."""

    label: str | Promise
    unit: str | Promise = ""
    write: Callable[[Any], str] = display.number
    note: Callable[[Facts], str] | None = None


def exact(value: Any) -> Decimal | None:
    """A fact as a number; facts keep money as text."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def count(value: Any) -> str:
    number = exact(value)
    return display.number(number) if number is not None else str(value)


def money(value: Any) -> str:
    number = exact(value)
    return display.money(number) if number is not None else str(value)


def day(value: Any) -> str:
    return display.full_date(value) if isinstance(value, dt.date) else str(value)


def length(value: Any) -> str:
    return str(len(value)) if isinstance(value, list) else str(value)


def shares(facts: Facts) -> str:
    if facts.get("percent_own") is None:
        return ""
    if facts.get("percent_other") is None:
        return _("%(own)s%% of ours") % {"own": facts["percent_own"]}
    return _("%(own)s%% of ours, %(other)s%% of theirs") % {
        "own": facts["percent_own"],
        "other": facts["percent_other"],
    }


def rates(facts: Facts) -> str:
    own, other = exact(facts.get("rate_own")), exact(facts.get("rate_other"))
    if own is None or other is None:
        return ""
    return _("%(own)s against %(other)s") % {
        "own": display.percent(own),
        "other": display.percent(other),
    }


def window(facts: Facts) -> str:
    return str(facts.get("overlap_window") or "")


def names(key: str) -> Callable[[Facts], str]:
    return lambda facts: joined(facts[key]) if isinstance(facts.get(key), list) else ""


def of(
    key: str, sentence: str | Promise, write: Callable[[Any], str] = count
) -> Callable[[Facts], str]:
    """A line with one other fact in it; nothing where that is missing."""
    return lambda facts: (
        str(sentence) % {"n": write(facts[key])} if facts.get(key) not in (None, "") else ""
    )


def worst(facts: Facts) -> str:
    span = facts.get("worst_window")
    if not isinstance(span, Mapping):
        return ""
    first, last = (dt.date.fromisoformat(str(span[name])) for name in ("from", "until"))
    return _("most in %(window)s") % {"window": display.date_range(first, last)}


# In the order of what says most; the first four that a finding has are shown.
FIGURES: dict[str, Shown] = {
    "shared_persons": Shown(
        gettext_lazy("Shared customers"), pgettext_lazy("unit", "persons"), count, shares
    ),
    "exposed_persons": Shown(
        gettext_lazy("See the other offer"), pgettext_lazy("unit", "persons"), count
    ),
    "persons_over": Shown(
        gettext_lazy("Over the limit"),
        pgettext_lazy("unit", "persons"),
        count,
        of("persons_over_approved", gettext_lazy("%(n)s with approved plans alone")),
    ),
    "gap_points": Shown(
        gettext_lazy("Gap of the offers"), pgettext_lazy("gap", "points"), count, rates
    ),
    "gap_per_month": Shown(gettext_lazy("Gap of the offers"), gettext_lazy("a bound month"), money),
    "cost_if_all": Shown(
        gettext_lazy("Cost if all take both"),
        "",
        money,
        of("value_together", gettext_lazy("%(n)s each"), money),
    ),
    "overlap_days": Shown(
        gettext_lazy("Windows overlap"), pgettext_lazy("unit", "days"), count, window
    ),
    "shared_channels": Shown(gettext_lazy("Shared channels"), "", length, names("shared_channels")),
    "worst_count": Shown(
        gettext_lazy("Most for one person"), gettext_lazy("contacts"), count, worst
    ),
    "short_by": Shown(
        gettext_lazy("Short"),
        pgettext_lazy("unit", "pieces"),
        count,
        of("requested", gettext_lazy("of %(n)s asked for")),
    ),
    "held_hard": Shown(
        gettext_lazy("Firmly held by others"), pgettext_lazy("unit", "pieces"), count
    ),
    "held_soft": Shown(gettext_lazy("Asked for by others"), pgettext_lazy("unit", "pieces"), count),
    "needed_by": Shown(gettext_lazy("Needed by"), "", day),
    "points": Shown(
        gettext_lazy("Points of the week"), "", count, of("limit", gettext_lazy("limit %(n)s"))
    ),
    "points_plan": Shown(
        gettext_lazy("Of them this plan"), pgettext_lazy("measure", "points"), count
    ),
    "load": Shown(
        gettext_lazy("Load"),
        "",
        count,
        of("load_approved", gettext_lazy("%(n)s with approved plans alone")),
    ),
    "capacity": Shown(gettext_lazy("Capacity"), "", count),
    "over_by": Shown(gettext_lazy("Over by"), "", count),
    "percent_department": Shown(
        gettext_lazy("Share of the department"),
        "%",
        count,
        of("allowed", gettext_lazy("at most %(n)s%%")),
    ),
    "score": Shown(
        gettext_lazy("Readiness"),
        gettext_lazy("of 100"),
        count,
        of("required", gettext_lazy("at least %(n)s")),
    ),
    "open_items": Shown(
        gettext_lazy("Still open"), gettext_lazy("items"), length, names("open_items")
    ),
    "persons": Shown(gettext_lazy("Concerned"), pgettext_lazy("unit", "persons"), count, shares),
    "charge_per_month": Shown(gettext_lazy("They would pay"), gettext_lazy("a month"), money),
    "day": Shown(gettext_lazy("Day"), "", day),
    "free_from": Shown(gettext_lazy("Bound until after"), "", day),
    "rate_better": Shown(
        gettext_lazy("The other channel"), "%", count, of("rate", gettext_lazy("this one %(n)s%%"))
    ),
    "limit": Shown(gettext_lazy("Limit"), "", count, of("days", gettext_lazy("within %(n)s days"))),
}


def figures_of(facts: Facts) -> list[dict[str, Any]]:
    """What is shown of these facts, which hold names in the place of codes."""
    found = [
        (shown, facts[key])
        for key, shown in FIGURES.items()
        if facts.get(key) not in (None, "", [], {})
    ]
    return [
        {
            "label": shown.label,
            "value": shown.write(value),
            "unit": shown.unit,
            "note": shown.note(facts) if shown.note else "",
        }
        for shown, value in found[:MOST]
    ]
