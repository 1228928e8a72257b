"""Questions, files and plans for the tests of pre-assessments."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessment.models import AssessmentLine, ChecklistItem
from campaigns.models import Campaign

PDF = b"%PDF-1.7\n%%EOF"


def picture(to: str = "PNG", *, width: int = 3, height: int = 2, **more: Any) -> bytes:
    """A blue picture."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "blue").save(content, to, **more)
    return content.getvalue()


PNG, JPEG = picture(), picture("JPEG")


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
