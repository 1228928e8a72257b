"""What follows when the size of the control group changes: waves to come reach other numbers."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q

from campaigns import waves
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign, Placement, Wave
from campaigns.policies import CONTROL_PERCENT
from common import clock, following, jobs, locks
from common.job_kinds import Claim
from common.write import came_about
from customers import bitmaps
from customers.bitmaps import FrozenBitMap

RECOUNT_JOB = "campaigns.recount"
FOLLOWED = Q(kind="organization", operation="policy", code=CONTROL_PERCENT)


def recount(claim: Claim) -> None:
    """The job ``campaigns.recount``: after a change of the policy, count waves to come again."""
    now = clock.now()
    changes = list(following.unread(RECOUNT_JOB))
    with transaction.atomic():
        if not jobs.finish(claim, now=now):
            return
        if changes:
            following.settle(RECOUNT_JOB, changes[-1].version)
            count_waves_again(now=now)


def count_waves_again(*, now: dt.datetime) -> list[str]:
    """Count the persons of every wave to come of plans in play from their frozen sets, in one
    transaction; the codes of the plans whose numbers changed.
    """
    today = clock.today(now)
    version = Q(version=F("version__campaign__working")) | Q(
        version=F("version__campaign__in_force")
    )
    placements = list(
        Placement.objects.filter(
            version,
            version__audience_set__isnull=False,
            version__campaign__state__in=ACTIVE_STATES,
            waves__on__gte=today,
        )
        .select_related("version__campaign")
        .prefetch_related("waves")
        .order_by("version__campaign", "version", "pk")
        .distinct()
    )
    changed: dict[int, list[Wave]] = {}
    among = waves.hundredths()
    for _version, rows in groupby(placements, lambda one: one.version_id):
        own = list(rows)
        keys = {own[0].version.audience_set_id, *(one.excluded_set_id for one in own)}
        sets = bitmaps.load_many(key for key in keys if key is not None)
        for one in own:
            audience = sets[one.version.audience_set_id or 0]
            people = audience - sets.get(one.excluded_set_id or 0, FrozenBitMap())
            there = list(one.waves.all())
            reached = waves.split(one.version.campaign.code, there, people, among=among)
            for wave, found in zip(there, reached, strict=True):
                if wave.on >= today and wave.persons != len(found):
                    wave.persons = len(found)
                    changed.setdefault(one.version.campaign_id, []).append(wave)
    plans = list(locks.many(Campaign.objects.filter(pk__in=changed)))
    Wave.objects.bulk_update([wave for rows in changed.values() for wave in rows], ["persons"])
    for plan in plans:
        plan.etag += 1
        plan.save(update_fields=["etag"])
    codes = [plan.code for plan in plans]
    came_about("campaign", "recount", of=codes, now=now)
    return codes
