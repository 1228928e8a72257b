"""Who sees plans and findings because of a check."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from campaigns.enums import CampaignState
from common.models import JobState
from findings.models import CheckRun
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
