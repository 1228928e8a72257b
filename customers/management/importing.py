"""Importing a file from the command line, in this process."""

from __future__ import annotations

import secrets
import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import clock
from common.errors import Refused
from customers.enums import ImportState, ImportSubject
from customers.imports import files, job
from customers.imports.mapping import Mapping, read_mapping, require
from customers.imports.preview import Preview, preview_file, shown_value
from customers.imports.problems import Unusable
from customers.imports.rejects import RejectWriter, rejects_csv
from customers.imports.running import Hooks, ImportResult, import_file
from customers.imports.sniffing import examine
from customers.imports.subject import Subject
from customers.imports.subjects import SUBJECTS
from customers.masking import mask_name, mask_number, mask_phone
from customers.models import ImportBatch

OK, REJECTED, UNUSABLE = 0, 1, 2
LINE_SECONDS = 1.0


class ImportCommand(BaseCommand):
    """A command that imports files of ``subject``."""

    requires_system_checks = ()
    exit_codes = (
        " Exit code 0: all rows taken or nothing to do; 1: rows were rejected (nothing was imported"
        " unless --partial); 2: the file or the mapping cannot be used."
    )
    subject: ImportSubject

    @property
    def of(self) -> Subject:
        return SUBJECTS[self.subject]

    @property
    def source(self) -> str:
        """The system that the file comes from, where it tells of touches."""
        return str(self.options.get("source", ""))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping", type=Path, help="TOML file: [columns] field = header, [options]"
        )
        parser.add_argument(
            "--sheet", default="", help="the sheet of a workbook; default: its first"
        )
        parser.add_argument(
            "--encoding",
            default="",
            help="utf-8, gb18030 or utf-16; default: found out from the whole file",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show the first rows and what would happen, change nothing",
        )
        parser.add_argument(
            "--partial", action="store_true", help="take the good rows even if others are rejected"
        )
        parser.add_argument(
            "--rejected",
            type=Path,
            help="where to write the rejected rows; default: in the data folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        self.told = 0.0
        try:
            code = self.run_file(options["file"])
        except (Unusable, Refused) as error:
            self.stderr.write(str(error))
            code = UNUSABLE
        except OSError as error:
            self.stderr.write(f"{error.filename}: {error.strerror}")
            code = UNUSABLE
        if code:
            sys.exit(code)

    def run_file(self, path: Path) -> int:
        mapping = (
            read_mapping(self.options["mapping"].read_text(encoding="utf-8"), self.of.fields)
            if self.options["mapping"]
            else Mapping({})
        )
        mapping = replace(
            mapping,
            sheet=self.options["sheet"] or mapping.sheet,
            encoding=self.options["encoding"] or mapping.encoding,
        )
        preview = preview_file(path, mapping=mapping, subject=self.of)
        require(preview.mapping, self.of.needed)
        self.describe(preview)
        return (
            self.try_out(path, preview.mapping)
            if self.options["dry_run"]
            else self.take(path, preview.mapping)
        )

    def describe(self, preview: Preview) -> None:
        """Say how the file is read, and on a dry run its first rows."""
        if preview.encoding:
            self.stdout.write(_("Encoding: %(encoding)s") % {"encoding": preview.encoding})
        else:
            self.stdout.write(
                _("Sheet: %(sheet)s (of %(sheets)s)")
                % {
                    "sheet": preview.sheet,
                    "sheets": ", ".join(preview.sheets),
                }
            )
        self.stdout.write(_("Headers in row %(row)s") % {"row": preview.header_row})
        for field, column in preview.mapping.columns.items():
            self.stdout.write(f"  {field} ← {column}")
        if self.options["dry_run"]:
            shown = [name for name in self.of.fields if name in preview.mapping.columns]
            self.stdout.write("\t".join([_("Row"), *shown]))
            for row, (number, _parsed, reject) in enumerate(preview.rows):
                cells = [reject.text] if reject else [masked(preview, row, name) for name in shown]
                self.stdout.write("\t".join([str(number), *cells]))

    def progress(self, percent: int, rows: int) -> None:
        """One line that is written over on a terminal, and now and then a new one elsewhere."""
        if time.monotonic() - self.told < LINE_SECONDS:
            return
        self.told = time.monotonic()
        text = _("%(percent)s %% · %(rows)s rows read") % {"percent": percent, "rows": f"{rows:,}"}
        self.stderr.write(text, ending="\r" if sys.stderr.isatty() else "\n")

    def try_out(self, path: Path, mapping: Mapping) -> int:
        writer = RejectWriter(files.folder() / f"{secrets.token_hex(16)}.rejected")
        outcome = import_file(
            path,
            mapping=mapping,
            subject=self.of,
            source=self.source,
            dry_run=True,
            rejects=writer,
            hooks=Hooks(self.progress),
        )
        self.summary(outcome, writer.path)
        writer.path.unlink(missing_ok=True)
        self.stdout.write(_("This was a dry run: nothing was changed."))
        return REJECTED if outcome.rejected else OK

    def take(self, path: Path, mapping: Mapping) -> int:
        digest = examine(path, encoding=mapping.encoding).digest
        done = ImportBatch.objects.filter(subject=self.subject, state=ImportState.DONE)
        before = done.filter(digest=digest).first()
        if before is not None:
            self.stdout.write(
                _("This file was imported before, on %(day)s.")
                % {"day": clock.today(before.created_at).isoformat()}
            )
        batch = ImportBatch.objects.create(
            subject=self.subject,
            source=self.source,
            file_name=path.name[:200],
            digest=digest,
            stored_as=secrets.token_hex(16),
            mapping=mapping.to_toml(),
            encoding=mapping.encoding,
            sheet=mapping.sheet,
            state=ImportState.RUNNING,
            is_partial=self.options["partial"],
            created_at=clock.now(),
        )
        try:
            outcome = job.run(batch, path, progress=self.progress)
        except Unusable as error:
            job.fail(batch, error)
            if error.case != "rejected":
                raise
            self.stderr.write(str(error))
            self.write_rejected(files.folder() / batch.rejects_file)
            return REJECTED
        except BaseException:
            job.fail(batch, Unusable("crashed"))
            raise
        self.summary(outcome, files.folder() / batch.rejects_file)
        return REJECTED if outcome.rejected else OK

    def summary(self, outcome: ImportResult, rejects: Path) -> None:
        merged = outcome.merged
        counts = [
            (_("rows"), outcome.rows),
            (_("created"), merged.created),
            (_("changed"), merged.changed),
            (_("unchanged"), merged.unchanged),
            (_("named again further down"), merged.repeated),
            (pgettext("rows of an import", "rejected"), outcome.rejected),
        ]
        self.stdout.write("  ".join(f"{label} {count:,}" for label, count in counts))
        if extras := {name: count for name, count in merged.extras.items() if count}:
            self.stdout.write("  ".join(f"{name} {count:,}" for name, count in extras.items()))
        if outcome.rejected:
            self.write_rejected(rejects)

    def write_rejected(self, rejects: Path) -> None:
        target = self.options["rejected"] or rejects.with_suffix(".csv")
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(rejects_csv(rejects))
        self.stdout.write(_("Rejected rows with their reasons: %(path)s") % {"path": target})


def masked(preview: Preview, row: int, field: str) -> str:
    """A value of a previewed row as a terminal may show it."""
    text = shown_value(preview, row, field)
    if field == "number":
        return mask_number(text)
    return mask_phone(text) if field == "phone" else mask_name(text) if field == "name" else text
