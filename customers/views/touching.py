"""Telling what was done to customers, by a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import display
from common.text import validate_plain
from customers.imports.cells import Cell
from customers.imports.problems import RowProblem, Unusable
from customers.imports.tables import open_table
from customers.menu import customer_tabs
from customers.touch_files import NAMES, NEEDED, touches_of
from customers.touch_phones import by_phone
from customers.touches import MOST, record_touches
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission

SHOWN = 20


class TouchFileForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=40,
        validators=[validate_plain],
        help_text=gettext_lazy("The system or list; a row counts once in each."),
    )
    file = forms.FileField(label=gettext_lazy("File (csv, xlsx, xls or ods)"))

    def clean_file(self) -> tuple[list[str], list[list[Cell]]]:
        """Headers and rows. Raises ``ValidationError`` for what is no table, or too long."""
        try:
            headers, rows = table_of(self.cleaned_data["file"])
        except Unusable as error:
            raise forms.ValidationError(str(error), code=error.case) from error
        except RowProblem as problem:
            raise forms.ValidationError(problem.text, code=problem.case) from problem
        if not 1 <= len(rows) <= MOST:
            text = _("A file has 1 to %(most)s rows; tell of more in parts.")
            raise forms.ValidationError(text, code="rows", params={"most": MOST})
        return headers, rows


def table_of(upload: UploadedFile) -> tuple[list[str], list[list[Cell]]]:
    """The headers and the rows of an upload."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "touches"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        with open_table(path, name=upload.name or "") as table:
            headers = [str(header) for header in table.headers]
            rows = [row.cells for row in table.rows()]
    return headers, rows


@permission_required(Permission.RECORD_TOUCHES)
def touches(request: SignedInRequest) -> HttpResponse:
    """A file of what was done; all its rows are taken, or none and what is wrong in which row."""
    form = TouchFileForm(request.POST or None, request.FILES or None)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        headers, rows = form.cleaned_data["file"]
        try:
            told = touches_of(headers, rows, source=form.cleaned_data["source"])
            told = by_phone(told, actor=request.user)
            recorded = record_touches(touches=told, actor=request.user)
        except Unusable as damaged:
            wrong = [str(damaged)]
        except ValidationError as error:
            wrong = sentences(error)
        else:
            text = _("%(created)s on record, %(known)s were known already.")
            messages.success(
                request,
                text
                % {
                    "created": display.number(recorded.created),
                    "known": display.number(recorded.known),
                },
            )
            return redirect("customers:touches")
    context = {
        "tabs": customer_tabs(request.user, "touches"),
        "form": form,
        "wrong": wrong[:SHOWN],
        "left_out": max(0, len(wrong) - SHOWN),
        "columns": [(" / ".join(names), word in NEEDED) for word, names in NAMES.items()],
    }
    status = 422 if wrong or (form.is_bound and form.errors) else 200
    return render(request, "customers/touches.html", context, status=status)


def sentences(error: ValidationError) -> list[str]:
    """What is wrong, by the row and column of the file; the headers are its first row."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    said = []
    for place, texts in error.message_dict.items():
        _touches, row, word = [*place.split("."), "", ""][:3]
        names = NAMES.get(word, (word,))
        for text in texts:
            where = _("Row %(row)s, %(column)s: %(text)s")
            said.append(where % {"row": int(row) + 2, "column": " / ".join(names), "text": text})
    return said
