"""The files beside answers: looked at, and taken away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessment import commands
from assessment.files import opened
from assessment.models import EvidenceFile
from assessment.views.tab import readable_or_404
from organization.http import SignedInRequest


@require_GET
def download(request: SignedInRequest, code: str, key: UUID) -> FileResponse:
    """A file as it was handed in, to be saved: nothing of it runs here."""
    campaign = readable_or_404(request, code)
    return opened(request.user, campaign, key)


@require_POST
def remove(request: SignedInRequest, code: str, key: UUID) -> HttpResponse:
    """Take a file away."""
    campaign = readable_or_404(request, code)
    item = (
        EvidenceFile.objects.filter(key=key, line__assessment__campaign=campaign)
        .values_list("line__item", flat=True)
        .first()
    )
    if item is None:
        raise Http404
    commands.remove_evidence(campaign_id=campaign.pk, key=str(key), actor=request.user)
    messages.success(request, _("The file was removed."))
    return redirect("assessment:answer", code, item)
