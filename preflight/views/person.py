"""The page that says which plans reach one customer, and why others do not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.errors import Refused
from customers.menu import customer_tabs
from customers.unmasking import LONGEST_PURPOSE
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission
from preflight.person_reach import LONGEST, reach_for


class AskForm(forms.Form):
    """Whom one asks about, and for what; neither ever stands in an address."""

    number = forms.CharField(
        label=_("Customer number or phone"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    purpose = forms.CharField(
        label=_("What do you need it for?"),
        min_length=2,
        max_length=LONGEST_PURPOSE,
        help_text=_("Number and purpose go on the audit trail; a phone is masked there."),
    )


@permission_required(Permission.SEE_CUSTOMERS)
def person(request: SignedInRequest) -> HttpResponse:
    """Asks for a number, and answers for it; a refusal stands at its field."""
    form = AskForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "tabs": customer_tabs(request.user, "reach"),
        "form": form,
        "found": None,
        "nav": "customers",
    }
    if form.is_bound and form.is_valid():
        try:
            context["found"] = reach_for(**form.cleaned_data, actor=request.user)
        except Refused as refused:
            if refused.status not in {400, 404}:
                raise
            reason = refused.reasons[0]
            form.add_error(reason.attr or "number", str(reason))
    status = 422 if form.is_bound and form.errors else 200
    response = render(request, "preflight/person.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
