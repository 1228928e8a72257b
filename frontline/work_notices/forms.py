"""What people type for a work notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.days import validate_day
from frontline.enums import Seat, WorkNoticeState
from frontline.models import Report, WorkNotice
from frontline.reports.access import reports_for
from frontline.reports.forms import PlanField
from frontline.work_notices.access import notices_for, units_of
from organization.enums import UnitKind
from organization.forms import DateInput, PlainText, restrict
from organization.models import Unit, User

IN_BRANCHES = (UnitKind.BRANCH, UnitKind.CENTRE, UnitKind.SUB_BRANCH)


class ReasonForm(forms.Form):
    reason = PlainText(required=False, max_length=400)


class WorkNoticeForm(forms.Form):
    """A work notice: what is to be said and done, by whom, until when."""

    title = PlainText(label=_("Title"), max_length=80)
    words = PlainText(
        label=_("Words to say"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As they are said to the customer."),
    )
    todo = PlainText(
        label=_("What to do"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seats = forms.MultipleChoiceField(
        label=_("For whom"), choices=Seat.choices, widget=forms.CheckboxSelectMultiple
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("In which branches"),
        required=False,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: in all of them."),
    )
    campaign = PlanField(
        label=_("Campaign"), required=False, max_length=120, help_text=_("Code or billing code.")
    )
    until = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=DateInput,
        validators=[validate_day],
        help_text=_("Empty: until it is replaced or withdrawn."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Issued by"), to_field_name="code", empty_label=None
    )
    report = forms.ModelChoiceField(
        Report.objects.none(), required=False, to_field_name="code", widget=forms.HiddenInput
    )
    replaces = forms.ModelChoiceField(
        WorkNotice.objects.none(), required=False, to_field_name="code", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branches = Unit.objects.active().filter(kind__in=IN_BRANCHES)
        for name, rows in (
            ("unit", units_of(user)),
            ("units", branches.in_tree()),
            ("report", reports_for(user)),
            ("replaces", notices_for(user).filter(state=WorkNoticeState.IN_FORCE)),
        ):
            restrict(self.fields[name], rows)
        plan = self.fields["campaign"]
        assert isinstance(plan, PlanField)  # noqa: S101 - for the type checker
        plan.user = user
        plan.widget.attrs["list"] = "plans-on-the-street"
