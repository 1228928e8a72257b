"""Reading a workbook back: every sheet is looked at; with anything wrong, nothing is changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import NO_PERMISSION, Refused
from common.write import written
from organization.master_data import cells
from organization.master_data.kind import Kind
from organization.master_data.reading import CellError, Sheet, sheets_of
from organization.master_data.tables import NoValue
from organization.models import User

NEVER_CHANGES = gettext_lazy("This never changes once the entry exists.")
ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


@dataclass(slots=True)
class WorkbookResult:
    """What a workbook did, or would do: rows by kind and by what became of them, what is wrong, and
    what has to be handed over once (first passwords), by row.
    """

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[CellError] = field(default_factory=list)
    secrets: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        return not self.errors

    @property
    def secrets_text(self) -> str:
        """User names with their first passwords, a line each."""
        return "\n".join(f"{name} {secret}" for name, secret in self.secrets)

    @property
    def written(self) -> int:
        return sum(count[ADDED] + count[CHANGED] for count in self.counts.values())


def read_workbook(
    file: BinaryIO, kinds: list[Kind], *, actor: User, only_check: bool = False
) -> WorkbookResult:
    """Write every row of the workbook by its kind's command, in one transaction that is kept when
    nothing is wrong. ``only_check`` keeps nothing. Raises ``ValidationError`` for a file that is
    no such workbook.
    """
    sheets, errors = sheets_of(file, kinds)
    outcome = WorkbookResult(errors=errors)
    with transaction.atomic():
        broken: dict[type[models.Model], set[str]] = defaultdict(set)
        for sheet in sheets:
            outcome.errors += SheetImport(sheet, actor, outcome, broken).run()
        if outcome.written and outcome.is_fine:
            counts = {code: dict(count) for code, count in outcome.counts.items()}
            written("import_workbook", "workbook", "workbook", actor=actor, details=counts)
        if only_check or not outcome.is_fine:
            transaction.set_rollback(True)
    return outcome


@dataclass(slots=True)
class SheetImport:
    """One sheet on its way in. ``broken`` holds the codes of rows that are wrong, so that what
    names them is not called wrong as well.
    """

    sheet: Sheet
    actor: User
    outcome: WorkbookResult
    broken: dict[type[models.Model], set[str]]

    @property
    def kind(self) -> Kind:
        return self.sheet.kind

    def run(self) -> list[CellError]:
        """What is wrong in the sheet. Rows that name a row further down are tried again."""
        wrong = self.repeated()
        left = [number for number in self.sheet.rows if number not in wrong]
        while left:
            failed = {number: errors for number in left if (errors := self.enter(number))}
            if len(failed) == len(left):
                wrong |= failed
                break
            left = list(failed)
        if self.kind.key == ("code",) and "code" in self.sheet.columns:
            self.broken[self.kind.model] |= {
                cells.plain(self.sheet.cell(number, "code")) for number in wrong
            }
        return [error for number in sorted(wrong) for error in wrong[number]]

    def repeated(self) -> dict[int, list[CellError]]:
        """The rows whose key stands further up already."""
        names = [name for name in self.kind.key if name in self.sheet.columns]
        seen: dict[tuple[str, ...], int] = {}
        found = {}
        for number in self.sheet.rows:
            key = tuple(cells.plain(self.sheet.cell(number, name)) for name in names)
            if (first := seen.setdefault(key, number)) != number:
                sentence = _("This is listed twice; it stands in row %(row)s already.")
                found[number] = [self.error(number, sentence % {"row": first}, names[0])]
        return found

    def enter(self, number: int) -> list[CellError]:
        """Write one row; what is wrong with it, if anything."""
        data, errors = self.data_of(number)
        row = self.kind.find(data)
        form = self.kind.bound(self.whole(data, row), row)
        if errors:
            said = {error.column for error in errors}
            more = self.form_errors(number, form, data)
            return errors + [error for error in more if error.column not in said]
        if row is not None and (changed := self.fixed_changed(form, data)):
            return [self.error(number, str(NEVER_CHANGES), name) for name in changed]
        if row is not None and not form.has_changed():
            self.outcome.counts[self.kind.code][UNCHANGED] += 1
            return []
        if not self.kind.may_be_written_by(self.actor):
            return [self.error(number, str(NO_PERMISSION))]
        if not form.is_valid():
            return list(self.form_errors(number, form, data))
        return self.write(number, form, row is None)

    def write(self, number: int, form: Any, is_new: bool) -> list[CellError]:
        try:
            with transaction.atomic():
                secret = self.kind.save(form, self.actor)
        except Refused as refusal:
            return [self.error(number, str(one), one.attr or "") for one in refusal.reasons]
        except ValidationError as error:
            return [self.error(number, sentence) for sentence in error.messages]
        if secret:
            self.outcome.secrets.append((cells.plain(self.first_cell(number)), secret))
        self.outcome.counts[self.kind.code][ADDED if is_new else CHANGED] += 1
        return []

    def data_of(self, number: int) -> tuple[dict[str, str], list[CellError]]:
        """The row as a browser would send it."""
        data: dict[str, str] = {}
        errors = []
        for name in self.sheet.columns:
            formed = self.kind.columns[name]
            cell = self.sheet.cell(number, name)
            if isinstance(cell, NoValue):
                errors.append(self.error(number, cell.sentence, name))
                continue
            if isinstance(formed, forms.BooleanField) and not cells.plain(cell):
                continue
            try:
                data[name] = cells.read(formed, cell)
            except forms.ValidationError as error:
                errors += [self.error(number, sentence, name) for sentence in error.messages]
        return data, errors

    def whole(self, data: dict[str, str], row: Any) -> dict[str, Any]:
        """The row with what stands, or what is usual, where the sheet says nothing."""
        form = self.kind.bound(None, row)
        standing = {
            name: formed.prepare_value(form.get_initial_for_field(formed, name))
            for name, formed in form.fields.items()
        }
        return {name: value for name, value in standing.items() if value is not None} | data

    @staticmethod
    def fixed_changed(form: Any, data: dict[str, str]) -> list[str]:
        return [
            name
            for name, formed in form.fields.items()
            if formed.disabled and name in data and text_of(form, name) != data[name]
        ]

    def form_errors(self, number: int, form: Any, data: dict[str, str]) -> Iterator[CellError]:
        """What the form says; a row that is named and not there is told by its code."""
        for name, errors in form.errors.as_data().items():
            formed = form.fields.get(name)
            if isinstance(formed, forms.ModelChoiceField) and formed.queryset is not None:
                missing = data.get(name, "")
                model = formed.queryset.model
                if missing in self.broken[model]:
                    sentence = _("“%(code)s” has an error in its own sheet.") % {"code": missing}
                    yield self.error(number, sentence, name)
                    continue
                if missing:
                    sentence = _("“%(code)s” is not entered; it stands in no sheet before this.")
                    yield self.error(number, sentence % {"code": missing}, name)
                    continue
            for error in errors:
                for sentence in error.messages:
                    yield self.error(number, sentence, "" if name == forms.ALL_FIELDS else name)

    def first_cell(self, number: int) -> Any:
        return self.sheet.cell(number, self.kind.key[0])

    def error(self, number: int, sentence: str, name: str = "") -> CellError:
        where = self.sheet.at(name) if name else ""
        return CellError(sheet=self.sheet.name, row=number, column=where, sentence=sentence)


def text_of(form: Any, name: str) -> str:
    """What stands in a field of a row."""
    formed = form.fields[name]
    value = formed.prepare_value(form.get_initial_for_field(formed, name))
    return "" if value is None else str(value)
