"""Putting on record what a customer wants."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.forms import WishForm
from customers.masked_rows import public_number
from customers.views.detail import PurposeForm, customer_of, page_of
from customers.wishes import record_wish
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@require_POST
@permission_required(Permission.RECORD_TOUCHES)
def wish(request: SignedInRequest, number: str) -> HttpResponse:
    """Give or withdraw one; what is wrong stands at its field, with the form as it was."""
    customer = customer_of(request.user, number)
    form = WishForm(request.POST)
    if form.is_valid():
        try:
            record_wish(customer=customer, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The customer's wish is on record."))
            return redirect("customers:detail", public_number(customer))
    context = page_of(request.user, customer, form=PurposeForm()) | {"wish_form": form}
    return render(request, "customers/detail.html", context, status=422)
