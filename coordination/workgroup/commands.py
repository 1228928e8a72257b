"""What the members of a workgroup say and sign, and how they judge it afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.access import may_see
from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign
from campaigns.notices import notify_about
from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse, words_within
from common.write import written
from coordination.models import WorkgroupWord
from coordination.models.commitment import BEST_MARK
from coordination.workgroup.members import is_member
from findings.commands import accept_finding
from findings.models import Finding
from findings.workgroup import works_in_a_group
from organization.mentions import mentioned_readers
from organization.models import User

TO_MARK = frozenset({CampaignState.ENDED, CampaignState.EVALUATED})
MOST_AT_ONCE = 50
MAX_WORDS = 1000


@transaction.atomic
def say(
    *,
    campaign_id: int,
    actor: User,
    text: str,
    mark: int | None = None,
    now: dt.datetime | None = None,
) -> WorkgroupWord:
    """Say something to the group, or with a ``mark`` how it worked, once the plan is over.

    Raises ``Refused``: 403 for who is no member, 409 where the plan has no group, is over, not over
    yet, or marked already, 400 for an empty text, a wrong mark, or somebody mentioned who may not
    see the plan.
    """
    at = now or clock.now()
    campaign = locks.one(Campaign, campaign_id)
    if not is_member(actor, campaign):
        raise Refused(NO_PERMISSION)
    if not works_in_a_group(campaign):
        refuse("no-workgroup", _("Only urgent plans have a workgroup."))
    if campaign.state not in (ACTIVE_STATES if mark is None else TO_MARK):
        refuse("wrong-state", _("The group talks while the plan runs, and is judged after it."))
    words = words_within(text, MAX_WORDS, attr="text")
    if not words:
        refuse("required", _("Write something."), status=400, attr="text")
    if mark is not None and not 1 <= mark <= BEST_MARK:
        refuse("out_of_range", _("Give a mark from 1 to 5."), status=400, attr="mark")
    if mark is not None and WorkgroupWord.objects.filter(
        campaign=campaign, author=actor, mark__isnull=False
    ):
        refuse("already-marked", _("You have given your mark."))
    people = mentioned_readers(text, lambda person: may_see(person, campaign))
    word = WorkgroupWord.objects.create(
        campaign=campaign, author=actor, text=words, mark=mark, created_at=at
    )
    notify_about(
        people,
        "mentioned",
        campaign,
        now=at,
        tab="workgroup/",
        but=actor,
        person=actor.get_full_name(),
    )
    written(
        "workgroup_say" if mark is None else "workgroup_mark",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=("talks", "workgroup"),
        unit=campaign.owner_unit.code,
        to_state="",
        details={} if mark is None else {"mark": mark},
    )
    return word


@transaction.atomic
def sign_warnings(
    *,
    campaign: Campaign,
    findings: Sequence[UUID],
    actor: User,
    reason: str,
    now: dt.datetime | None = None,
) -> list[Finding]:
    """Sign several warnings of a plan for the actor's side, all or none; each is accepted with the
    fourth signature. Raises ``Refused`` as ``accept_finding`` does, 400 for none or too many, 404
    for one of another plan.
    """
    if not 1 <= len(findings) <= MOST_AT_ONCE:
        refuse("required", _("Choose what you sign."), status=400, attr="findings")
    known = set(
        Finding.objects.filter(pk__in=findings, campaigns=campaign).values_list("pk", flat=True)
    )
    if known != set(findings):
        refuse("not-found", _("There is no such finding."), status=404)
    return [
        accept_finding(finding_id=one, actor=actor, reason=reason, now=now) for one in sorted(known)
    ]
