"""Forms of segments and wishes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from channels.enums import ContactClass
from common.text import validate_plain
from customers.enums import SegmentRefresh, WishKind
from customers.filter_values import MAX_LIST
from customers.imports.problems import RowProblem, Unusable
from customers.imports.tables import open_table
from customers.imports.values import text_of
from customers.lookups import found_in_list
from customers.models import GridUnit
from customers.phones import numbers_in
from customers.wishes import LONGEST_REASON
from organization.models import Unit, User
from organization.models.unit import UnitQuerySet
from organization.permissions import Permission
from organization.row_forms import RowForm, RowMeta

SHOWN_UNKNOWN = 5


WAYS = [
    ("", _("every way")),
    *((one, one.label) for one in ContactClass if one != ContactClass.NONE),
]


class WishForm(forms.Form):
    """What the customer wants, and who says so."""

    kind = forms.ChoiceField(label=_("What"), choices=WishKind.choices)
    contact_class = forms.ChoiceField(label=_("Way of contact"), choices=WAYS, required=False)
    is_given = forms.TypedChoiceField(
        label=_("From today"),
        choices=[("yes", _("given")), ("no", _("withdrawn"))],
        coerce=lambda text: text == "yes",
    )
    reason = forms.CharField(
        label=_("Who asked for it, and why"),
        max_length=LONGEST_REASON,
        validators=[validate_plain],
    )


class SegmentForm(forms.Form):
    """The words of a segment and whose it is."""

    name = forms.CharField(
        label=pgettext_lazy("segment", "Name"), max_length=80, validators=[validate_plain]
    )
    name_en = forms.CharField(
        label=_("English name"), max_length=80, required=False, validators=[validate_plain]
    )
    owner_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Owner"), to_field_name="code", required=False
    )
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, validators=[validate_plain]
    )
    is_active = forms.BooleanField(
        label=_("Offered when plans are written"), required=False, initial=True
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["owner_unit"].queryset = units_of(user)  # type: ignore[attr-defined]


class FilterForm(SegmentForm):
    """The words of a segment that is a filter, and when it is counted anew."""

    refresh = forms.ChoiceField(
        label=_("Counted anew"),
        choices=SegmentRefresh.choices,
        required=False,
        help_text=_("Between two counts the segment means the same persons."),
    )

    def clean_refresh(self) -> str:
        return self.cleaned_data["refresh"] or SegmentRefresh.LIVE


def units_of(user: User) -> UnitQuerySet:
    """The units for which the user may manage segments: those that they work for themselves."""
    units = user.scope(Permission.MANAGE_SEGMENTS).units
    active = Unit.objects.active()
    return active if units is None else active.filter(pk__in=[unit.pk for unit in units])


class NumbersForm(SegmentForm):
    """A list of customers: typed, or the first column of a file."""

    numbers = forms.CharField(
        label=_("Customer numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=True,
    )
    file = forms.FileField(
        label=_("Or a file (csv, xlsx, xls or ods) with the numbers in its first column"),
        required=False,
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = is_new

    def clean_numbers(self) -> list[str]:
        numbers = numbers_in(self.cleaned_data["numbers"])
        if len(numbers) > MAX_LIST:
            raise forms.ValidationError(
                _("At most %(most)s numbers can be typed; upload a longer list as a file."),
                params={"most": MAX_LIST},
            )
        return numbers

    def clean_file(self) -> list[str]:
        """The first column of the file; its header is left out unless it is a number too."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return []
        try:
            header, numbers = first_column(upload)
        except Unusable as error:
            raise forms.ValidationError(str(error), code=error.case) from error
        except RowProblem as problem:
            raise forms.ValidationError(problem.text, code=problem.case) from problem
        if header and not found_in_list([header], actor=self.user)[1]:
            numbers.append(header)
        return numbers

    def clean(self) -> dict[str, Any]:
        """``members`` are those of both, asked for once; None without any number."""
        values = super().clean() or self.cleaned_data
        typed, uploaded = values.get("numbers", []), values.get("file", [])
        values["members"] = None
        if typed or uploaded:
            found, unknown = found_in_list([*typed, *uploaded], actor=self.user)
            values["members"] = found
            if unknown:
                self.add_error("file" if unknown[0] in set(uploaded) else "numbers", told(unknown))
        elif self.is_new and not self.errors:
            self.add_error(
                "numbers",
                forms.ValidationError(
                    _("Type at least one number, or choose a file."), code="required"
                ),
            )
        return values


def told(unknown: list[str]) -> forms.ValidationError:
    """Which numbers nobody has."""
    return forms.ValidationError(
        ngettext_lazy(
            "%(count)s number is unknown: %(examples)s.",
            "%(count)s numbers are unknown, for example %(examples)s.",
            "count",
        ),
        code="unknown",
        params={
            "count": len(unknown),
            "examples": ", ".join(number[:40] for number in unknown[:SHOWN_UNKNOWN]),
        },
    )


def first_column(upload: UploadedFile) -> tuple[str, list[str]]:
    """The header and the values of a file's first column. Raises ``Unusable``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        with open_table(path, name=upload.name or "") as table:
            cells = [text_of(row.cells[0], table.headers[0]) for row in table.rows() if row.cells]
            return table.headers[0], [cell for cell in cells if cell]


class GridForm(RowForm):
    class Meta(RowMeta):
        model = GridUnit
        fields = ("code", "name", "unit")
        labels = {"code": _("Code"), "name": pgettext_lazy("thing", "Name"), "unit": _("Unit")}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if "/" in code:
            raise forms.ValidationError(_("A code holds no slash."), code="invalid")
        return code
