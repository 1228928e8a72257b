"""What can be wrong with a file or a row, as codes; each reader gets the sentence in their
own language.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import messages

CODE = "customers-import"

FILE_CASES = {
    "empty": _("The file holds no table: there is not even a row of headers."),
    "no-such-row": _("Row %(row)s, in which the headers should stand, is empty or not there."),
    "ambiguous-encoding": _(
        "The text is too short to tell UTF-8 from GB18030. Say which encoding it has."
    ),
    "no-rows": _("The file holds headers but no rows."),
    "not-a-table": _(
        "This is neither a text table nor a workbook (csv, xlsx, xls or ods): %(what)s."
    ),
    "no-text": _(
        "This is neither a text table nor a workbook (csv, xlsx, xls or ods): it is not text at"
        " all."
    ),
    "unmarked-utf-16": _(
        "The text is UTF-16 without the mark with which such texts begin. Save it as UTF-8 or as"
        " xlsx."
    ),
    "name-mismatch": _(
        "The name ends in %(extension)s, but the content is %(what)s. Save it again in the format"
        " that it is named after."
    ),
    "web-page": _(
        "This is a web page saved under the name of a table. Open it in a spreadsheet program and"
        " save it as xlsx."
    ),
    "macros": _("The workbook carries macros. Save it as xlsx without them."),
    "external-links": _("The workbook refers to other files. Replace the references by values."),
    "suspicious-xml": _(
        "The workbook holds a document type declaration, which no spreadsheet program writes."
    ),
    "too-large-inside": _(
        "Unpacked, the workbook would take %(megabytes)s MB; the most is %(most)s MB. Save it as"
        " csv."
    ),
    "too-dense": _(
        "The workbook is packed %(ratio)s times smaller than its content, which no ordinary"
        " table is."
    ),
    "too-many-parts": _("The workbook has %(parts)s parts; the most is %(most)s."),
    "damaged": _("The file is damaged and cannot be opened."),
    "password": _("The workbook is protected by a password. Save it without one."),
    "too-slow": _("The workbook took too long to read. Save it as csv."),
    "unknown-sheet": _("There is no sheet %(sheet)s; the workbook has %(sheets)s."),
    "unknown-encoding": _(
        "The encoding %(encoding)s is not offered; use utf-8, gb18030 or utf-16."
    ),
    "bad-encoding": _("The text cannot be read as %(encoding)s: line %(line)s breaks it."),
    "mixed-encoding": _(
        "Up to line %(line)s the text is UTF-8, then it is not: the file mixes encodings or is"
        " damaged there."
    ),
    "bad-quotes": _(
        "The quotation marks of line %(line)s cannot be read: one is never closed, or stands inside"
        " a field without being doubled. Mend the line, or save the table as xlsx."
    ),
    "mapping-syntax": _("The mapping is not valid TOML: %(problem)s."),
    "mapping-unknown": _("The mapping names something that does not exist: %(names)s."),
    "mapping-value": _("The mapping's %(name)s must be %(expected)s."),
    "no-number": _(
        "No column holds the customer number. Say which one does: only that column is required."
    ),
    "no-column": _("No column holds %(field)s. Say which one does."),
    "too-many-lookups": _(
        "You have asked for %(most)s numbers within an hour; more is not allowed."
    ),
    "unknown-column": _("There is no column %(column)s for %(field)s; the file has %(headers)s."),
    "column-twice": _("The column %(column)s is used for %(first)s and for %(second)s."),
    "bad-date-format": _(
        "The date format %(format)s does not name a year, a month and a day, as in YYYY/MM/DD."
    ),
    "scientific": _(
        "The column %(column)s was damaged by a spreadsheet program: row %(row)s holds %(value)s,"
        " whose last digits are lost. Export the file again with this column as text."
    ),
    "rejected": _("%(count)s of %(rows)s rows were rejected, so nothing was imported."),
    "gone": _("The uploaded file is no longer there. Upload it again."),
    "crashed": _("The import stopped without a result and changed nothing. Start it again."),
}

ROW_CASES = {
    "missing-number": _("The customer number is missing."),
    "bad-number": _(
        "The customer number may have at most 40 characters, without blanks, quotation marks and"
        " none of / \\ ? # %% & < >."
    ),
    "bad-code": _(
        "%(column)s is no code: at most 40 characters, no phone, without blanks, quotation marks"
        " and none of / \\ ? # %% & < >."
    ),
    "error-cell": _("%(column)s holds the error %(value)s of a spreadsheet."),
    "formula-without-value": _(
        "%(column)s holds a formula that was never calculated. Open the workbook, let it calculate"
        " and save it again."
    ),
    "total-row": _("The row is a total (%(value)s), no customer."),
    "note-row": _("The row is a note (%(value)s), no customer."),
    "ditto": _("%(column)s says “%(value)s”. Write the value itself in each row."),
    "repeats-header": _("The row repeats the headers."),
    "too-many-cells": _("The row has more cells than there are headers."),
    "hidden-characters": _("%(column)s holds invisible or control characters."),
    "too-long": _("%(column)s has more than %(most)s characters."),
    "bad-phone": _("%(column)s is not a phone number."),
    "bad-amount": _("%(column)s is not an amount: write 38.50."),
    "negative": _("%(column)s is negative."),
    "too-large": _("%(column)s is too large."),
    "bad-date": _("%(column)s is not a date of the form %(format)s."),
    "date-range": _("%(column)s lies outside 1900 to 2100."),
    "unknown-value": _("%(column)s holds something unknown: %(value)s."),
    "ambiguous-value": _("%(column)s holds a name that several have: %(value)s. Use the code."),
    "holding-without-product": _("The row has dates of a holding but no product."),
    "dates-reversed": _("The holding ends before it starts."),
    "organisation-in-organisation": _("An organisation cannot be a member of an organisation."),
    "link-without-organisation": _("The row has a role or title but no organisation."),
    "place-without-contact": _("Only a key contact has a place in the decision chain."),
    "name-without-code": _("The row names a marketing customer but not its code."),
    "missing-value": _("%(column)s is missing."),
    "in-the-future": _("A touch cannot lie in the future."),
    "contact-without-way": _("A contact says in which way."),
    "benefit-without-kind": _("A benefit says of which kind."),
    "unknown-customer": _("Nobody whom you may tell of has the number %(value)s."),
    "shared-phone": _("Several customers have this phone; name the number."),
    "told-otherwise": _("This source and key were told with another content."),
    "kind-changed": _(
        "The number belongs to a person on record and an organisation in the file, or the other way"
        " round."
    ),
    "organisation-is-person": _("The number of the organisation belongs to a person."),
}

messages.register(CODE, FILE_CASES | ROW_CASES)


class Unusable(Exception):
    """The file as a whole cannot be imported; nothing was changed. ``case`` and ``params`` make the
    sentence.
    """

    def __init__(self, case: str, **params: Any) -> None:
        self.case, self.params = case, params
        super().__init__(case)

    def __str__(self) -> str:
        return messages.render(CODE, self.case, self.params)

    def to_json(self) -> str:
        return json.dumps(
            {"case": self.case, "params": self.params}, ensure_ascii=False, default=str
        )


def error_text(stored: str) -> str:
    """The sentence of an error that was stored with ``Unusable.to_json``, in the active language;
    empty for none.
    """
    if not stored:
        return ""
    error = json.loads(stored)
    return messages.render(CODE, error["case"], error["params"])


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken: its number as a spreadsheet shows it, why, and what it held."""

    row: int
    case: str
    params: dict[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return messages.render(CODE, self.case, self.params)


class RowProblem(Exception):
    """One row cannot be taken."""

    def __init__(self, case: str, **params: Any) -> None:
        self.case, self.params = case, params
        super().__init__(case)

    @property
    def text(self) -> str:
        return messages.render(CODE, self.case, self.params)
