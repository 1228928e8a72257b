from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.display import number
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission
from resources import commands, queries
from resources.access import may_confirm, visible_units
from resources.forms import ArrivalForm, ReceiptForm
from resources.models import Arrival

RECENT = 20


@permission_required(Permission.SEE_STOCK)
def arrivals(request: SignedInRequest) -> HttpResponse:
    """Deliveries on their way, those that are due first, each with one button where one may confirm
    it; below, what came last.
    """
    deliveries = queries.arrivals_to_come(user=request.user)
    came = Arrival.objects.filter(
        unit__in=visible_units(request.user), received_at__isnull=False
    ).select_related("resource", "unit")
    context = {
        "due": [delivery for delivery in deliveries if delivery.is_due],
        "later": [delivery for delivery in deliveries if not delivery.is_due],
        "came": came.order_by("-received_at", "-id")[:RECENT],
        "may_manage": request.user.may(Permission.MANAGE_STOCK),
        "tab": "arrivals",
    }
    return render(request, "resources/arrivals.html", context)


@permission_required(Permission.SEE_STOCK)
def confirm(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """Say what came: as announced with one tap, another number with a word on why."""
    delivery = arrival_or_404(request, arrival_id)
    if not may_confirm(request.user, delivery):
        raise PermissionDenied
    form = ReceiptForm(
        request.POST or None, arrival=delivery, initial={"received": delivery.quantity}
    )
    if request.method == "POST" and form.is_valid():
        done = commands.confirm_arrival(
            arrival_id=delivery.pk, actor=request.user, **form.cleaned_data
        )
        text = _("%(pieces)s × %(resource)s received in %(unit)s.")
        messages.success(
            request,
            text
            % {
                "pieces": number(done.received),
                "resource": delivery.resource,
                "unit": delivery.unit,
            },
        )
        return redirect("resources:arrivals")
    context = {"form": form, "arrival": delivery, "tab": "arrivals"}
    return render(request, "resources/confirm.html", context, status=422 if form.errors else 200)


@permission_required(Permission.MANAGE_STOCK)
def arrival(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """Change quantity, day or confirmation of a delivery that has not come."""
    delivery = arrival_or_404(request, arrival_id)
    values = {
        name: getattr(delivery, name)
        for name in ("quantity", "expected_on", "is_confirmed", "note")
    }
    form = ArrivalForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        commands.change_arrival(arrival_id=delivery.pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The delivery was changed."))
        return redirect("resources:arrivals")
    context = {"form": form, "arrival": delivery, "tab": "arrivals"}
    return render(request, "resources/arrival.html", context, status=422 if form.errors else 200)


def arrival_or_404(request: SignedInRequest, arrival_id: int) -> Arrival:
    """A delivery to a unit whose stock the person sees; of others there is none."""
    rows = Arrival.objects.filter(unit__in=visible_units(request.user)).select_related(
        "resource", "unit"
    )
    return get_object_or_404(rows, pk=arrival_id)
