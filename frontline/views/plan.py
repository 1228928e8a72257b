"""What the front line reports about one plan, and the words in force about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404
from common.paging import Page, page_at, start_of
from frontline.enums import ISSUED
from frontline.models import Report
from frontline.reports.access import may_report
from frontline.reports.queries import listed as reports_listed
from frontline.work_notices.access import may_write
from frontline.work_notices.queries import listed as notices_listed
from organization.http import SignedInRequest

MOST_NOTICES = 20


@require_GET
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """A plan's reports, the newest first, and its work notices with the words to say."""
    campaign = campaign_or_404(request.user, code)
    rows = reports_listed(request.user).filter(campaign=campaign)
    page: Page[Report] = page_at(rows, start_of(request.GET.get("cursor", "")))
    notices = notices_listed(request.user).filter(campaign=campaign, state__in=ISSUED)
    context = context_of(campaign, request.user, "front-line")
    context |= {
        "rows": page.rows,
        **page.context(),
        "notices": notices.order_by("-issued_at", "-pk")[:MOST_NOTICES],
        "may_report": may_report(request.user),
        "may_write": may_write(request.user),
    }
    return render(request, "frontline/plan.html", context)
