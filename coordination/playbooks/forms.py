"""The forms of role components and of the playbooks that are composed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.errors import Refused
from coordination.enums import Gate
from coordination.models import RoleComponent
from coordination.models.terms import MAX_DAYS
from coordination.playbooks.composing import Line
from organization.row_forms import RowForm, RowMeta

BY_ROLE = _("Empty: the plan's own unit, each of its branches, or wherever the role is held.")


class ComponentForm(RowForm):
    class Meta(RowMeta):
        model = RoleComponent
        fields = (
            "code",
            "name",
            "name_en",
            "performer_role",
            "performer_unit",
            "customer_role",
            "customer_unit",
            "conditions",
            "conditions_en",
            "days_before",
            "gate",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": _("What is promised"),
            "name_en": _("English name"),
            "performer_role": _("Performer's role"),
            "performer_unit": _("Performer's unit"),
            "customer_role": _("Internal customer's role"),
            "customer_unit": _("Internal customer's unit"),
            "conditions": _("Conditions of satisfaction"),
            "conditions_en": _("Conditions in English"),
            "days_before": _("Due, working days before the launch"),
            "gate": _("What waits for it"),
            "is_active": _("In use"),
        }
        help_texts = {
            "performer_unit": BY_ROLE,
            "customer_unit": BY_ROLE,
            "gate": _("Finalising waits until it is promised, the launch until it is kept."),
        }


class PlaybookForm(forms.Form):
    """A playbook: for every component whether it is in, when it is due, what waits for it, and for
    which of the others it waits. ``parts`` are the rows of the page.
    """

    is_active = forms.BooleanField(label=_("In use"), required=False)
    etag = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        components: Sequence[RoleComponent],
        lines: Mapping[str, Line],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = components
        offered = [(one.code, one.label) for one in components if one.code in lines]
        for one in components:
            line = lines.get(one.code)
            self.fields[f"in-{one.code}"] = forms.BooleanField(
                label=one.label, required=False, initial=line is not None
            )
            self.fields[f"days-{one.code}"] = forms.IntegerField(
                label=_("Working days before the launch"),
                required=False,
                min_value=0,
                max_value=MAX_DAYS,
                initial=line.days_before if line else one.days_before,
            )
            self.fields[f"gate-{one.code}"] = forms.ChoiceField(
                label=_("What waits for it"),
                required=False,
                choices=Gate.choices,
                initial=line.gate if line else one.gate,
            )
            self.fields[f"waits-{one.code}"] = forms.MultipleChoiceField(
                label=_("Waits for"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(code, label) for code, label in offered if code != one.code],
                initial=list(line.waits_for) if line else [],
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Each component with its bound fields."""
        return [
            {
                "component": one,
                **{name: self[f"{name}-{one.code}"] for name in ("in", "days", "gate", "waits")},
            }
            for one in self.components
        ]

    def lines(self) -> list[Line]:
        """What was chosen; a line without days takes those of its component."""
        values = self.cleaned_data
        found = []
        for one in self.components:
            if values[f"in-{one.code}"]:
                days = values[f"days-{one.code}"]
                found.append(
                    Line(
                        one.code,
                        one.days_before if days is None else days,
                        Gate(values[f"gate-{one.code}"] or one.gate),
                        tuple(values[f"waits-{one.code}"]),
                    )
                )
        return found

    def mark(self, refusal: Refused) -> None:
        """Put what the command said at the fields that it was about."""
        for reason in refusal.reasons:
            _lines, _dot, rest = (reason.attr or "").partition(".")
            code, _dot, part = rest.partition(".")
            field = f"{FIELDS.get(part, 'in')}-{code}"
            error = forms.ValidationError(str(reason), code=reason.code)
            self.add_error(field if field in self.fields else None, error)


FIELDS = {"days_before": "days", "waits_for": "waits"}
