"""Answering one question of a plan's pre-assessment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment import commands
from assessment.access import may_answer
from assessment.forms import AnswerForm
from assessment.models import AssessmentLine
from assessment.queries import progress_of
from assessment.views.tab import readable_or_404
from campaigns.models import Campaign
from common.errors import Refused
from organization.forms import mark
from organization.http import SignedInRequest

INVALID = 422


def answer(request: SignedInRequest, code: str, item: str) -> HttpResponse:
    """The question with its answer; sent, the next one that waits for the person."""
    campaign = readable_or_404(request, code)
    line = line_of(campaign, item)
    if line is None:
        raise Http404
    if not may_answer(request.user, line, campaign):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = AnswerForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        line=line,
        initial={
            "answer": line.answer,
            "note": line.note,
            "link": line.link,
            "day": line.day,
            "read": line.changes,
        },
    )
    if is_sent and form.is_valid() and saved(form, campaign, line, request):
        messages.success(request, _("Your answer is on record."))
        return redirect(*onwards(campaign, request, item))
    context = {
        "campaign": campaign,
        "line": line,
        "form": form,
        "files": list(line.files.all()),
    }
    status = INVALID if form.errors else 200
    return render(request, "assessment/answer.html", context, status=status)


def line_of(campaign: Campaign, item: str) -> AssessmentLine | None:
    """A question of the running round."""
    return (
        AssessmentLine.objects.filter(
            assessment__campaign=campaign, assessment__is_current=True, item=item
        )
        .select_related("assessment", "answered_by")
        .first()
    )


def saved(
    form: AnswerForm, campaign: Campaign, line: AssessmentLine, request: SignedInRequest
) -> bool:
    """Whether the command took the answer; else what it said stands at the fields."""
    values = form.cleaned_data
    try:
        commands.answer_line(
            campaign_id=campaign.pk,
            item=line.item,
            answer=values["answer"],
            note=values["note"],
            link=values.get("link", line.link),
            day=values.get("day"),
            files=values["files"],
            read=values["read"],
            actor=request.user,
        )
    except Refused as refusal:
        mark(form, refusal)
    return not form.errors


def onwards(campaign: Campaign, request: SignedInRequest, item: str) -> tuple[str, ...]:
    """The next question that waits for the person, where they ask for it; else the tab."""
    if "next" in request.POST:
        mine = [one.line.item for one in progress_of(campaign, request.user).mine]  # type: ignore[attr-defined]
        if mine:
            return "assessment:answer", campaign.code, mine[0]
    return "campaigns:tab", campaign.code, "assessment"
