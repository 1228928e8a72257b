"""``manage.py found_company NAME --admin USER``: the first unit and the first administrator of an
empty installation.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from common.write import written
from organization.enums import Role, UnitKind
from organization.master_data import kinds
from organization.models import Membership, Unit, User


class Command(BaseCommand):
    help = (
        "Enter the company and its first administrator; the last line is their first password,"
        " which they must change."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the company is called")
        parser.add_argument(
            "--admin",
            default="admin",
            metavar="USER",
            help="user name of the administrator (admin)",
        )
        parser.add_argument("--code", default="company", help="code of the company (company)")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.exists():
            raise CommandError(
                "There is a company already; administrators enter further people on the page"
                " Set-up."
            )
        unit = Unit(code=options["code"], name=options["name"], kind=UnitKind.COMPANY)
        unit.full_clean(exclude=["path"])
        unit.save()
        user = User(
            username=options["admin"], display_name=options["admin"], must_change_password=True
        )
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.full_clean()
        user.save()
        Membership.objects.create(user=user, unit=unit, role=Role.ADMINISTRATOR, is_primary=True)
        for kind in kinds():
            kind.found()
        written("found_company", "unit", unit.code, actor=None, details={"admin": user.username})
        self.stderr.write(
            f"{unit.name} was entered. Sign in as {user.username} with this first password:"
        )
        self.stdout.write(password)
