from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from preflight.rule_page import rule_page


class Command(BaseCommand):
    help = "Writes docs/rules.md from the rules themselves."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "rules.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(rule_page(), encoding="utf-8")
        self.stdout.write(f"{page.name}: written")
