"""Moving a whole draft to another first day: what is dated within it comes along."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import commands
from campaigns.plan_data import moved_data
from campaigns.views.editor.page import own_draft
from common import display
from common.days import validate_day
from common.errors import refuse
from organization.http import SignedInRequest


@require_POST
def move(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin on another day; waves, requests and training move by as much."""
    campaign, version = own_draft(request, code)
    try:
        first = DateField(validators=[validate_day]).clean(request.POST.get("starts_on", ""))
    except ValidationError:
        refuse("invalid", _("Choose a day."), status=400, attr="starts_on")
        raise
    commands.change_plan(
        campaign_id=campaign.pk,
        plan=moved_data(version, starts_on=first),
        actor=request.user,
        content=campaign.content_tag,
    )
    messages.success(
        request,
        _("The plan now begins on %(day)s; its waves and requests moved along.")
        % {"day": display.full_date(first)},
    )
    return redirect("campaigns:edit", code)
