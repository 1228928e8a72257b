"""Findings that were accepted until a day: once it is over they are open again, and all sides and
who accepted them are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import planners_of
from common import clock, locks
from common.write import came_about
from findings.enums import FindingState
from findings.models import Finding, FindingAcceptance
from organization.models import User


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
    keys = [finding.pk for finding in reopened]
    signed = FindingAcceptance.objects.filter(finding__in=keys, withdrawn_at__isnull=True)
    signers = list(User.objects.filter(pk__in=signed.values("accepted_by")))
    Finding.objects.filter(pk__in=keys).update(state=FindingState.OPEN)
    for finding in reopened:
        finding.state = FindingState.OPEN
    signed.update(withdrawn_at=now)
    for plan in plans:
        plan.etag += 1
        plan.save(update_fields=["etag"])
        tell(plan, signers, keys, now=now)
    came_about("campaign", "acceptance_expired", of=[plan.code for plan in plans], now=now)
    return reopened


def tell(plan: Campaign, signers: Iterable[User], keys: list[UUID], *, now: dt.datetime) -> None:
    """Tell the planners of a side, its author, and who had accepted what concerns the plan."""
    expired = FindingAcceptance.objects.filter(
        finding__in=keys, finding__campaigns=plan, withdrawn_at=now
    ).values_list("accepted_by", flat=True)
    concerned = set(expired)
    people = {*planners_of(plan.owner_unit), plan.author}
    people |= {one for one in signers if one.pk in concerned}
    count = plan.findings.filter(pk__in=keys).count()
    notify_about(people, "acceptance_expired", plan, now=now, tab="findings/", count=count)
