"""Moving a whole draft to another first day: what is dated within it comes along."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import commands
from campaigns.audiences import stored_sources
from campaigns.models import PlanVersion
from campaigns.views.editor.page import own_draft
from common import display
from common.errors import refuse
from organization.http import SignedInRequest

TERMS = ("starts_at", "ends_at", "share", "to")


@require_POST
def move(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin on another day; waves, requests and training move by as much."""
    campaign, version = own_draft(request, code)
    try:
        first = DateField().clean(request.POST.get("starts_on", ""))
    except ValidationError:
        refuse("invalid", _("Choose a day."), status=400, attr="starts_on")
        raise
    commands.change_plan(
        campaign_id=campaign.pk,
        plan=moved(version, first),
        actor=request.user,
        content=campaign.content_tag,
    )
    messages.success(
        request,
        _("The plan now begins on %(day)s; its waves and requests moved along.")
        % {"day": display.full_date(first)},
    )
    return redirect("campaigns:edit", code)


def moved(version: PlanVersion, first: dt.date) -> dict[str, Any]:
    """The parts of a plan that have dates, each later by as many days as the first one."""
    by = first - version.starts_on
    return {
        "starts_on": first,
        "ends_on": version.ends_on + by,
        "placements": [
            {
                "channel": one.channel,
                "product": one.product,
                "expected_orders": one.expected_orders,
                "exclude": stored_sources(one.exclusions.all()),
                "waves": [
                    {"on": wave.on + by, **{name: getattr(wave, name) for name in TERMS}}
                    for wave in one.waves.all()
                ],
            }
            for one in version.placements.all()
        ],
        "resource_requests": [
            {
                "resource": row.resource,
                "unit": row.unit,
                "quantity": row.quantity,
                "needed_by": row.needed_by + by,
            }
            for row in version.resource_requests.all()
        ],
        "service_plan": {"training_on": version.training_on + by} if version.training_on else {},
    }
