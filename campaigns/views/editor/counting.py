"""The live count of the audience: what each line brings, what the exclusions take, whom the waves
reach.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from pyroaring import AbstractBitMap, BitMap

from campaigns.audiences import Source, resolve, stored_sources
from campaigns.enums import SourceSide, SourceUse
from campaigns.models import AudienceSource, PlanVersion
from campaigns.plan_view import formatting
from campaigns.plan_view.plans import sources
from campaigns.plan_view.reach import reached
from campaigns.views.editor.choices import Choices
from campaigns.views.editor.context import chosen
from campaigns.views.editor.lines import simple_conditions
from campaigns.views.editor.page import own_draft
from common import clock
from customers import queries
from customers.audience import combine
from customers.bitmaps import count_organisations, count_persons, expand, union
from customers.counting import floored, told
from customers.filters import evaluate
from organization.http import SignedInRequest


@dataclass(slots=True)
class Step:
    """One line of the waterfall: the persons whom an exclusion takes away, and the organisations
    that it takes away with their people.
    """

    words: str
    persons: int
    organisations: int


@dataclass(slots=True)
class Counted:
    """The audience as the stored draft gives it today. ``lines`` are the counts beside the editor's
    fields, by the dashed path of the line in the plan's JSON. ``is_empty``: nobody was asked for.
    """

    is_empty: bool = True
    total: int = 0
    organisations: int = 0
    matching: int = 0
    taken: list[Step] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    parties: AbstractBitMap = field(default_factory=BitMap)


@require_GET
def audience(request: SignedInRequest, code: str) -> HttpResponse:
    """The panel's part about the audience, with the counts beside the lines of the form."""
    campaign, version = own_draft(request, code)
    fields = Choices(campaign, chosen({}, version)).fields
    counted = count(version, SourceUse.AUDIENCE, fields)
    if version.has_own_eligibility:
        eligible = count(version, SourceUse.ELIGIBILITY, fields)
        counted.lines |= eligible.lines | {"eligibility": remaining(eligible)}
    counted.lines |= {"audience": remaining(counted)} | wave_lines(
        version, counted.parties, campaign.code
    )
    members = (
        count_persons(counted.parties & queries.people_of_organisations()) if counted.total else 0
    )
    context = {
        "campaign": campaign,
        "counted": counted,
        "members": members,
        "now": clock.now(),
        "lines": json.dumps(counted.lines),
    }
    return render(request, "campaigns/edit/audience_panel.html", context)


def remaining(counted: Counted) -> str:
    persons = 0 if counted.is_empty else floored(counted.total)
    return ngettext("%(n)s person remains", "%(n)s persons remain", persons) % {
        "n": "0" if counted.is_empty else told(counted.total)
    }


def count(version: PlanVersion, use: SourceUse, fields: Any) -> Counted:
    """Who matches, what each exclusion takes from what is left, who remains
    (``customers.audience``).
    """
    included, excluded = (
        sources(version, use, SourceSide.INCLUDE),
        sources(version, use, SourceSide.EXCLUDE),
    )
    today, counted = clock.today(), Counted(is_empty=not included)
    resolved = {
        row.pk: resolve(source, use=use, today=today)
        for row, source in with_sources([*included, *excluded])
    }
    for at, row in enumerate(included):
        persons = count_persons(expand(resolved[row.pk]))
        counted.lines[f"{use}-include-{at}"] = told(persons)
        counted.lines |= condition_lines(row, f"{use}-include-{at}")
    left = combine([resolved[row.pk] for row in included], [])
    counted.matching = count_persons(left)
    for at, row in enumerate(excluded):
        so_far = [resolved[one.pk] for one in excluded[: at + 1]]
        after = combine([resolved[one.pk] for one in included], so_far)
        gone = count_persons(left) - count_persons(after)
        groups = count_organisations(left) - count_organisations(after)
        counted.taken.append(Step(formatting.source(row, fields), gone, groups))
        counted.lines[f"{use}-exclude-{at}"] = f"−\u00a0{told(gone)}"
        left = after
    counted.parties, counted.total, counted.organisations = (
        left,
        count_persons(left),
        count_organisations(left),
    )
    return counted


def with_sources(rows: Iterable[AudienceSource]) -> list[tuple[AudienceSource, Source]]:
    rows = list(rows)
    return list(zip(rows, stored_sources(rows), strict=True))


def condition_lines(row: AudienceSource, prefix: str) -> dict[str, str]:
    """How many persons are left after each condition of a filter, from top to bottom, the people of
    organisations among them.
    """
    conditions = simple_conditions(row)
    if len(conditions) < 2:
        return {}
    narrowed = [evaluate({"all": conditions[: at + 1]}) for at in range(len(conditions))]
    return {
        f"{prefix}-filter-all-{at}": told(count_persons(expand(found)))
        for at, found in enumerate(narrowed)
    }


def wave_lines(version: PlanVersion, parties: AbstractBitMap, code: str) -> dict[str, str]:
    """The persons of each placement and of each of its waves."""
    lines: dict[str, str] = {}
    for at, waves in enumerate(reached(version, parties, code=code)):
        lines |= {
            f"placements-{at}-waves-{n}": told(len(persons)) for n, persons in enumerate(waves)
        }
        if waves:
            lines[f"placements-{at}"] = told(len(union(waves)))
    return lines
