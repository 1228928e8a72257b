"""Reports from the front line, and work notices."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common import clock
from frontline.enums import ReportKind, Seat, WorkNoticeState
from frontline.models import Report, ReportPhoto, Responsible, WorkNotice
from frontline.models.responsible import ANY
from frontline.reports.reporting import report_problem
from frontline.work_notices.commands import change_notice, write_notice
from organization.models import Unit, User


def make_report(reporter: User, **fields: Any) -> Report:
    """A report of a branch, by the real command; ``owner`` and ``state`` are set afterwards."""
    later = {name: fields.pop(name) for name in ("owner", "state", "answer_by") if name in fields}
    given = {
        "kind": ReportKind.WORDS,
        "unit": reporter.primary_unit,
        "text": "海报写充100送50，系统里只有充100送30",
        "seen_on": clock.today(),
    }
    report = report_problem(actor=reporter, **(given | fields))
    if later:
        Report.objects.filter(pk=report.pk).update(**later)
        report.refresh_from_db()
    return report


def make_notice(
    writer: User, *, units: Sequence[Unit] = (), is_issued: bool = True, **fields: Any
) -> WorkNotice:
    """A work notice of the writer's unit for the branches, in force unless said otherwise."""
    given = {
        "unit": writer.primary_unit,
        "title": "充值送统一口径",
        "words": "以系统为准，充100送30，已按50办理的补差。",
        "seats": [Seat.BRANCH],
    }
    notice = write_notice(actor=writer, units=units, **(given | fields))
    if not is_issued:
        return notice
    now = clock.now()
    WorkNotice.objects.filter(pk=notice.pk).update(
        state=WorkNoticeState.IN_FORCE,
        issued_by=writer,
        issued_at=now,
        read_by=clock.today(now),
    )
    notice.refresh_from_db()
    return notice


def issue(notice: WorkNotice, by: User, **how: Any) -> WorkNotice:
    """Issue it by the real command."""
    return change_notice(notice=notice, name="issue", actor=by, **how)


def make_responsible(unit: Unit, person: User, kind: str = ANY) -> Responsible:
    """Who decides about reports of the unit."""
    return Responsible.objects.create(unit=unit, kind=kind, username=person.username)


def put_photo(report: Report) -> ReportPhoto:
    """A picture beside a report, of which no file lies anywhere."""
    photo = ReportPhoto.objects.create(
        report=report,
        name="shot.png",
        media_type="image/png",
        size=1,
        stored_as="none",
        added_by=report.reported_by,
        added_at=clock.now(),
    )
    photo.refresh_from_db()
    return photo


def picture(name: str = "street.jpg", kind: str = "JPEG", **how: Any) -> SimpleUploadedFile:
    """A small picture as a phone sends it."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, kind, **how)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/octet-stream")
