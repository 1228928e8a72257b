"""The lessons of past plans like one that is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from assessment.policies import LESSON_MONTHS, LESSONS_MOST
from campaigns.models import PlanResult, PlanVersion

MONTH = dt.timedelta(days=365) / 12


def lessons_for(
    version: PlanVersion, *, as_of: dt.date, policies: Mapping[str, Any]
) -> list[PlanResult]:
    """Past plans of the category that share a product family or a channel with the version and
    taught something, within so many months: first those that share both, then those that drew more
    complaints per person. Of equal lessons one.
    """
    families = set(version.offers.values_list("product__family", flat=True))
    channels = set(version.placements.values_list("channel", flat=True))
    since = as_of - policies[LESSON_MONTHS] * MONTH
    alike = Q(product_family__in=families) | Q(channel__in=channels)
    rows = PlanResult.objects.filter(
        alike, category=version.category, ended_on__range=(since, as_of)
    ).exclude(lesson="")

    def likeness(row: PlanResult) -> tuple[int, float, str]:
        shared = (row.product_family_id in families) + (row.channel_id in channels)
        return -shared, -row.complaints / row.reached, row.campaign

    first: dict[str, PlanResult] = {}
    for row in sorted(rows, key=likeness):
        first.setdefault(row.lesson, row)
    return list(first.values())[: policies[LESSONS_MOST]]
