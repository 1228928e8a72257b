"""Findings that were accepted until a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from campaigns.models import Campaign
from common import clock, locks
from common.write import came_about
from findings.enums import FindingState
from findings.models import Finding


@transaction.atomic
def reopen_expired(now: dt.datetime) -> list[Finding]:
    """Open again what was accepted until a day that is over."""
    today = clock.today(now)
    expired = Finding.objects.filter(
        state=FindingState.ACCEPTED,
        acceptances__withdrawn_at__isnull=True,
        acceptances__valid_until__lt=today,
    ).distinct()
    affected = Campaign.objects.filter(findings__in=expired.values("pk"))
    plans = locks.many(Campaign.objects.filter(pk__in=affected.values("pk")))
    reopened = list(expired)
    for finding in reopened:
        finding.state = FindingState.OPEN
        finding.save(update_fields=["state"])
        finding.acceptances.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    for plan in plans:
        plan.etag += 1
        plan.save(update_fields=["etag"])
    came_about("campaign", "acceptance_expired", of=[plan.code for plan in plans], now=now)
    return reopened
