"""Writing a work notice, changing its draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.errors import Refused
from frontline.enums import WorkNoticeState
from frontline.models import Report, WorkNotice
from frontline.reports.queries import listed as reports_listed
from frontline.reports.queries import plans_on_the_street
from frontline.views.work_notices import notice_or_404
from frontline.work_notices.access import may_issue, may_write
from frontline.work_notices.commands import change_draft, write_notice
from frontline.work_notices.forms import WorkNoticeForm
from frontline.work_notices.queries import listed
from organization.access import permission_required
from organization.forms import mark
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

INVALID = 422


@permission_required(Permission.WRITE_WORK_NOTICE)
def new(request: SignedInRequest) -> HttpResponse:
    """Write one: empty, as the answer to a report, or in the place of one in force."""
    user = request.user
    report = reports_listed(user).filter(code=request.GET.get("report", "")).first()
    before = listed(user).filter(
        code=request.GET.get("replaces", ""), state=WorkNoticeState.IN_FORCE
    )
    form = form_of(request, begun(user, report, before.first()))

    def write(values: dict[str, Any]) -> WorkNotice:
        return write_notice(actor=user, **values)

    return answered(request, form, write, {"report": report, "before": before.first()})


def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """Change one that nobody has read yet."""
    found = notice_or_404(request.user, code)
    is_own = may_write(request.user, found.unit) or may_issue(request.user, found.unit)
    if not is_own or found.state != WorkNoticeState.DRAFT:
        raise PermissionDenied
    form = form_of(request, written(found))
    form.fields["unit"].disabled = True

    def change(values: dict[str, Any]) -> WorkNotice:
        values.pop("unit")
        read = request.POST.get("etag", "")
        etag = int(read) if read.isascii() and read.isdigit() and len(read) < 10 else None
        return change_draft(notice_id=found.pk, actor=request.user, etag=etag, **values)

    return answered(request, form, change, {"notice": found, "report": found.report})


def form_of(request: SignedInRequest, initial: dict[str, Any]) -> WorkNoticeForm:
    is_sent = request.method == "POST"
    return WorkNoticeForm(request.POST if is_sent else None, user=request.user, initial=initial)


def begun(user: User, report: Report | None, before: WorkNotice | None) -> dict[str, Any]:
    """What a new one begins with."""
    unit = user.primary_unit
    found: dict[str, Any] = {"unit": unit.code if unit else "", "seats": ["branch", "hall"]}
    if before is not None:
        found |= {**written(before), "replaces": before.code, "unit": before.unit.code}
    if report is not None:
        found |= {"report": report.code, "campaign": report.campaign and report.campaign.code}
    return found


def written(one: WorkNotice) -> dict[str, Any]:
    """What a notice says, as the form takes it."""
    return {
        "title": one.title,
        "words": one.words,
        "todo": one.todo,
        "seats": one.seats,
        "units": [unit.code for unit in one.units.all()],
        "campaign": one.campaign.code if one.campaign else "",
        "until": one.until,
        "unit": one.unit.code,
        "report": one.report.code if one.report else "",
        "replaces": one.replaces.code if one.replaces else "",
    }


def answered(
    request: SignedInRequest,
    form: WorkNoticeForm,
    write: Callable[[dict[str, Any]], WorkNotice],
    context: dict[str, Any],
) -> HttpResponse:
    """The notice once it is written, else the form with what stands against it."""
    if request.method == "POST" and form.is_valid():
        try:
            made = write(dict(form.cleaned_data))
        except Refused as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("Written. Nobody reads it before it is issued."))
            return redirect("frontline:work-notice", made.code)
    context |= {"form": form, "plans": plans_on_the_street(request.user)}
    status = INVALID if form.errors else 200
    return render(request, "frontline/work_notice_edit.html", context, status=status)
