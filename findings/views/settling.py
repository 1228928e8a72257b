"""Settling a finding: before and after of a way out, applying or proposing it, accepting,
discussing, the customers concerned.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.audiences import version_audience
from campaigns.loading import whole
from campaigns.models import Campaign
from campaigns.plan_view.plans import differences
from campaigns.views.detail import lines_for
from common.errors import Refused, refuse_form
from common.text import validate_plain
from customers import bitmaps
from customers.bitmaps import count_persons
from customers.filter_parsing import filter_fields
from customers.masked_rows import parties_page
from findings import commands
from findings.access import is_side
from findings.commands.settling import way_out_of
from findings.models import Finding
from findings.old_figures import texts_left_behind
from findings.presenting import present, ways_out_for
from findings.registries import checker
from findings.visible import finding_or_404, plan_or_404
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

PAGE = 50
MAX_ORDINAL = 2**32
INVALID = 422
MAX_WORDS = 2000


class ScriptForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=2000,
        validators=[validate_plain],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(forms.Form):
    reason = forms.CharField(max_length=2000, validators=[validate_plain])
    until = forms.DateField(required=False)


def both(user: Any, code: str, finding_id: UUID) -> tuple[Campaign, Finding]:
    """The plan and a finding about it with its sides; 404 where either may not be seen."""
    campaign = plan_or_404(user, code)
    return campaign, finding_or_404(user, campaign, finding_id)


def back(code: str, finding_id: UUID) -> HttpResponse:
    """To the finding on its page."""
    return redirect(f"{reverse('findings:page', args=[code])}?show=all#f-{finding_id}")


def way_out(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """Before and after of a way out; sent, it becomes the next revision and is checked at once."""
    campaign, finding = both(request.user, code, finding_id)
    way_out_of(finding, way_id)
    view = next(one for one in ways_out_for(finding, campaign, request.user) if one.id == way_id)
    form = ScriptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        extra = {"text": form.cleaned_data["text"]}
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


@require_POST
def propose(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """Ask the other side to take a way out that changes its plan."""
    campaign, finding = both(request.user, code, finding_id)
    require_voice(request.user, campaign, finding)
    way_out_of(finding, way_id)
    view = next(one for one in ways_out_for(finding, campaign, request.user) if one.id == way_id)
    commands.propose_way_out(
        finding_id=finding_id,
        way_out_id=way_id,
        actor=request.user,
        label=view.label,
        text=words_of(request),
    )
    messages.success(
        request,
        _("Asked. Who can do it has been told.")
        if view.may_be_asked_for
        else _("Proposed. The owner of the other plan has been told."),
    )
    return back(code, finding_id)


@require_POST
def decline(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """Say no to what somebody proposes for one's own plan, and why."""
    campaign, finding = both(request.user, code, finding_id)
    require_voice(request.user, campaign, finding)
    way_out_of(finding, way_id)
    view = next(one for one in ways_out_for(finding, campaign, request.user) if one.id == way_id)
    commands.decline_way_out(
        finding_id=finding_id,
        way_out_id=way_id,
        actor=request.user,
        label=view.label,
        text=words_of(request),
    )
    messages.success(request, _("Declined. Who proposed it has been told why."))
    return back(code, finding_id)


def words_of(request: SignedInRequest) -> str:
    """What the person wrote with it."""
    return request.POST.get("text", "")[:MAX_WORDS]


@require_POST
def accept(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """Sign that one lives with the finding, with a reason, until a day."""
    both(request.user, code, finding_id)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    finding = commands.accept_finding(
        finding_id=finding_id, actor=request.user, **form.cleaned_data
    )
    done = finding.state == "accepted"
    messages.success(
        request,
        _("Accepted.") if done else _("Your signature is recorded; another one is still missing."),
    )
    return back(code, finding_id)


@require_POST
def comment(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """Say something about a finding; all sides read it."""
    campaign, finding = both(request.user, code, finding_id)
    require_voice(request.user, campaign, finding)
    commands.comment_finding(
        finding_id=finding_id, actor=request.user, text=request.POST.get("text", "")
    )
    return back(code, finding_id)


def require_voice(user: User, campaign: Campaign, finding: Finding) -> None:
    """403 for who neither works for a unit of the finding nor settles findings by their role."""
    if not is_side(user, campaign, finding):
        raise PermissionDenied


@require_GET
def customers(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """The customers whom a finding concerns, masked, page by page."""
    campaign, finding = both(request.user, code, finding_id)
    if not request.user.may(Permission.SEE_CUSTOMERS):
        raise PermissionDenied
    require_voice(request.user, campaign, finding)
    parties = (
        bitmaps.load(finding.persons_set_id) if finding.persons_set_id else bitmaps.FrozenBitMap()
    )
    cursor = request.GET.get("cursor", "")
    after = (
        min(int(cursor), MAX_ORDINAL)
        if cursor.isascii() and cursor.isdigit() and len(cursor) < 12
        else -1
    )
    rows = parties_page(parties, after_ordinal=after, limit=PAGE + 1)
    context = {
        "campaign": campaign,
        "card": present([finding], campaign=campaign, user=request.user)[0],
        "rows": rows[:PAGE],
        "total": len(parties),
        "next": str(rows[PAGE - 1].ordinal) if len(rows) > PAGE else "",
        "csv_url": f"/api/v1/campaigns/{code}/findings/{finding_id}/customers/?format=csv",
        "nav": "campaigns",
    }
    return render(request, "findings/concerned.html", context)
