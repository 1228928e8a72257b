"""A unit that is asked to join a plan writes its own part of it: how its product is taken, for
which targets, on which terms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CampaignState, Enrolment, ParticipationState
from campaigns.models import Campaign, Offer, Participation, Target
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.workflow.step import touch
from common import clock, locks
from common.errors import refuse
from common.write import check_etag, written
from organization.models import User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What a participant says of one product: the validated data of the serializers of a plan."""

    product: str
    enrolment: Enrolment = Enrolment.OPT_IN
    targets: Sequence[Mapping[str, Any]] = ()
    offers: Sequence[Mapping[str, Any]] = ()


@transaction.atomic
def change_own_part(
    *,
    campaign_id: int,
    part: OwnPart,
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Campaign:
    """Replace targets and offers of a joined product in a draft; whoever writes it has a hand in
    the plan from then on. Raises ``Refused``: 403 where none of the actor's units joins with the
    product, 409 once the plan was submitted (its owner recalls it), 412 stale.
    """
    at = now or clock.now()
    campaign = locks.one(Campaign, campaign_id)
    mine = actor.scope(Permission.WRITE_PLAN).q("unit")
    row = (
        Participation.objects.filter(mine, version=campaign.working, product__code=part.product)
        .exclude(state=ParticipationState.LEFT)
        .first()
    )
    if row is None:
        refuse("not-asked", _("None of your units takes part with it."), status=403)
    check_etag(campaign.etag, etag)
    if campaign.state != CampaignState.DRAFT:
        refuse("submitted", _("The plan is submitted; its owner recalls it so that you can write."))
    row.enrolment = part.enrolment
    row.save(update_fields=["enrolment"])
    row.targets.all().delete()
    Target.objects.bulk_create(
        Target(version=row.version, participation=row, position=n, **one)
        for n, one in enumerate(part.targets)
    )
    own = Offer.objects.filter(version=row.version, product=row.product)
    own.delete()
    last = Offer.objects.filter(version=row.version).count()
    Offer.objects.bulk_create(
        Offer(version=row.version, product=row.product, position=last + n, **one)
        for n, one in enumerate(part.offers)
    )
    campaign.note_writer(actor)
    people = [*planners_of(campaign.owner_unit), campaign.author]
    notify_about(people, "part_changed", campaign, now=at, but=actor, person=actor.get_full_name())
    touch(campaign, now=at)
    written(
        "change_participation",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=("campaign", "change"),
        to_state="",
        details={"product": part.product},
    )
    return campaign
