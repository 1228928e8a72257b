"""Numbers typed as people write them: full-width digits, thousands separators. A browser's own
input for numbers swallows what it does not take without a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


def as_plain(value: Any) -> Any:
    """A typed number in plain digits; anything else as it is."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    return text.replace(",", "") if THOUSANDS.fullmatch(text) else text


class WholeNumber(forms.IntegerField):
    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        return super().to_python(as_plain(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric"}


class Amount(forms.DecimalField):
    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_plain(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal"}
