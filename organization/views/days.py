from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from common import clock
from common.errors import Refused
from organization import day_entry
from organization.access import permission_required
from organization.day_forms import ClosedSpanForm
from organization.enums import ClosedKind, Every
from organization.forms import mark
from organization.http import SignedInRequest
from organization.kinds import CLOSED_DAYS, WORK_DAYS


@require_GET
@permission_required(*day_entry.ADMINISTRATORS)
def days(request: SignedInRequest) -> HttpResponse:
    """The years with their public holidays: entered by the notice, provisional, or missing."""
    context = {"years": day_entry.years(clock.today()), "kind": WORK_DAYS}
    return render(request, "organization/days.html", context)


@require_POST
@permission_required(*day_entry.ADMINISTRATORS)
def load(request: SignedInRequest, year: int) -> HttpResponse:
    """Enter the days of a year; 404 for one that the page does not show."""
    if year not in {one.number for one in day_entry.years(clock.today())}:
        raise Http404
    count = day_entry.load_year(year=year, actor=request.user)
    sentence = ngettext(
        "%(count)d day of %(year)s was entered.", "%(count)d days of %(year)s were entered.", count
    )
    messages.success(request, sentence % {"count": count, "year": year})
    return redirect("organization:days")


@permission_required(*day_entry.ADMINISTRATORS)
def closed(request: SignedInRequest) -> HttpResponse:
    """Several closed days at once."""
    form = ClosedSpanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (count := entered(form, request)) >= 0:
        sentence = ngettext("%(count)d day was entered.", "%(count)d days were entered.", count)
        messages.success(request, sentence % {"count": count})
        return redirect(CLOSED_DAYS.url())
    context = {"form": form, "kind": CLOSED_DAYS}
    return render(request, "organization/entry.html", context, status=422 if form.errors else 200)


def entered(form: ClosedSpanForm, request: SignedInRequest) -> int:
    """How many days are new; -1 where the command refused, which then stands at its field."""
    values = form.cleaned_data
    kind, every = ClosedKind(values.pop("kind")), Every(values.pop("every"))
    try:
        return day_entry.close_days(**values, kind=kind, every=every, actor=request.user)
    except Refused as refusal:
        mark(form, refusal)
        return -1
