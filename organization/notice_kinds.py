"""The kinds of notices that a person may have sent, and what they are called. Each floor names its
own beside the sentences.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
OTHER = "other"
_kinds: dict[str, Label] = {}


def register(code: str, label: Label) -> None:
    """Name the notices of a message code. Raises ``ValueError`` where they have another name."""
    if _kinds.get(code, label) != label:
        raise ValueError(f"notices {code} have a name already")
    _kinds[code] = label


def kinds() -> dict[str, Label]:
    """All kinds by code, those without a name of their own last."""
    return {**_kinds, OTHER: _("Other notices")}


def kind_of(code: str) -> str:
    """The kind of a notice with this message code."""
    return code if code in _kinds else OTHER


register("deputy", _("Standing in for somebody"))
