from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.access import visible_to
from campaigns.enums import Origin
from campaigns.models import Campaign
from channels.models import Channel
from common.display import date_range
from common.write import STALE
from comms.commands.drafts import MAX_BODY
from comms.enums import Decision, DraftKind, DraftState
from comms.models import CommunicationPlan, Draft, Theme
from organization.forms import DayField, PlainText, restrict
from organization.models import Unit, User

OVER = ("withdrawn", "rejected", "lapsed", "ended", "evaluated")


class Named(forms.ModelMultipleChoiceField):
    """Several rows by their codes."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        if not isinstance(obj, Campaign):
            return str(obj)
        words = [f"{obj.name} {obj.code}", obj.owner_unit.label]
        if obj.working is not None:
            words.append(date_range(obj.working.starts_on, obj.working.ends_on))
        return " · ".join(words)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kwargs.pop("queryset"), to_field_name="code", required=False, **kwargs)


class AsRead(forms.ModelForm):
    """A form with ``etag``, the state that was read, so that two windows do not overwrite each
    other.
    """

    etag = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["etag"].initial = self.instance.etag

    def clean_etag(self) -> int | None:
        read: int | None = self.cleaned_data["etag"]
        if self.instance.pk and read is not None and read != self.instance.etag:
            raise forms.ValidationError(str(STALE), code=STALE.code)
        return read


def in_order(form: forms.ModelForm, values: dict[str, Any]) -> dict[str, Any]:
    """The values, with the error at the last day where it lies before the first."""
    first, last = values.get("starts_on"), values.get("ends_on")
    if first and last and last < first:
        words = _("The last day lies before the first day.")
        form.add_error("ends_on", forms.ValidationError(words, code="dates_reversed"))
    return values


SETTERS = ((Origin.OWN, _("our company")), (Origin.PROVINCE, _("the province")))


THEME = (
    "name",
    "starts_on",
    "ends_on",
    "unit",
    "message",
    "tone",
    "dos",
    "donts",
    "origin",
    "is_binding",
)


def offer_branches(field: forms.Field) -> None:
    """A theme is for the whole company or for a branch."""
    field.to_field_name = "code"  # type: ignore[attr-defined]
    restrict(field, Unit.objects.active().branches())


class ThemeForm(AsRead):
    class Meta:
        model = Theme
        fields = THEME
        labels = {
            "name": _("Theme"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "unit": pgettext_lazy("theme", "Where"),
            "message": _("Message"),
            "tone": _("Tone"),
            "dos": _("To say"),
            "donts": _("Not to say"),
            "origin": _("Set by"),
            "is_binding": _("Binding"),
        }
        help_texts = {
            "unit": _("Empty: in the whole company."),
            "message": _("What people should remember, in one sentence."),
            "is_binding": _("Set by the province: what runs in this time has to keep to it."),
        }
        field_classes = dict.fromkeys(("name", "message", "tone", "dos", "donts"), PlainText) | {
            "starts_on": DayField,
            "ends_on": DayField,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["origin"]).choices = SETTERS
        offer_branches(self.fields["unit"])

    def clean(self) -> dict[str, Any]:
        return in_order(self, super().clean() or {})


class PlanForm(AsRead):
    """A communication plan; campaigns are those that its writer sees and that are not over."""

    campaigns = Named(queryset=Campaign.objects.none(), label=_("Campaigns"))
    channels = Named(queryset=Channel.objects.filter(is_active=True), label=_("Channels"))

    class Meta:
        model = CommunicationPlan
        fields = (
            "name",
            "theme",
            "no_theme_reason",
            "starts_on",
            "ends_on",
            "campaigns",
            "channels",
        )
        labels = {
            "name": pgettext_lazy("thing", "Name"),
            "theme": _("Theme"),
            "no_theme_reason": _("Why under no theme"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
        }
        help_texts = {"no_theme_reason": _("Checks warn of a plan that says neither.")}
        field_classes = {
            "name": PlainText,
            "no_theme_reason": PlainText,
            "starts_on": DayField,
            "ends_on": DayField,
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Q(pk__in=self.instance.campaigns.values("pk") if self.instance.pk else [])
        spoken_of = visible_to(user).filter(amends=None).exclude(state__in=OVER)
        running = Q(pk__in=spoken_of.values("pk"))
        restrict(
            self.fields["campaigns"],
            Campaign.objects.filter(chosen | running)
            .select_related("owner_unit", "working")
            .annotate(is_chosen=chosen)
            .order_by("-is_chosen", "working__starts_on", "id"),
        )

    def clean(self) -> dict[str, Any]:
        return in_order(self, super().clean() or {})

    def left_outside(self) -> list[str]:
        """The names of the chosen campaigns that do not run in the plan's time."""
        first, last = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        rows = self.cleaned_data["campaigns"].exclude(
            working__starts_on__lte=last, working__ends_on__gte=first
        )
        return [row.name for row in rows]


class DraftForm(AsRead):
    """A draft with its text."""

    campaigns = Named(
        queryset=Campaign.objects.none(),
        label=_("Speaks of"),
        help_text=_("Their planners sign it before it is released."),
    )
    branches = Named(
        queryset=Unit.objects.none(), label=_("For"), help_text=_("Nothing ticked: all branches.")
    )
    body = PlainText(
        label=_("Text"),
        max_length=MAX_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    class Meta:
        model = Draft
        fields = ("title", "kind", "due_on", "campaigns", "branches")
        labels = {"title": _("Title"), "kind": _("Kind"), "due_on": _("Review due")}
        field_classes = {"title": PlainText, "due_on": DayField}

    def __init__(self, *args: Any, plan: CommunicationPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(
            self.fields["campaigns"],
            plan.campaigns.select_related("owner_unit", "working").order_by("code"),
        )
        restrict(self.fields["branches"], Unit.objects.active().branches())


class RemarkForm(forms.Form):
    passage = PlainText(
        label=_("Passage"),
        max_length=300,
        required=False,
        help_text=_("Copied from the text; empty: the whole of it."),
    )
    text = PlainText(label=_("Remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SignForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[
            (Decision.AGREE, Decision.AGREE.label),
            (Decision.CHANGES, Decision.CHANGES.label),
        ],
        error_messages={"required": _("Agree, or say what is to be changed.")},
    )
    text = PlainText(max_length=2000, required=False)


class DraftFilter(forms.Form):
    """Which drafts are listed; a value that it does not know narrows nothing."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *DraftState.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *DraftKind.choices]
    )
    q = PlainText(label=_("Title"), required=False, max_length=80)
