"""The pages of work notices: the list, one of them with its readers, reading it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import visible_to
from common import clock
from common.errors import refuse_form
from common.machine import buttons_of
from common.models import AuditEvent
from common.paging import Page, page_at, start_of
from frontline.enums import Seat, WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.reports.access import reports_for
from frontline.work_notices.access import READING, may_issue, may_write
from frontline.work_notices.commands import change_notice, confirm_read
from frontline.work_notices.forms import ReasonForm
from frontline.work_notices.queries import listed, successor_of, to_read
from frontline.work_notices.workflow import WORK_NOTICE
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User

MOST_READERS = 200


@require_GET
@permission_required(*READING)
def notices(request: SignedInRequest) -> HttpResponse:
    """Work notices: those in force, or all with what was replaced and withdrawn."""
    user = request.user
    rows = listed(user)
    unread = {one.notice_id for one in to_read(user)}
    asked = request.GET.get("state", "")
    state = asked if asked in WorkNoticeState.values else ""
    seat = request.GET.get("seat", "")
    shows_all = "all" in request.GET
    if state:
        rows = rows.filter(state=state)
    elif not shows_all:
        rows = rows.filter(state__in=[WorkNoticeState.IN_FORCE, WorkNoticeState.DRAFT])
    if seat in Seat.values:
        rows = rows.filter(seats__contains=[seat])
    page: Page[WorkNotice] = page_at(rows, start_of(request.GET.get("cursor", "")))
    context = {
        "rows": page.rows,
        **page.context(),
        "unread": unread,
        "state": state,
        "seat": seat if seat in Seat.values else "",
        "states": WorkNoticeState.choices,
        "seats": Seat.choices,
        "shows_all": shows_all,
        "may_write": may_write(user),
        "today": clock.today(),
    }
    return render(request, "frontline/work_notices.html", context)


def notice_or_404(user: User, code: str) -> WorkNotice:
    return get_object_or_404(listed(user), code=code)


@require_GET
def notice(request: SignedInRequest, code: str) -> HttpResponse:
    """One work notice: the words to say, what is to be done, who has read it; struck through with
    the reason and the successor once it is not in force any more.
    """
    user = request.user
    found = notice_or_404(user, code)
    readers = found.readers.select_related("user", "unit").order_by("read_at", "unit__path", "pk")
    mine: Reader | None = found.readers.filter(user=user).first()
    is_own = may_write(user, found.unit) or may_issue(user, found.unit)
    context: dict[str, Any] = {
        "notice": found,
        "units": found.units.all(),
        "steps": buttons_of(WORK_NOTICE, found, user),
        "readers": readers[:MOST_READERS],
        "mine": mine,
        "asks_me": mine is not None and mine.read_at is None and found.state == "in_force",
        "successor": successor_of(user, found),
        "about": visible_to(user).filter(pk=found.campaign_id or 0).first(),
        "report": reports_for(user).filter(pk=found.report_id or 0).first(),
        "may_edit": is_own and found.state == WorkNoticeState.DRAFT,
        "may_replace": is_own and found.state == WorkNoticeState.IN_FORCE,
        "events": AuditEvent.objects.filter(object_type="work_notice", object_code=code).exclude(
            action="read"
        ),
        "today": clock.today(),
    }
    return render(request, "frontline/work_notice.html", context)


@require_POST
def read(request: SignedInRequest, code: str) -> HttpResponse:
    """Confirm that one has read it."""
    found = notice_or_404(request.user, code)
    confirm_read(notice_id=found.pk, actor=request.user)
    messages.success(request, _("Confirmed. The words are on your schedule while they hold."))
    return redirect("frontline:work-notice", code)


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step; refusals go back to the page in words."""
    found = notice_or_404(request.user, code)
    if transition not in WORK_NOTICE.people_steps:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    change_notice(
        notice=found,
        name=transition,
        actor=request.user,
        etag=WORK_NOTICE.read_from(request.POST).get("etag"),
        **form.cleaned_data,
    )
    messages.success(request, str(WORK_NOTICE.rows[transition].done))
    return redirect("frontline:work-notice", code)
