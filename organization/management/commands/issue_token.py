"""``manage.py issue_token USER --name N --scope S``: the last line of the output is the token."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from common.errors import Refused
from organization.enums import Scope
from organization.models import Unit, User
from organization.tokens import DEFAULT_DAYS, issue_token


class Command(BaseCommand):
    help = "Issue an API token. It is shown once, as the last line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument(
            "--scope", action="append", required=True, choices=[*Scope.values, "all"]
        )
        parser.add_argument("--days", type=int, default=DEFAULT_DAYS)
        parser.add_argument(
            "--unit", help="Narrow the token to this unit, by its code, and what lies below it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {options['username']!r}.")
        unit = None
        if options["unit"]:
            unit = Unit.objects.active().filter(code=options["unit"]).first()
            if unit is None:
                raise CommandError(f"There is no unit {options['unit']!r} in use.")
        try:
            token, key = issue_token(
                user=user,
                name=options["name"],
                scopes=options["scope"],
                days=options["days"],
                unit=unit,
                actor=None,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stderr.write(
            f"Token {token.name!r} of {user.username}, scopes {', '.join(token.scopes)}, until"
            f" {timezone.localdate(token.expires_at)}{f', for {unit.code}' if unit else ''}."
        )
        self.stdout.write(key)
