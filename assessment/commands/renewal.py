"""A plan takes over the list of its category as it is now."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.access import may_renew
from assessment.beginning import add_lessons, begin, current_of, list_number, tell_responsible
from assessment.commands.questions import AREA, NOT_NOW, NOT_THERE, locked_plan
from assessment.enums import ANSWERABLE
from assessment.models import Assessment
from common import clock
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import written
from organization.models import User


@transaction.atomic
def renew_assessment(
    *, campaign_id: int, actor: User, now: dt.datetime | None = None
) -> Assessment:
    """Begin another round by the newest list; answers to questions that are the same stay.

    Raises ``Refused``: 403 not theirs; 404 none runs; 409 there is nothing newer, or the plan is
    over; ``Busy``.
    """
    at = now or clock.now()
    campaign = locked_plan(campaign_id)
    if not may_renew(actor, campaign):
        raise Refused(NO_PERMISSION if campaign.state in ANSWERABLE else NOT_NOW)
    running = current_of(campaign)
    if running is None or campaign.working is None:
        raise Refused(NOT_THERE)
    is_same = running.category == campaign.working.category
    if is_same and running.list_number == list_number(running.category):
        refuse("nothing-newer", _("The plan has the newest list already."))
    made = begin(campaign, running, now=at)
    add_lessons(made, campaign, now=at)
    tell_responsible(made, campaign, now=at)
    written(
        "renew_assessment",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=(AREA, "renew"),
        unit=campaign.owner_unit.code,
        details={"from": running.list_number, "to": made.list_number},
    )
    return made
