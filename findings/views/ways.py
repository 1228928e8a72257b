"""Ways out of a finding: before and after, taking one, asking for it, saying no to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.audiences import version_audience
from campaigns.loading import whole
from campaigns.models import Campaign
from campaigns.plan_view.plans import differences
from campaigns.views.detail import lines_for
from common.errors import Refused
from customers.bitmaps import count_persons
from customers.filter_parsing import filter_fields
from findings import commands
from findings.commands.settling import way_out_of
from findings.models import Finding
from findings.old_figures import texts_left_behind
from findings.presenting import present, ways_out_for
from findings.registries import checker
from findings.views.forms import ScriptForm
from findings.views.settling import INVALID, both
from organization.http import SignedInRequest
from organization.models import User

TEXT = "texts."


def way_out(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """Before and after of a way out; sent, it becomes the next revision and is checked at once."""
    campaign, finding = both(request.user, code, finding_id)
    way_out_of(finding, way_id)
    view = next(one for one in ways_out_for(finding, campaign, request.user) if one.id == way_id)
    form = ScriptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        extra = {"text": form.cleaned_data["text"], "texts": texts_of(request)}
        run = commands.apply_way_out(
            finding_id=finding_id, way_out_id=way_id, actor=request.user, extra=extra
        )
        messages.success(
            request,
            _("“%(label)s” is applied to %(name)s. The check runs again now.")
            % {
                "label": view.label,
                "name": run.campaign.name,
            },
        )
        return redirect("findings:page", code)
    if view.reasons:
        raise Refused(view.reasons)
    changed = next(
        (side.campaign for side in finding.sides.all() if side.campaign.code == view.campaign),
        campaign,
    )
    context = {
        "campaign": campaign,
        "card": present([finding], campaign=campaign, user=request.user)[0],
        "way": view,
        "form": form,
        "changed": changed,
        "outlook_url": outlook_url(code, finding_id, way_id),
        "nav": "campaigns",
        **before_and_after(changed, finding, way_id, request.user),
    }
    return render(request, "findings/way_out.html", context, status=INVALID if form.errors else 200)


def texts_of(request: SignedInRequest) -> dict[str, str]:
    """The texts of the plan that are to read otherwise, by key."""
    return {
        name.removeprefix(TEXT): request.POST[name]
        for name in request.POST
        if name.startswith(TEXT)
    }


def before_and_after(
    changed: Campaign, finding: Finding, way_id: str, user: User
) -> dict[str, Any]:
    """The lines that a way out changes and the audience it leaves, foreseen in memory."""
    fields = {info.name: info for info in filter_fields()}
    key = changed.working_id or 0
    before = whole([key])[key]
    old = lines_for(before, changed, user, fields)
    after = commands.foresee_way_out(
        finding_id=finding.pk, way_out_id=way_id, actor=user, extra={"text": "…"}
    )
    return {
        "rows": differences(old, lines_for(after, changed, user, fields)),
        "old_texts": texts_left_behind(before, after, changed, user),
        "persons_before": before.audience_set.persons if before.audience_set else None,
        "persons_after": count_persons(version_audience(after)),
        "next_number": after.number,
    }


def outlook_url(code: str, finding_id: UUID, way_id: str) -> str:
    """Where the findings after a way out are foreseen."""
    return reverse(checker().outlook, args=[code, finding_id, way_id])
