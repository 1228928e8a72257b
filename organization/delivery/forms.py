"""The forms of webhooks and of what one gets by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.forms import PlainText, restrict
from organization.models import MailMode, Unit, Webhook, WebhookForm
from organization.models.unit import slug_validator
from organization.notice_kinds import kinds

KEPT = _("It is kept and not shown again; leave it empty to keep what is there.")


class Kinds(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class WebhookEntry(forms.Form):
    """A webhook: address and secret are typed, never shown."""

    code = PlainText(label=_("Code"), max_length=60, validators=[slug_validator])
    name = PlainText(label=_("Name"), max_length=80)
    form = forms.ChoiceField(label=_("Receiver"), choices=WebhookForm.choices)
    url = PlainText(
        label=_("Address"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    secret = PlainText(
        label=_("Secret"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("The robot's signing key. For signed JSON one is made where you give none."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("About people of"),
        required=False,
        to_field_name="code",
        empty_label=_("the whole company"),
    )
    kinds = Kinds(
        label=_("Kinds of notices"), required=False, help_text=_("None ticked: all of them.")
    )
    language = forms.ChoiceField(label=_("Language"))
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, webhook: Webhook | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.webhook = webhook
        restrict(self.fields["unit"], Unit.objects.active())
        self.fields["kinds"].choices = list(kinds().items())  # type: ignore[attr-defined]
        languages = Webhook._meta.get_field("language").choices
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if webhook is not None:
            self.fields["code"].disabled = True
            self.fields["url"].help_text = KEPT
            self.fields["secret"].help_text = KEPT
        else:
            self.fields["url"].required = True

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.webhook is None and Webhook.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This code is taken."), code="unique")
        return code


def initial_of(webhook: Webhook) -> dict[str, Any]:
    """What the form shows of a webhook: neither address nor secret."""
    return {
        "code": webhook.code,
        "name": webhook.name,
        "form": webhook.form,
        "unit": webhook.unit.code if webhook.unit else "",
        "kinds": webhook.kinds,
        "language": webhook.language,
        "is_active": webhook.is_active,
    }


class MailForm(forms.Form):
    """A choice for all kinds, and one for each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["all"] = forms.ChoiceField(
            label=_("All notices"), choices=MailMode.choices, widget=forms.RadioSelect
        )
        same = [("", _("as all")), *MailMode.choices]
        for code, label in kinds().items():
            self.fields[code] = forms.ChoiceField(label=str(label), choices=same, required=False)

    def chosen(self) -> dict[str, str]:
        """The modes by kind, as the command takes them."""
        values = dict(self.cleaned_data)
        return {"": values.pop("all"), **values}
