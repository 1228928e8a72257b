"""All pages keep the content security policy by how they are written, not by luck."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from campaigns.terms import CAMPAIGN_STATES
from common import icons
from findings.terms import SEVERITIES

TEMPLATES = sorted(
    path
    for app in settings.LOCAL_APPS
    for path in (settings.BASE_DIR / app).glob("templates/**/*.html")
)
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline handler": re.compile(r"\son[a-z]+\s*=|\shx-on"),
    "inline script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/json\"))"),
    "foreign host": re.compile(r"(src|href)=\"https?://"),
}


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR))
)
def test_template_keeps_the_policy(path: Path) -> None:
    text = path.read_text()

    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_every_icon_that_is_named_exists() -> None:
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon(?:_address)? "([a-z-]+)"', path.read_text())
    }
    named |= {term.icon for term in (*CAMPAIGN_STATES.values(), *SEVERITIES.values())}

    assert named - icons.NAMES == set()


def test_colours_stand_in_the_tokens_only() -> None:
    sheets = settings.BASE_DIR.glob("*/static/*/css/*.css")
    coloured = [
        sheet.name
        for sheet in sheets
        if sheet.name != "tokens.css"
        and re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*{)", sheet.read_text())
    ]

    assert coloured == []
