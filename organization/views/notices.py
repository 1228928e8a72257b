from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from organization import commands
from organization.http import SignedInRequest
from organization.models import Notice

PAGE = 50


def notices(request: SignedInRequest) -> HttpResponse:
    """What one should know, newest first; with ``unread`` only what was not read yet."""
    rows = Notice.objects.filter(user=request.user)
    is_unread = "unread" in request.GET
    if is_unread:
        rows = rows.filter(read_at__isnull=True)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "is_unread": is_unread}
    return render(request, "organization/notices.html", context)


@require_POST
def read(request: SignedInRequest, notice_id: int | None = None) -> HttpResponse:
    """Mark one notice (and go where it leads) or all as read."""
    commands.mark_read(user=request.user, notice_ids=None if notice_id is None else [notice_id])
    notice = Notice.objects.filter(user=request.user, pk=notice_id).first() if notice_id else None
    return redirect(
        notice.url
        if notice and notice.url.startswith("/") and not notice.url.startswith("//")
        else "organization:notices"
    )
