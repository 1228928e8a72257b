"""Days on which the plan's channels have room for its waves, as strips."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from channels.models import Channel
from common import clock, display
from common.clock import monday
from organization.http import SignedInRequest
from preflight.rooms import RoomDay
from preflight.slots import find_slots
from preflight.views.dates import day_of
from preflight.views.panel import own_plan


@require_GET
def slots(request: SignedInRequest, code: str) -> HttpResponse:
    """A strip of the plan's window for each of its push channels, or of the days asked for."""
    campaign = own_plan(request.user, code)
    version = campaign.working
    assert version is not None  # noqa: S101 - own_plan answers 404 without
    found = find_slots(
        campaign,
        version,
        today=clock.today(),
        first=day_of(request.GET.get("from", "")),
        last=day_of(request.GET.get("to", "")),
    )
    codes = [one.channel for one in found]
    names = {row.code: row.label for row in Channel.objects.filter(code__in=codes)}
    rows = [
        (
            names[one.channel],
            one,
            [((on.on - monday(on.on)).days + 1, on, reasons_of(on)) for on in one.days],
            sum(on.fits for on in one.days),
        )
        for one in found
    ]
    return render(request, "preflight/slots.html", {"campaign": campaign, "rows": rows})


def reasons_of(day: RoomDay) -> list[str]:
    """Why a day suits or not, in words."""
    words = []
    if day.is_closed:
        words.append(_("Closed day"))
    if day.is_holiday:
        words.append(_("Public holiday"))
    for room, text in (
        (day.room, _("Room on the day: %(n)s contacts")),
        (day.room_in_week, _("Room in the week: %(n)s contacts")),
    ):
        if room is not None:
            words.append(text % {"n": display.number(room)})
    return words or [_("Without a limit")]
