"""The forms of a line of the pre-assessment, and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment.enums import AnswerKind, ProofKind
from assessment.models import AssessmentLine, ChecklistItem
from common.days import validate_day
from common.uploads import ENDINGS
from organization.forms import DateInput, PlainText
from organization.row_forms import RowForm, RowMeta


class ChecklistForm(RowForm):
    class Meta(RowMeta):
        model = ChecklistItem
        fields = (
            "code",
            "category",
            "name",
            "name_en",
            "evidence",
            "answer_kind",
            "options",
            "satisfied_by",
            "at_least",
            "at_most",
            "proof",
            "role",
            "gate",
            "weight",
            "is_mandatory",
            "position",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "category": _("Category"),
            "name": _("Question"),
            "name_en": _("Question in English"),
            "evidence": _("Computed from the plan"),
            "answer_kind": _("Kind of answer"),
            "options": _("Answers to choose from"),
            "satisfied_by": _("Good enough"),
            "at_least": _("At least"),
            "at_most": _("At most"),
            "proof": _("Evidence beside the answer"),
            "role": _("Who answers"),
            "gate": _("By which gate"),
            "weight": _("Weight"),
            "is_mandatory": _("Must not be missing"),
            "position": _("Order"),
            "is_active": _("In use"),
        }
        help_texts = {
            "name": _("Empty for what is computed from the plan."),
            "evidence": _("Then nobody is asked; the plan itself is the answer."),
            "options": _("With semicolons between them."),
            "satisfied_by": _("Which answers count; empty: yes, or any."),
            "weight": _("0 to 100. Readiness is the weight satisfied ÷ the weight due by a gate."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("answer_kind", "role", "position"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """What a sheet leaves empty is as usual."""
        values = super().clean() or self.cleaned_data
        for name in ("answer_kind", "role", "position"):
            if name in values and values[name] in (None, ""):
                values[name] = getattr(ChecklistItem(), name)
        return values


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        each = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in each if one]


class AnswerForm(forms.Form):
    """The answer to one question: as many fields as it asks for."""

    answer = PlainText(label=pgettext_lazy("assessment", "Answer"), max_length=2000)
    day = forms.DateField(
        label=_("Day"), required=False, widget=DateInput, validators=[validate_day]
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=400, assume_scheme="https")
    files = FilesField(  # type: ignore[assignment] # what a form was sent has the same name
        label=_("Evidence"),
        required=False,
        help_text=_("Pictures, PDF, Word or Excel; at most 10 MB each, five in all."),
    )
    note = PlainText(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, line: AssessmentLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = line.choices
        if offered:
            self.fields["answer"] = forms.ChoiceField(
                label=self.fields["answer"].label, choices=offered, widget=forms.RadioSelect
            )
        elif line.answer_kind == AnswerKind.NUMBER:
            self.fields["answer"].widget = forms.TextInput(attrs={"inputmode": "decimal"})
        else:
            self.fields["answer"].widget = forms.Textarea(attrs={"rows": 4})
        self.fields["note"].required = line.answer_kind == AnswerKind.LESSON
        self.fields["files"].widget.attrs["accept"] = ",".join(ENDINGS)
        for kind, name in ((ProofKind.DAY, "day"), (ProofKind.LINK, "link")):
            if line.proof != kind:
                del self.fields[name]
