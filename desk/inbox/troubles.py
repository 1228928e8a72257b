"""What blocks plans, as rows: plans with one cause together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.models import Campaign
from findings.models import Finding


@dataclass(slots=True)
class Trouble:
    """One row: the worst blocking finding of a plan, how many more it has, and my other plans with
    the same cause.
    """

    finding: Finding
    plan: Campaign
    decides: bool
    more: int = 0
    others: list[Campaign] = field(default_factory=list)


def one_cause_one_row(troubles: Iterable[Trouble]) -> list[Trouble]:
    """Plans whose worst finding has the same rule and subject, such as the same crowded week,
    become one row.
    """
    rows: dict[str, Trouble] = {}
    for one in troubles:
        cause = json.dumps([one.finding.rule, one.finding.subject], sort_keys=True)
        if len(one.finding.sides.all()) > 1 or cause not in rows:
            rows[cause if len(one.finding.sides.all()) == 1 else str(one.finding.pk)] = one
        else:
            rows[cause].others.append(one.plan)
    return list(rows.values())
