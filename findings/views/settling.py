"""Settling a finding: accepting it, discussing it, the customers concerned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.models import Campaign
from common.errors import refuse_form
from customers import bitmaps
from customers.masked_rows import parties_page
from findings import commands
from findings.access import is_side
from findings.models import Finding
from findings.presenting import present
from findings.views.forms import AcceptForm
from findings.visible import finding_or_404, plan_or_404
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

PAGE = 50
MAX_ORDINAL = 2**32
INVALID = 422


def both(user: Any, code: str, finding_id: UUID) -> tuple[Campaign, Finding]:
    """The plan and a finding about it with its sides; 404 where either may not be seen."""
    campaign = plan_or_404(user, code)
    return campaign, finding_or_404(user, campaign, finding_id)


def back(code: str, finding_id: UUID) -> HttpResponse:
    """To the finding on its page."""
    return redirect(f"{reverse('findings:page', args=[code])}?show=all#f-{finding_id}")


def words_of(request: SignedInRequest) -> str:
    """What the person wrote with it."""
    return request.POST.get("text", "")


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
