"""Who sees plans and findings because of a check."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from campaigns.access import is_owner_side, may_see_findings, visible_to
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Participation
from common.models import JobState
from findings.models import CheckRun, Finding, FindingSide
from organization.models import User
from organization.permissions import Permission


def failed_checks(user: User) -> Q | None:
    """A submission whose check was given up: an administrator may start it again."""
    if not user.may(Permission.MANAGE_SETUP):
        return None
    runs = CheckRun.objects.filter(version=OuterRef("working"))
    failed = Exists(runs.filter(job__state=JobState.FAILED)) & ~Exists(
        runs.exclude(job__state=JobState.FAILED)
    )
    return Q(failed, state=CampaignState.CHECKING)


def readable(user: User, campaign: Campaign) -> QuerySet[Finding]:
    """The findings on a plan that a person reads: all of them on the plan's own side and for who
    settles them, else those that a plan of the person's own unit shares, or that are about a
    product of that unit which the plan takes along.
    """
    rows = Finding.objects.filter(campaigns=campaign)
    if may_see_findings(user, campaign):
        return rows
    joined = Participation.objects.filter(
        user.scope(Permission.SEE_OWN_PLANS).q("unit"), version=campaign.working_id
    )
    named = rows.annotate(named_unit=KeyTextTransform("unit", "subject"))
    return named.filter(Q(pk__in=shared_with(user)) | Q(named_unit__in=joined.values("unit__code")))


def shared_with(user: User) -> QuerySet[FindingSide, Any]:
    """The keys of the findings that concern a plan of the person's own unit."""
    own = user.scope(Permission.SEE_OWN_PLANS).q("campaign__owner_unit")
    return FindingSide.objects.filter(own).values("finding")


def reads_all(user: User, unit: str = "owner_unit") -> Q:
    """``readable`` for many plans: those of which the person reads every finding."""
    every = user.scope(Permission.SEE_ALL_PLANS).q(unit)
    every |= user.scope(Permission.SETTLE_FINDING).q(unit)
    for person in (user, *user.acting_for):
        every |= person.scope(Permission.SEE_OWN_PLANS).q(unit)
    return every


def readable_sides(user: User) -> Q:
    """``readable`` for many plans: which rows of findings' sides a list may show."""
    return reads_all(user, "campaign__owner_unit") | Q(finding__in=shared_with(user))


def shared_side(user: User) -> Q:
    """Sides of findings that concern a plan of the person's own unit, too."""
    own = user.scope(Permission.SEE_OWN_PLANS).q("campaign__owner_unit")
    return Q(Exists(FindingSide.objects.filter(own, finding=OuterRef("finding"))))


def sees_findings(user: User, campaign: Campaign) -> bool:
    """Whether the person reads any finding that there is or may be on the plan."""
    return may_see_findings(user, campaign) or readable(user, campaign).exists()


def reads(user: User, finding: Finding, plans: Collection[Campaign]) -> bool:
    """Whether the person sees all plans that a finding is about, and the finding itself."""
    keys = [plan.pk for plan in plans]
    seen = visible_to(user).filter(pk__in=keys).count() == len(keys)
    return seen and any(readable(user, plan).filter(pk=finding.pk).exists() for plan in plans)


def is_side(user: User, campaign: Campaign, finding: Finding) -> bool:
    """Whether the person works for a unit that the finding concerns, or settles findings on the
    plan by their role: who discusses it, and who sees the customers concerned.
    """
    return user.may(Permission.SETTLE_FINDING, campaign.owner_unit) or any(
        is_owner_side(user, side.campaign) for side in finding.sides.all()
    )
