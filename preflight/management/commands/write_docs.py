"""``manage.py write_docs``: the pages of docs/ that the code itself tells, the OpenAPI document
apart.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from common.machine.page import states_page
from preflight.rule_page import rule_page

PAGES = {"states.md": states_page, "rules.md": rule_page}


class Command(BaseCommand):
    help = "Write docs/states.md and docs/rules.md from the code."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for name, page in PAGES.items():
            (settings.BASE_DIR / "docs" / name).write_text(page(), encoding="utf-8")
            self.stdout.write(f"docs/{name}")
