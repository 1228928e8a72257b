"""What people type for a step of a commitment, and how they filter the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.days import validate_day
from coordination.models.commitment import BEST_MARK
from organization.forms import PlainText

MAX_FILE = 2 * 1024 * 1024


class StepForm(forms.Form):
    """The fields of all steps; each step reads those that it asks for."""

    reason = PlainText(required=False, max_length=2000)
    due_on = forms.DateField(required=False, validators=[validate_day])
    conditions = PlainText(required=False, max_length=400)
    evidence = PlainText(required=False, max_length=400)
    link = forms.URLField(required=False, max_length=500, assume_scheme="https")
    mark = forms.IntegerField(required=False, min_value=1, max_value=BEST_MARK)
    unit = PlainText(required=False, max_length=60)
    person = PlainText(required=False, max_length=150)
    file = forms.FileField(required=False, max_length=120)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_FILE:
            raise forms.ValidationError(_("At most 2 MB."), code="too_large")
        return file

    def asked(self) -> dict[str, Any]:
        """What the command takes."""
        values = dict(self.cleaned_data)
        file, unit = values.pop("file"), values.pop("unit")
        if file is not None:
            values |= {"file_name": file.name, "content": file.read()}
        return values | {"unit_code": unit}
