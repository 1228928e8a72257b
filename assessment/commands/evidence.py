"""What lies beside an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.answering import met
from assessment.commands.questions import AREA, NOT_THERE, at_field, locked
from assessment.files import MEDIA
from assessment.models import AssessmentLine, EvidenceFile
from campaigns.models import Campaign
from common import clock, uploads
from common.errors import Refused, refuse
from common.write import written
from organization.models import User

MOST_FILES = 5


def add_files(
    line: AssessmentLine,
    files: Sequence[UploadedFile[Any]],
    *,
    stored: list[str],
    actor: User,
    now: dt.datetime,
) -> None:
    """Put files beside an answer; ``stored`` gets the names under which they lie. Raises
    ``Refused`` (400) for one that is not taken, and for too many.
    """
    if files and len(files) + line.files.count() > MOST_FILES:
        refuse(
            "too-many",
            _("At most %(most)s files lie beside an answer; remove one first."),
            status=400,
            attr="files",
            most=MOST_FILES,
        )
    try:
        kinds = [uploads.checked(upload) for upload in files]
        for upload, (name, kind) in zip(files, kinds, strict=True):
            kept = uploads.store(upload, kind, MEDIA)
            stored.append(kept.name)
            EvidenceFile.objects.create(
                line=line,
                name=name,
                media_type=kind,
                size=kept.size,
                stored_as=kept.name,
                added_by=actor,
                added_at=now,
            )
    except ValidationError as error:
        raise at_field("files", error) from error


@transaction.atomic
def add_evidence(
    *,
    campaign_id: int,
    item: str,
    upload: UploadedFile[Any],
    actor: User,
    now: dt.datetime | None = None,
) -> EvidenceFile:
    """Put one more file beside an answer, before or after it is given.

    Raises ``Refused``: 404 no such question; 403 another role's; 409 computed, or the plan is over;
    400 at ``files``; ``Busy``.
    """
    at = now or clock.now()
    campaign, line, for_whom = locked(campaign_id, item, actor)
    with uploads.undone_on_failure(MEDIA) as stored:
        add_files(line, [upload], stored=stored, actor=actor, now=at)
        file = line.files.latest("id")
        weigh(line)
        told("add_evidence", campaign, line, file.name, actor=actor, for_whom=for_whom, now=at)
    return file


@transaction.atomic
def remove_evidence(
    *, campaign_id: int, key: str, actor: User, now: dt.datetime | None = None
) -> None:
    """Take a file away from beside an answer. Raises as ``add_evidence``."""
    at = now or clock.now()
    files = EvidenceFile.objects.filter(
        key=key, line__assessment__campaign=campaign_id, line__assessment__is_current=True
    ).select_related("line")
    file = files.first()
    if file is None:
        raise Refused(NOT_THERE)
    campaign, line, for_whom = locked(campaign_id, file.line.item, actor)
    if not files.exists():
        raise Refused(NOT_THERE)
    file.delete()
    if not EvidenceFile.objects.filter(stored_as=file.stored_as).exists():
        uploads.forget(MEDIA, file.stored_as)  # the plan and its amendment share what is stored
    weigh(line)
    told("remove_evidence", campaign, line, file.name, actor=actor, for_whom=for_whom, now=at)


def weigh(line: AssessmentLine) -> None:
    """Say anew whether a line is satisfied, after what lies beside it changed."""
    line.is_met = met(line, line.files.values_list("media_type", flat=True))
    line.save(update_fields=["is_met"])


def told(
    action: str,
    campaign: Campaign,
    line: AssessmentLine,
    name: str,
    *,
    actor: User,
    for_whom: str,
    now: dt.datetime,
) -> None:
    written(
        action,
        "campaign",
        campaign.code,
        actor=actor,
        now=now,
        log=(AREA, "evidence"),
        unit=campaign.owner_unit.code,
        acting_for=for_whom,
        details={"what": line.label, "name": name},
    )
