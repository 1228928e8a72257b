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
    path = uploads.folder(MEDIA) / file.stored_as
    if not path.is_file():
        raise Http404
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
