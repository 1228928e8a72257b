"""The pages of commitments: the list with its figures, a plan's board and network, one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from campaigns.people import people_with
from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404
from common import clock, display
from common.errors import refuse_form
from common.machine import Button, Buttons, buttons_of
from common.models import AuditEvent
from common.paging import Page, page_at, start_of
from coordination.commitments.access import answered_for, owed_by, owed_to
from coordination.commitments.board import columns_of, network_of
from coordination.commitments.command import change_commitment
from coordination.commitments.figures import figures_of, measures
from coordination.commitments.forms import StepForm
from coordination.commitments.gates import doer
from coordination.commitments.people import answerable
from coordination.commitments.queries import listed, of_plan
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import OVER
from coordination.models import Commitment, PlaybookVersion
from coordination.playbooks.access import READERS
from organization.access import permission_required
from organization.enums import Role
from organization.http import SignedInRequest
from organization.models import Unit, User
from organization.permissions import Permission
from organization.workdays import provisional_years

# Steps that ask for more than a reason: their dialogs stand in the page.
ASKING = frozenset({"counter", "done", "accept", "reassign"})
SHOWN = ("owe", "owed", "answer", "all")


@require_GET
@permission_required(Permission.PERFORM)
def commitments(request: SignedInRequest) -> HttpResponse:
    """What I owe, what is owed to me, what I answer for, or all that I may see, with the figures of
    units and roles; each figure opens its rows.
    """
    user, today = request.user, clock.today()
    every = listed(user)
    side = request.GET.get("side", "")
    side = side if side in SHOWN else "owe"
    rows = every
    if side != "all":
        rows = rows.filter({"owe": owed_by, "owed": owed_to, "answer": answered_for}[side](user))
    if unit := Unit.objects.filter(code=request.GET.get("unit", "")).first():
        rows = rows.filter(performer_unit=unit)
    if (role := request.GET.get("role", "")) in Role.values:
        rows = rows.filter(performer_role=role)
    only = request.GET.get("only", "")
    if only in measures(today):
        rows = rows.filter(measures(today)[only])
    elif request.GET.get("over") != "1":
        rows = rows.exclude(state__in=OVER)
    page: Page[Commitment] = page_at(
        rows.order_by("due_on", "code"), start_of(request.GET.get("cursor", ""))
    )
    context = {
        "rows": page.rows,
        **page.context(),
        "side": side,
        "unit": unit,
        "role": Role(role) if role in Role.values else None,
        "only": only if only in measures(today) else "",
        "with_over": request.GET.get("over") == "1",
        "figures": figures_of(every, today),
        "today": today,
        "answers_for": bool(user.scope(Permission.APPROVE_PLAN))
        or user.may(Permission.APPROVE_COMPANY),
        "reads_playbooks": any(user.may(one) for one in READERS),
    }
    return render(request, "coordination/commitments.html", context)


@require_GET
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """A plan's commitments: a board by state, and what waits for what."""
    campaign = campaign_or_404(request.user, code)
    rows = of_plan(request.user, campaign)
    drawing, drawn = network_of(rows, clock.today())
    context = context_of(campaign, request.user, "commitments")
    version = PlaybookVersion.objects.filter(items__pk__in=[one.item_id for one in rows])
    context |= {
        "columns": columns_of(rows),
        "network": drawing,
        "launch": drawing.boxes["launch"],
        "drawn": drawn,
        "chain": [one.commitment for one in drawn if one.box.is_critical],
        "is_at_risk": bool(drawing.ready_on and drawing.ready_on > rows[0].launch_on),
        "launch_on": rows[0].launch_on if rows else None,
        "playbook": version.select_related("playbook").first(),
        "today": clock.today(),
    }
    return render(request, "coordination/plan.html", context)


def commitment_or_404(user: User, code: str) -> Commitment:
    return get_object_or_404(listed(user), code=code)


@require_GET
def commitment(request: SignedInRequest, code: str) -> HttpResponse:
    """One commitment: its terms, what it waits for, what shows it, its course, and its steps."""
    found = commitment_or_404(request.user, code)
    steps = buttons_of(COMMITMENT, found, request.user)
    provisional = provisional_years(min(clock.today(), found.due_on), found.launch_on)
    context: dict[str, Any] = {
        "commitment": found,
        "steps": asking(steps),
        "plain": Buttons(None, [one for one in every(steps) if one.name not in ASKING], []),
        "asks": {one.name: one for one in every(steps) if one.reason is None},
        "who": doer(found),
        "waits_for": found.waits_for.all(),
        "needed_by": Commitment.objects.filter(waits_for=found),
        "evidence": found.evidence.select_related("added_by").defer("content"),
        "events": AuditEvent.objects.filter(object_type="commitment", object_code=code),
        "course": COMMITMENT.course.drawn(found.state, captions_of(found)),
        "provisional": sorted(provisional),
        "today": clock.today(),
    }
    if "reassign" in context["asks"]:
        context["units"] = Unit.objects.active().in_tree()
        context["people"] = people_near(found)
    return render(request, "coordination/commitment.html", context)


def captions_of(found: Commitment) -> list[Any]:
    """The days that are known, under the places of the course."""
    days = (found.promised_on, found.done_on, found.accepted_on)
    return [display.full_date(day) if day else "" for day in days]


def every(steps: Buttons) -> list[Button]:
    return [one for one in (steps.primary, *steps.beside, *steps.more) if one is not None]


def asking(steps: Buttons) -> Buttons:
    """The buttons, where those that ask for more open the dialog that stands in the page."""

    def one(button: Button) -> Button:
        opens = button.name in ASKING and button.reason is None
        return replace(button, dialog=f"ask-{button.name}") if opens else button

    primary = one(steps.primary) if steps.primary else None
    return Buttons(primary, [one(b) for b in steps.beside], [one(b) for b in steps.more])


def people_near(found: Commitment) -> list[User]:
    """Who could do it in the unit that has it now."""
    unit = found.performer_unit
    both = [*people_with({Role(found.performer_role)}, unit), *answerable(unit)]
    return list(dict.fromkeys(both))


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step; refusals go back to the page in words."""
    found = commitment_or_404(request.user, code)
    if transition not in COMMITMENT.people_steps:
        raise Http404
    form = StepForm(request.POST, request.FILES)
    if not form.is_valid():
        refuse_form(form)
    change_commitment(
        commitment=found,
        name=transition,
        actor=request.user,
        etag=COMMITMENT.read_from(request.POST).get("etag"),
        **form.asked(),
    )
    messages.success(request, str(COMMITMENT.rows[transition].done))
    return redirect("coordination:commitment", code)


@require_GET
def evidence(request: SignedInRequest, code: str, evidence_id: int) -> HttpResponse:
    """A file that shows that a commitment is kept, as a download."""
    found = commitment_or_404(request.user, code)
    row = get_object_or_404(found.evidence.exclude(content=None), pk=evidence_id)
    answer = HttpResponse(bytes(row.content or b""), content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = disposition(row.file_name)
    return answer


def disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
