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
    """What one should know, newest first."""
    page = Paginator(Notice.objects.filter(user=request.user), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "organization/notices.html", {"page": page})


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
