"""Import a file of what was done to customers from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from customers.enums import ImportSubject
from customers.management.importing import ImportCommand
from customers.touch_checks import refuse_own_source

LONGEST_SOURCE = 40


class Command(ImportCommand):
    subject = ImportSubject.TOUCHES
    help = (
        "Import a file of contacts, benefits, visits, complaints (csv, xlsx, xls, ods)."
        + ImportCommand.exit_codes
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--source",
            required=True,
            help="the system that tells; a key counts once in each",
        )

    def run_file(self, path: Path) -> int:
        try:
            refuse_own_source(self.source)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        if not 0 < len(self.source) <= LONGEST_SOURCE:
            raise CommandError(f"--source has 1 to {LONGEST_SOURCE} characters")
        return super().run_file(path)
