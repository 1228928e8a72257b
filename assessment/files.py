"""Handing out what lies beside an answer."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404

from assessment.access import may_read_proofs
from assessment.models import EvidenceFile
from campaigns.models import Campaign
from common import uploads
from organization.models import User

MEDIA = "evidence"


def opened(user: User, campaign: Campaign, key: UUID) -> FileResponse:
    """The file as an attachment, of any round. Raises ``Http404`` for who may not read it, and
    where it is gone.
    """
    file = EvidenceFile.objects.filter(key=key, line__assessment__campaign=campaign).first()
    if file is None or not may_read_proofs(user, campaign):
        raise Http404
    return uploads.handed_out(
        MEDIA, file.stored_as, name=file.name, media_type=file.media_type, as_attachment=True
    )
