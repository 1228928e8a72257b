"""Themes and plans by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from comms.models import CommunicationPlan, Theme
from comms.queries import plans_for
from organization.models import User


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the theme board: its themes, each with its plans, and the plans without a
    theme.
    """

    first: dt.date
    last: dt.date
    themes: Sequence[tuple[Theme, Sequence[CommunicationPlan]]]
    loose: Sequence[CommunicationPlan]


def month_after(day: dt.date, months: int = 1) -> dt.date:
    """The first of the month so many months from the month of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def theme_board(*, user: User, first: dt.date, months: int = 3) -> list[Month]:
    """Themes and plans by month, from the month of ``first`` on, in a fixed number of queries."""
    start = first.replace(day=1)
    last = month_after(start, months) - dt.timedelta(days=1)
    themes = list(
        Theme.objects.filter(starts_on__lte=last, ends_on__gte=start).select_related("unit")
    )
    plans = list(
        plans_for(user)
        .filter(starts_on__lte=last, ends_on__gte=start)
        .order_by("starts_on", "code")
    )
    return [_month(month_after(start, number), themes, plans) for number in range(months)]


def _month(first: dt.date, themes: Sequence[Theme], plans: Sequence[CommunicationPlan]) -> Month:
    last = month_after(first) - dt.timedelta(days=1)
    here = [plan for plan in plans if plan.starts_on <= last and plan.ends_on >= first]
    shown = [theme for theme in themes if theme.starts_on <= last and theme.ends_on >= first]
    named = {theme.pk for theme in shown}
    return Month(
        first,
        last,
        [(theme, [plan for plan in here if plan.theme_id == theme.pk]) for theme in shown],
        [plan for plan in here if plan.theme_id not in named],
    )


def themes_meeting(first: dt.date, last: dt.date) -> QuerySet[Theme]:
    """The themes of a window, binding ones first."""
    rows = Theme.objects.filter(starts_on__lte=last, ends_on__gte=first)
    return rows.select_related("unit").order_by("-is_binding", "starts_on", "id")
