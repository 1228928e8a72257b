"""The panel beside the calendar: one plan in short, with its findings and neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from calendars.entries import Entry, read
from calendars.materials import Readiness, readiness_by_branch
from calendars.selection import calendar_of
from calendars.unit_table import UnitTable
from campaigns import access
from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view import formatting
from campaigns.plan_view.steps import NextStep, next_step_of
from findings.access import sees_findings
from findings.enums import FindingState
from findings.presenting import FindingView, present
from findings.queries import findings_of
from organization.models import Unit, User

NEAR = dt.timedelta(days=15)
MOST_FINDINGS, MOST_NEIGHBOURS = 5, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """``campaign`` is None for another unit's intention, of which only the entry is told."""

    entry: Entry
    owner: Unit
    department: Unit
    campaign: Campaign | None
    version: PlanVersion | None
    offers: str
    channels: str
    branches: str
    grade: str
    next_step: NextStep | None
    findings: Sequence[FindingView]
    more_findings: int
    readiness: Sequence[Readiness]
    neighbours: Sequence[tuple[Entry, Unit]]
    may_move: bool


def panel_for(user: User, code: str, units: UnitTable) -> Panel | None:
    """The panel of a plan that the user may see in the calendar; None if there is none."""
    entry = next(iter(read(calendar_of(user).filter(code=code))), None)
    if entry is None:
        return None
    owner = units.by_id[entry.unit_id]
    version = PlanVersion.objects.prefetch_related(
        "offers__product", "placements__channel", "branches"
    ).get(pk=entry.version_id)
    channels = formatting.channels(version)
    branches = formatting.branches(version, of=len(units.branches))
    campaign = (
        Campaign.objects.select_related("owner_unit", "author", "working", "in_force").get(
            pk=entry.id
        )
        if entry.is_open
        else None
    )
    is_open = campaign is not None and sees_findings(user, campaign)
    findings = (
        findings_of(campaign, user, states=[FindingState.OPEN])
        if campaign is not None and is_open
        else []
    )
    return Panel(
        entry=entry,
        owner=owner,
        department=units.department(owner),
        campaign=campaign,
        version=version if campaign is not None else None,
        offers=(
            formatting.joined(formatting.terms(offer) for offer in version.offers.all())
            if campaign is not None
            else ""
        ),
        channels=channels,
        branches=branches,
        grade=grade_of(campaign) if campaign is not None else "",
        next_step=next_step_of(campaign) if campaign is not None else None,
        findings=(
            present(findings[:MOST_FINDINGS], campaign=campaign, user=user)
            if campaign is not None
            else ()
        ),
        more_findings=max(len(findings) - MOST_FINDINGS, 0),
        readiness=readiness_by_branch(version, units) if campaign is not None else [],
        neighbours=neighbours_of(user, entry, version, units),
        may_move=campaign is not None
        and campaign.state == CampaignState.DRAFT
        and access.may_write(user, campaign),
    )


def grade_of(campaign: Campaign) -> str:
    """Risk grade of the last finished check."""
    return next(
        iter(campaign.check_runs.exclude(risk_grade="").values_list("risk_grade", flat=True)[:1]),
        "",
    )


def neighbours_of(
    user: User, entry: Entry, version: PlanVersion, units: UnitTable
) -> list[tuple[Entry, Unit]]:
    """Plans of the same product families within fifteen days before and after, which customers
    compare.
    """
    families = {offer.product.family_id for offer in version.offers.all()}
    if not families:
        return []
    same = Q(in_force__offers__product__family__in=families) | Q(
        in_force=None, working__offers__product__family__in=families
    )
    keys = Campaign.objects.filter(same).values("pk")
    near = calendar_of(user).filter(
        pk__in=keys, first_day__lte=entry.ends_on + NEAR, last_day__gte=entry.starts_on - NEAR
    )
    others = read(
        near.exclude(pk=entry.id).exclude(
            state__in=(CampaignState.WITHDRAWN, CampaignState.REJECTED, CampaignState.LAPSED)
        )
    )
    return [
        (other, units.department(units.by_id[other.unit_id])) for other in others[:MOST_NEIGHBOURS]
    ]
