"""The pages of reports: the list, reporting, one report with its steps and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import visible_to
from campaigns.models import Campaign
from common import clock, display, uploads
from common.errors import Refused, refuse_form
from common.machine import Button, Buttons, buttons_of
from common.models import AuditEvent
from common.paging import Page, page_at, start_of
from frontline.enums import SETTLED, UNDECIDED, Decision, ReportKind, ReportState
from frontline.models import Report
from frontline.reports.access import READING, answered_for, may_report, mine_to_decide, reported
from frontline.reports.command import change_report
from frontline.reports.forms import PhotosForm, ReportForm, StepForm
from frontline.reports.queries import listed, plans_on_the_street
from frontline.reports.reporting import MEDIA, add_photos, report_problem
from frontline.reports.workflow import REPORT
from frontline.work_notices.access import may_write
from frontline.work_notices.queries import listed as notices_listed
from organization.access import permission_required
from organization.forms import mark
from organization.http import SignedInRequest
from organization.models import Unit, User
from organization.permissions import Permission

INVALID = 422
SIDES = ("decide", "mine", "answer", "all")
# Steps that ask for more than a reason: their dialogs stand in the page.
ASKING = frozenset({"decide", "hand_on"})


@require_GET
@permission_required(*READING)
def reports(request: SignedInRequest) -> HttpResponse:
    """What I have to decide, what I reported, what my units have to decide, or all."""
    user = request.user
    asked = request.GET.get("side", "")
    side = asked if asked in SIDES else "mine" if not user.may(Permission.SEE_PLANS) else "decide"
    rows = listed(user)
    if side == "decide":
        rows = rows.filter(mine_to_decide(user))
    elif side == "mine":
        rows = rows.filter(reported_by=user)
    elif side == "answer":
        rows = rows.filter(answered_for(user))
    if (state := request.GET.get("state", "")) in ReportState.values:
        rows = rows.filter(state=state)
    elif request.GET.get("over") != "1":
        rows = rows.exclude(state__in=SETTLED)
    if (kind := request.GET.get("kind", "")) in ReportKind.values:
        rows = rows.filter(kind=kind)
    if unit := Unit.objects.filter(code=request.GET.get("unit", "")).first():
        rows = rows.filter(Q(unit__path__startswith=unit.path))
    page: Page[Report] = page_at(rows, start_of(request.GET.get("cursor", "")))
    context = {
        "rows": page.rows,
        **page.context(),
        "side": side,
        "state": state,
        "kind": kind,
        "unit": unit,
        "kinds": ReportKind.choices,
        "states": ReportState.choices,
        "with_over": request.GET.get("over") == "1",
        "today": clock.today(),
        "may_report": may_report(user),
        "answers_for": user.may(Permission.APPROVE_PLAN) or user.may(Permission.APPROVE_COMPANY),
    }
    return render(request, "frontline/reports.html", context)


@permission_required(Permission.REPORT_PROBLEM)
def new(request: SignedInRequest) -> HttpResponse:
    """Report something: a short form, for a phone."""
    is_sent = request.method == "POST"
    form = ReportForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        user=request.user,
        initial={"campaign": request.GET.get("campaign", "")},
    )
    if is_sent and form.is_valid() and (made := made_by(form, request.user)):
        text = _("Reported. %(person)s decides by %(day)s.")
        day = display.full_date(made.answer_by)
        messages.success(request, text % {"person": made.owner, "day": day})
        return redirect("frontline:report", made.code)
    context = {"form": form, "plans": plans_on_the_street(request.user)}
    status = INVALID if form.errors else 200
    return render(request, "frontline/report_new.html", context, status=status)


def made_by(form: ReportForm, user: User) -> Report | None:
    """The report; None where the command said no, which then stands at the fields."""
    try:
        return report_problem(actor=user, **form.cleaned_data)
    except Refused as refusal:
        mark(form, refusal)
    return None


def report_or_404(user: User, code: str) -> Report:
    return get_object_or_404(listed(user), code=code)


@require_GET
def report(request: SignedInRequest, code: str) -> HttpResponse:
    """One report: what was seen, whose turn it is, its course, the notices that answer it."""
    found = report_or_404(request.user, code)
    steps = buttons_of(REPORT, found, request.user)
    every = [one for one in (steps.primary, *steps.beside, *steps.more) if one is not None]
    context: dict[str, Any] = {
        "report": found,
        "steps": asking(steps),
        "plain": Buttons(None, [one for one in every if one.name not in ASKING], []),
        "asks": {one.name: one for one in every if one.name in ASKING and one.reason is None},
        "decisions": decisions_for(found),
        "people": people_near(found) if found.state in UNDECIDED else [],
        "photos": found.photos.all(),
        "notices": notices_listed(request.user).filter(report=found).order_by("created_at", "pk"),
        "events": AuditEvent.objects.filter(object_type="report", object_code=code),
        "course": REPORT.course.drawn(found.state, captions_of(found)),
        "about": plans_of(found, request.user),
        "today": clock.today(),
        "may_add": reported(request.user, found) and found.state not in SETTLED,
        "may_write": may_write(request.user),
        "is_open": found.state in UNDECIDED,
    }
    return render(request, "frontline/report.html", context)


def captions_of(found: Report) -> list[Any]:
    """The days that are known, under the places of the course."""
    return [
        display.full_date(display.local_day(found.created_at)),
        "",
        display.full_date(found.decided_on) if found.decided_on else "",
    ]


def plans_of(found: Report, user: User) -> list[Campaign]:
    """The plans that it is about, as far as the person may open them."""
    keys = [key for key in (found.campaign_id, found.against_id) if key is not None]
    rows = visible_to(user).filter(pk__in=keys) if keys else []
    return sorted(rows, key=lambda one: one.pk != found.campaign_id)


def decisions_for(found: Report) -> list[tuple[str, Any]]:
    """What can be decided: a plan is changed only where one is named."""
    return [
        (value, label)
        for value, label in Decision.choices
        if value != Decision.CHANGE or found.campaign is not None
    ]


def people_near(found: Report) -> list[User]:
    """Who could have it instead: those of the owner's unit and of the plan's who see plans."""
    units = [found.owner_unit, *([found.campaign.owner_unit] if found.campaign else [])]
    paths = {path for unit in units for path in (unit.path,)}
    rows = User.objects.filter(memberships__unit__path__in=paths, is_active=True)
    return list(rows.exclude(pk__in=[found.owner_id, found.reported_by_id]).distinct()[:50])


def asking(steps: Buttons) -> Buttons:
    """The buttons, where those that ask for more open the dialog that stands in the page."""

    def one(button: Button) -> Button:
        opens = button.name in ASKING and button.reason is None
        return replace(button, dialog=f"ask-{button.name}") if opens else button

    primary = one(steps.primary) if steps.primary else None
    return Buttons(primary, [one(b) for b in steps.beside], [one(b) for b in steps.more])


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step; who decides on a work notice goes on to write it."""
    found = report_or_404(request.user, code)
    if transition not in REPORT.people_steps:
        raise Http404
    form = StepForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    done = change_report(
        report=found,
        name=transition,
        actor=request.user,
        etag=REPORT.read_from(request.POST).get("etag"),
        **form.cleaned_data,
    )
    messages.success(request, str(REPORT.rows[transition].done))
    if done.decision == Decision.NOTICE and transition == "decide" and may_write(request.user):
        query = urlencode({"report": code})
        return redirect(f"{reverse('frontline:work-notice-new')}?{query}")
    return redirect("frontline:report", code)


@require_POST
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """Put pictures beside a report."""
    found = report_or_404(request.user, code)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        refuse_form(form)
    if not reported(request.user, found):
        raise PermissionDenied
    if photos := form.cleaned_data["photos"]:
        add_photos(report_id=found.pk, photos=photos, actor=request.user)
        messages.success(request, _("The pictures lie beside the report."))
    return redirect("frontline:report", code)


@require_GET
def photo(request: SignedInRequest, code: str, key: UUID) -> FileResponse:
    """A picture as it was made anew when it came in."""
    found = report_or_404(request.user, code)
    row = get_object_or_404(found.photos, key=key)
    return uploads.handed_out(MEDIA, row.stored_as, name=row.name, media_type=row.media_type)
