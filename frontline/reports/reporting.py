"""Reporting from the front line, and the pictures beside a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.commands.questions import at_field
from campaigns.access import visible_to
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common import clock, locks, uploads
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import next_code, written
from frontline.checking import check_whole
from frontline.enums import SETTLED
from frontline.models import Report, ReportPhoto
from frontline.owners import owner_of
from frontline.policies import ANSWER_DAYS, due_on
from frontline.reports.access import may_report, places_of, reported
from frontline.reports.effects import owners
from frontline.reports.notices import notify_about
from organization.models import Unit, User

MEDIA = "reports"
MOST_PHOTOS = 5
OLDEST = dt.timedelta(days=90)


@transaction.atomic
def report_problem(
    *,
    actor: User,
    kind: str,
    unit: Unit,
    text: str,
    seen_on: dt.date,
    campaign: Campaign | None = None,
    against: Campaign | None = None,
    place: str = "",
    customers_say: str = "",
    customers: int | None = None,
    photos: Sequence[UploadedFile[Any]] = (),
    now: dt.datetime | None = None,
) -> Report:
    """Tell what was seen on the street; whoever decides about it is told, and their clock begins.

    Raises ``Refused``: 403 not theirs to report, or not for this unit; 400 at the field; 409 nobody
    in the company could decide.
    """
    at = now or clock.now()
    if not may_report(actor):
        raise Refused(NO_PERMISSION)
    if not places_of(actor).filter(pk=unit.pk).exists():
        refuse("not-yours", _("You do not report for this unit."), status=403, attr="unit")
    _check_plans(actor, campaign, against)
    today = clock.today(at)
    if not today - OLDEST <= seen_on <= today:
        refuse(
            "out-of-range",
            _("A day of the last three months, today at the latest."),
            status=400,
            attr="seen_on",
        )
    owner = owner_of(kind=kind, campaign=campaign, unit=unit, reporter=actor)
    if owner is None:
        refuse(
            "nobody",
            _("Nobody decides about such reports yet. Ask the administrator to name somebody."),
        )
    report = Report(
        code=next_code("F", "front-line-report", at),
        kind=kind,
        campaign=campaign,
        against=against,
        unit=unit,
        place=place,
        seen_on=seen_on,
        text=text,
        customers_say=customers_say,
        customers=customers,
        reported_by=actor,
        owner=owner.person,
        owner_unit=owner.unit,
        answer_by=due_on(ANSWER_DAYS, at),
        state_since=at,
        created_at=at,
        updated_at=at,
    )
    check_whole(report)
    report.save()
    with uploads.undone_on_failure(MEDIA) as stored:
        _store(report, photos, stored=stored, actor=actor, now=at)
        notify_about(owners(report), "reported", report, now=at, by=actor)
        _written("report", report, actor=actor, now=at)
    return report


@transaction.atomic
def add_photos(
    *,
    report_id: int,
    photos: Sequence[UploadedFile[Any]],
    actor: User,
    now: dt.datetime | None = None,
) -> Report:
    """Put pictures beside a report that is not over. Raises ``Refused``: 403 who did not report it,
    409 it is over, 400 at ``photos``; ``Busy``.
    """
    at = now or clock.now()
    report: Report = locks.one(Report, report_id)
    if not reported(actor, report):
        raise Refused(NO_PERMISSION)
    if report.state in SETTLED:
        refuse("wrong-state", _("The report is over."))
    with uploads.undone_on_failure(MEDIA) as stored:
        _store(report, photos, stored=stored, actor=actor, now=at)
        report.updated_at, report.etag = at, report.etag + 1
        report.save(update_fields=["updated_at", "etag"])
        notify_about(owners(report), "added", report, now=at, by=actor)
        _written("add_photos", report, actor=actor, now=at)
    return report


def _check_plans(actor: User, campaign: Campaign | None, against: Campaign | None) -> None:
    """The plans are ones that the person may see; a plan clashes with another one."""
    for field, plan in (("campaign", campaign), ("against", against)):
        if plan is None:
            continue
        seen = visible_to(actor).exclude(state=CampaignState.DRAFT)
        if not seen.filter(pk=plan.pk).exists():
            refuse("unknown", _("There is no such plan."), status=400, attr=field)
    if against is not None and campaign is None:
        refuse("required", _("Say first which plan it is about."), status=400, attr="campaign")
    if against is not None and against == campaign:
        text = _("A plan clashes with another one, not with itself.")
        refuse("same", text, status=400, attr="against")


def _store(
    report: Report,
    photos: Sequence[UploadedFile[Any]],
    *,
    stored: list[str],
    actor: User,
    now: dt.datetime,
) -> None:
    if len(photos) + report.photos.count() > MOST_PHOTOS:
        refuse(
            "too-many",
            _("At most %(most)s pictures lie beside a report."),
            status=400,
            attr="photos",
            most=MOST_PHOTOS,
        )
    try:
        kinds = [_picture(upload) for upload in photos]
        for upload, (name, kind) in zip(photos, kinds, strict=True):
            kept = uploads.store(upload, kind, MEDIA)
            stored.append(kept.name)
            ReportPhoto.objects.create(
                report=report,
                name=name,
                media_type=kind,
                size=kept.size,
                stored_as=kept.name,
                added_by=actor,
                added_at=now,
            )
    except ValidationError as error:
        raise at_field("photos", error) from error


def _picture(upload: UploadedFile[Any]) -> tuple[str, str]:
    """The name and the kind of a picture. Raises ``ValidationError`` for anything else."""
    name, kind = uploads.checked(upload)
    if kind not in uploads.PICTURES:
        raise ValidationError(_("Only pictures are taken: JPEG, PNG or WebP."), code="kind")
    return name, kind


def _written(action: str, report: Report, *, actor: User, now: dt.datetime) -> None:
    details = {"kind": report.kind}
    if report.campaign is not None:
        details["campaign"] = report.campaign.code
    written(
        action,
        "report",
        report.code,
        actor=actor,
        now=now,
        log=("report", action),
        unit=report.unit.code,
        details=details,
    )
