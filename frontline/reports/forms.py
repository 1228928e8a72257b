"""What people type to report something, for a step of a report, and to filter the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.forms import FilesField
from campaigns.access import visible_to
from campaigns.models import Campaign
from common import clock
from common.days import validate_day
from common.number_fields import WholeNumber
from common.uploads import PICTURES
from frontline.enums import Decision, ReportKind
from frontline.models.report import MOST_ASKED
from frontline.reports.access import places_of
from organization.forms import DateInput, PlainText, restrict
from organization.models import Unit, User


class PlanField(PlainText):
    """A plan by its code or by the code of the billing system, as far as the person sees it."""

    user: User | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or self.user is None:
            return None
        code = text.split(" ", 1)[0]
        rows = visible_to(self.user).filter(Q(code=code) | Q(external_code=text))
        found: Campaign | None = rows.select_related("owner_unit").first()
        if found is None:
            raise forms.ValidationError(_("There is no plan with this code."), code="unknown")
        return found


class ReportForm(forms.Form):
    """What was seen on the street: short enough for a phone."""

    kind = forms.ChoiceField(
        label=_("What is wrong"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    text = PlainText(
        label=_("What you saw"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names and no phone numbers of customers."),
    )
    campaign = PlanField(
        label=_("Campaign"),
        required=False,
        max_length=120,
        help_text=_("Code or billing code, if you know it; else leave it empty."),
    )
    against = PlanField(label=_("Clashes with"), required=False, max_length=120)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Where"), to_field_name="code", empty_label=None
    )
    place = PlainText(
        label=_("Place"),
        required=False,
        max_length=120,
        help_text=_("Hall, outlet or address."),
    )
    customers_say = PlainText(
        label=_("What customers say"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    customers = WholeNumber(
        label=_("How many customers said so"), required=False, min_value=1, max_value=MOST_ASKED
    )
    seen_on = forms.DateField(label=_("Seen on"), widget=DateInput, validators=[validate_day])
    photos = FilesField(
        label=_("Pictures"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 10 MB each, five in all."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["unit"], places_of(user))
        self.fields["seen_on"].initial = clock.today
        self.fields["photos"].widget.attrs |= {"accept": ",".join(PICTURES)}
        for name in ("campaign", "against"):
            field = self.fields[name]
            assert isinstance(field, PlanField)  # noqa: S101 - for the type checker
            field.user = user
            field.widget.attrs["list"] = "plans-on-the-street"


class PhotosForm(forms.Form):
    photos = FilesField(required=False)


class StepForm(forms.Form):
    """The fields of all steps; each step reads those that it asks for."""

    reason = PlainText(required=False, max_length=2000)
    decision = forms.ChoiceField(required=False, choices=[("", ""), *Decision.choices])
    person = PlainText(required=False, max_length=150)
