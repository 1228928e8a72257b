"""Forms of marketing customers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.text import validate_plain
from customers.enums import LinkBasis
from customers.grouping.commands import LONGEST_REASON

BASES = [(one, one.label) for one in LinkBasis if one != LinkBasis.IMPORT]


class GroupForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("marketing customer", "Name"),
        max_length=120,
        validators=[validate_plain],
    )
    decision_maker = forms.CharField(
        label=_("Customer number of the decision-maker"), max_length=40, required=False
    )
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, validators=[validate_plain]
    )


class EvidenceForm(forms.Form):
    """Upon what somebody puts one thing below another."""

    basis = forms.ChoiceField(label=pgettext_lazy("grouping", "Evidence"), choices=BASES)
    reason = forms.CharField(
        label=pgettext_lazy("grouping", "What exactly"),
        max_length=LONGEST_REASON,
        required=False,
        validators=[validate_plain],
    )
    may_move = forms.BooleanField(label=_("Move it from where it stands"), required=False)


class AccountForm(EvidenceForm):
    account = forms.CharField(label=_("Customer number"), max_length=40)
    field_order: Any = ("account", "basis", "reason", "may_move")


class PlaceForm(EvidenceForm):
    """Below which marketing customer one is to stand."""

    above = forms.CharField(label=_("Code of the one above"), max_length=40)
    field_order: Any = ("above", "basis", "reason", "may_move")
