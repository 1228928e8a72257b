"""A company in the middle of its year: so many plans, two fifths of them in play, and so many open
findings, copied from what a check of one plan finds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.bench.checking import check
from tests.bench.plans import seed

if TYPE_CHECKING:
    from campaigns.models import Campaign
    from findings.models import Finding
    from organization.models import User

IN_PLAY = 0.4
DRAFTS = 0.1
AT_ONCE = 1000
KEPT = ("rule", "case", "severity", "finding_class", "first_seen_at", "last_seen_at")


@dataclass(frozen=True, slots=True)
class Busy:
    """Whom and what the pages are opened as and for."""

    checked: Campaign
    draft: Campaign
    planner: User
    head: User
    branch: User


def make_busy(persons: int, plans: int, findings: int) -> Busy:
    """Write the company into an empty database."""
    from django.db import connection

    from campaigns.enums import CampaignState as S
    from campaigns.models import Campaign
    from tests.factories.campaigns import make_approved, make_draft, read_world
    from tests.factories.crowd import Copies, copy_plans

    in_play, drafts = int(plans * IN_PLAY), int(plans * DRAFTS)
    checked = seed(persons, in_play)
    world = read_world()
    owners = (world.consumer, world.enterprise)
    draft = make_draft(world.planner)
    over = make_approved(world.planner, world.head)
    copy_plans(Copies(draft, S.DRAFT, drafts, 5, 120), in_play, owners)
    copy_plans(Copies(over, S.ENDED, plans - in_play - drafts, -700, 650), in_play + drafts, owners)
    Campaign.objects.filter(pk=over.pk).update(state=S.WITHDRAWN)
    check(checked)
    open_findings(checked, findings)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ANALYZE")
    return Busy(Campaign.objects.get(pk=checked.pk), draft, world.planner, world.head, world.viewer)


def open_findings(checked: Campaign, count: int) -> None:
    """Have so many findings open, on plans in coordination by turns and on others in play."""
    from campaigns.enums import CampaignState as S
    from campaigns.models import Campaign
    from findings.models import Finding, FindingSide

    here = list(Campaign.objects.filter(state=S.COORDINATING).exclude(pk=checked.pk).order_by("pk"))
    found = list(Finding.objects.prefetch_related("sides__campaign").order_by("fingerprint"))
    mine = [one for one in found if any(side.campaign_id == checked.pk for side in one.sides.all())]
    for first in range(0, count - len(found), AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, count - len(found)))
        rows = list(_copies(numbers, mine, checked, here))
        Finding.objects.bulk_create([row for row, _sides in rows])
        FindingSide.objects.bulk_create(
            FindingSide(finding=row, campaign=side) for row, sides in rows for side in sides
        )


def _copies(
    numbers: Sequence[int], found: Sequence[Finding], checked: Campaign, here: Sequence[Campaign]
) -> Iterator[tuple[Finding, list[Campaign]]]:
    """Copies of the checked plan's findings: theirs is another plan, and so is each that they are
    about.
    """
    from findings.models import Finding

    for number in numbers:
        source = found[number % len(found)]
        plans = {checked.pk: here[number % len(here)]}
        for place, side in enumerate(source.sides.all()):
            plans.setdefault(side.campaign_id, here[(number * 7 + place + 1) % len(here)])
        names = {side.campaign.code: plans[side.campaign_id].code for side in source.sides.all()}
        values = {
            name: _renamed(getattr(source, name), names)
            for name in ("subject", "facts", "ways_out")
        }
        kept = {
            name: getattr(source, name)
            for name in (
                "rule",
                "case",
                "severity",
                "finding_class",
                "first_seen_at",
                "last_seen_at",
            )
        }
        row = Finding(id=uuid4(), fingerprint=f"copy-{number}", **kept, **values)
        yield row, list({plan.pk: plan for plan in plans.values()}.values())


def _renamed(value: object, names: dict[str, str]) -> object:
    text = json.dumps(value)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return json.loads(text)
