"""Whom a plan reaches, read from what its newest check stood on and who may be contacted today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from campaigns.models import Campaign
from campaigns.waves import control_as
from customers import bitmaps, queries
from findings.models import CheckRun, KeptRun
from preflight import master_data
from preflight.kept_run import unpacked
from preflight.parties import NOBODY
from preflight.reach import Reach, reach_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReach:
    run: CheckRun
    reach: Reach


def plan_reach(campaign: Campaign, *, today: dt.date) -> PlanReach | None:
    """None for a plan of whose versions, the working one or that in force, no check is kept.
    Consents and do-not-contact lists are those of today, everything else as the newest check read
    it.
    """
    versions = [campaign.working_id, campaign.in_force_id]
    rows = KeptRun.objects.filter(run__campaign=campaign, run__version__in=versions)
    row = rows.select_related("run__version").order_by("-run__created_at").first()
    kept = unpacked(bytes(row.data)) if row is not None else None
    if row is None or kept is None:
        return None
    channels = dict(kept.context.channels)
    kinds = master_data.push_classes(kept.plan, channels)
    asking = {
        facts.contact_class
        for code, facts in channels.items()
        if facts.needs_consent and code in kept.plan.channels
    }
    context = replace(
        kept.context,
        do_not_contact={kind: queries.do_not_contact(kind, today=today) for kind in kinds},
        consented={kind: queries.consented(kind, today=today) for kind in sorted(asking)},
    )
    asked = row.run.version.asked_set_id
    reach = reach_of(
        kept.plan,
        context,
        asked=bitmaps.load(asked) if asked else NOBODY,
        held_out=control_as(kept.standing.control).on,
        over=kept.over,
    )
    return PlanReach(run=row.run, reach=reach)
