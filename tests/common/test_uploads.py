"""Files that people hand in: by content, whatever they are called."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError

from common import uploads
from tests.assessment.asked import JPEG, PDF, PNG, archive, upload


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (PDF, "application/pdf"),
        (archive("word/document.xml"), uploads._OFFICE + "wordprocessingml.document"),
        (archive("xl/workbook.xml"), uploads._OFFICE + "spreadsheetml.sheet"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), ""),
        (archive("a.txt"), ""),
        (b"PK\x03\x04broken", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"<html><script>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_the_kind_is_what_the_content_says(content, kind):
    assert uploads.media_type_of(io.BytesIO(content)) == kind


def test_the_ending_follows_the_kind_and_folders_are_no_part_of_a_name():
    assert uploads.checked(upload(PNG, "a/b/截图.exe")) == ("截图.png", "image/png")
    assert uploads.checked(upload(PDF, "x" * 300))[0] == "x" * 115 + ".pdf"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"MZ", "kind"), (PNG + bytes(uploads.LARGEST), "too_large")],
)
def test_what_is_not_taken(content, code):
    with pytest.raises(ValidationError) as error:
        uploads.checked(upload(content))
    assert error.value.code == code


def test_a_file_goes_where_what_names_it_fails(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def fail():
        with uploads.undone_on_failure("area") as names:
            names.append(uploads.store(upload(), "image/png", "area").name)
            assert (tmp_path / "area" / names[0]).read_bytes() == PNG
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list((tmp_path / "area").iterdir()) == []
