"""Saying what key contacts do where their organisation decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.decision_chain import set_places
from customers.masked_rows import public_number
from customers.views.detail import customer_of
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission

FIELD = "place-"
MAX_DIGITS = 18


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def chain(request: SignedInRequest, number: str) -> HttpResponse:
    """Save the places that were changed on the page; what others said meanwhile stays."""
    customer = customer_of(request.user, number)
    places = {
        int(key): str(value)
        for name, value in request.POST.items()
        if name.startswith(FIELD)
        and (key := name.removeprefix(FIELD)).isdecimal()
        and len(key) < MAX_DIGITS
        and value != request.POST.get(f"was-{key}")
    }
    set_places(customer=customer, places=places, actor=request.user)
    messages.success(request, _("The decision chain is saved."))
    return redirect("customers:detail", public_number(customer))
