from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.commands import OwnPart
from campaigns.enums import Enrolment, GetKind, Indicator
from campaigns.models import Participation
from campaigns.offers import value_of

MOST = Decimal(9999999999)


def money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_value=MOST, decimal_places=2, required=False
    )


class OwnPartForm(forms.Form):
    """How a joined product is taken, its first target and its offer."""

    enrolment = forms.ChoiceField(label=_("Enrolment"), choices=Enrolment.choices)
    indicator = forms.ChoiceField(
        label=_("Target"), choices=[("", "–"), *Indicator.choices], required=False
    )
    value = money(_("Value"))
    pay = money(_("Customer pays"))
    get = money(_("Customer gets"))
    get_kind = forms.ChoiceField(label=_("Kind"), choices=GetKind.choices)
    lock_months = forms.IntegerField(
        label=_("Bound months"), min_value=0, max_value=120, required=False
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("indicator")) != (said.get("value") is not None):
            self.add_error("value", _("A target is an indicator and its value."))
        return said

    def part(self, product: str) -> OwnPart:
        """What was entered."""
        said = self.cleaned_data
        pay, get = said["pay"] or Decimal(0), said["get"] or Decimal(0)
        offer = {
            "pay": pay,
            "get": get,
            "get_kind": said["get_kind"],
            "get_value": value_of(get=get, get_kind=said["get_kind"], get_value=None) or 0,
            "lock_months": said["lock_months"] or 0,
        }
        target = {"indicator": said["indicator"], "value": said["value"]}
        return OwnPart(
            product=product,
            enrolment=Enrolment(said["enrolment"]),
            targets=[target] if said["indicator"] else [],
            offers=[offer] if pay or get or said["lock_months"] else [],
        )


def form_of(row: Participation, data: Any = None) -> OwnPartForm:
    """The form of a participant, with what the plan says of it."""
    target = next(iter(row.targets.all()), None)
    offer = row.version.offers.filter(product=row.product).first()
    initial: dict[str, Any] = {"enrolment": row.enrolment, "get_kind": GetKind.BALANCE}
    if target is not None:
        initial |= {"indicator": target.indicator, "value": target.value}
    if offer is not None:
        names = ("pay", "get", "get_kind", "lock_months")
        initial |= {name: getattr(offer, name) for name in names}
    return OwnPartForm(data, initial=initial, prefix=row.product.code)
