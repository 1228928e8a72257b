"""Questions, files and plans for the tests of pre-assessments."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.models import AssessmentLine, ChecklistItem
from campaigns.models import Campaign

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40
PDF = b"%PDF-1.7\n%%EOF"


def ask(code: str = "office-test", **more: Any) -> ChecklistItem:
    """A question of the list of promotions."""
    return ChecklistItem.objects.create(
        **{
            "code": code,
            "category": "promotion",
            "name": "前台测试通过了吗？",
            "name_en": "Did the test pass?",
            "role": "front_office",
            "gate": "finalise",
            "weight": 10,
            **more,
        }
    )


def line_of(campaign: Campaign, item: str = "office-test") -> AssessmentLine:
    """The line of the running round."""
    return AssessmentLine.objects.get(
        assessment__campaign=campaign, assessment__is_current=True, item=item
    )


def upload(content: bytes = PNG, name: str = "shot.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(*names: str) -> bytes:
    """A zip with these entries."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return whole.getvalue()
