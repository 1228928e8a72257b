"""Meetings: calling one, running it live, its minutes to print."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.errors import refuse_form
from common.paging import Page, page_at, start_of
from coordination.meeting import commands
from coordination.meeting.access import may_call, meetings_for
from coordination.meeting.agenda import agenda_of
from coordination.meeting.forms import CallForm, NoteForm
from coordination.models import Meeting
from coordination.negotiation.access import sees_negotiations
from organization.http import SignedInRequest


@require_http_methods(["GET", "POST"])
def meetings(request: SignedInRequest) -> HttpResponse:
    """The meetings, the newest first; leadership calls one here."""
    if not sees_negotiations(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return call(request)
    page: Page[Meeting] = page_at(
        meetings_for(request.user), start_of(request.GET.get("cursor", ""))
    )
    context = {
        "meetings": page.rows,
        "may_call": may_call(request.user),
        "today": clock.today(),
        "nav": "negotiations",
        **page.context(),
    }
    return render(request, "coordination/meetings.html", context)


def call(request: SignedInRequest) -> HttpResponse:
    """Call a meeting with everything that is being negotiated."""
    if not may_call(request.user):
        raise PermissionDenied
    form = CallForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    meeting = commands.call_meeting(actor=request.user, **form.cleaned_data)
    messages.success(request, _("Called. Both sides of each dispute have been told."))
    return redirect("coordination:meeting", meeting.code)


@require_GET
def meeting(request: SignedInRequest, code: str) -> HttpResponse:
    """The agenda with both positions; leadership decides live."""
    return shown(request, code, "coordination/meeting.html")


@require_GET
def minutes(request: SignedInRequest, code: str) -> HttpResponse:
    """What was decided and said, to print."""
    return shown(request, code, "coordination/minutes.html")


def shown(request: SignedInRequest, code: str, template: str) -> HttpResponse:
    """A page about one meeting."""
    found = get_object_or_404(meetings_for(request.user), code=code)
    context = {
        "meeting": found,
        "agenda": agenda_of(found, request.user),
        "may_run": may_call(request.user) and found.is_open,
        "back": f"meeting:{found.code}",
        "nav": "negotiations",
    }
    return render(request, template, context)


@require_POST
def note(request: SignedInRequest, code: str, item_id: int) -> HttpResponse:
    """Write what the minutes say of an item."""
    found = get_object_or_404(meetings_for(request.user), code=code)
    item = get_object_or_404(found.items, pk=item_id)
    if not may_call(request.user):
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    commands.take_note(item_id=item.pk, text=form.cleaned_data["text"], actor=request.user)
    messages.success(request, _("Noted."))
    return redirect("coordination:meeting", code)


@require_POST
def close(request: SignedInRequest, code: str) -> HttpResponse:
    """Close the meeting: the minutes stand."""
    found = get_object_or_404(meetings_for(request.user), code=code)
    commands.close_meeting(meeting_id=found.pk, actor=request.user)
    messages.success(request, _("Closed. The minutes can be printed."))
    return redirect("coordination:minutes", code)
