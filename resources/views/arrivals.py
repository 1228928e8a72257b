from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import clock
from common.display import number
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit
from organization.permissions import Permission
from resources import commands, queries
from resources.access import may_confirm, visible_units
from resources.arrival_forms import ArrivalForm, ReceiptForm, WhyForm
from resources.commands.arrivals import may_undo
from resources.models import Arrival
from resources.notices import receivers
from resources.views.act import warned

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
    why = WhyForm(request.POST if "undo" in request.POST else None)
    if why.is_valid():
        commands.undo_receipt(arrival_id=delivery.pk, actor=request.user, **why.cleaned_data)
        messages.success(request, _("Taken back. The delivery is on its way again."))
        return redirect("resources:arrivals")
    form = ReceiptForm(
        request.POST if request.method == "POST" and not why.is_bound else None,
        arrival=delivery,
        initial={"received": delivery.quantity},
    )
    if request.method == "POST" and form.is_valid():
        with warned(request, delivery.resource, delivery.unit):
            done = commands.confirm_arrival(
                arrival_id=delivery.pk, actor=request.user, **form.cleaned_data
            )
            messages.success(
                request,
                _("%(pieces)s × %(resource)s received in %(unit)s.")
                % {
                    "pieces": number(done.received),
                    "resource": delivery.resource,
                    "unit": delivery.unit,
                },
            )
        return redirect("resources:arrivals")
    context = {
        "form": form,
        "why": why,
        "arrival": delivery,
        "may_undo": may_undo(delivery, clock.today()),
        "tab": "arrivals",
    }
    status = 422 if form.errors or why.errors else 200
    return render(request, "resources/confirm.html", context, status=status)


def cancelled_and_told(unit: Unit) -> str:
    """That it is cancelled, and who has been told: nobody where nobody receives there."""
    if receivers(unit).exists():
        return _("The delivery is cancelled; the unit has been told.")
    return _("The delivery is cancelled. Nobody receives deliveries there, so nobody was told.")


@permission_required(Permission.MANAGE_STOCK)
def arrival(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """Change quantity, day or confirmation of a delivery that has not come."""
    delivery = arrival_or_404(request, arrival_id)
    values = {
        name: getattr(delivery, name)
        for name in ("quantity", "expected_on", "is_confirmed", "note")
    }
    is_cancelled = "cancel" in request.POST
    form = ArrivalForm(None if is_cancelled else request.POST or None, initial=values)
    why = WhyForm(request.POST if is_cancelled else None)
    if is_cancelled and why.is_valid():
        with warned(request, delivery.resource, delivery.unit):
            commands.cancel_arrival(arrival_id=delivery.pk, actor=request.user, **why.cleaned_data)
            messages.success(request, cancelled_and_told(delivery.unit))
        return redirect("resources:arrivals")
    if request.method == "POST" and form.is_valid():
        with warned(request, delivery.resource, delivery.unit):
            commands.change_arrival(arrival_id=delivery.pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The delivery was changed."))
        return redirect("resources:arrivals")
    context = {"form": form, "why": why, "arrival": delivery, "tab": "arrivals"}
    status = 422 if form.errors or why.errors else 200
    return render(request, "resources/arrival.html", context, status=status)


def arrival_or_404(request: SignedInRequest, arrival_id: int) -> Arrival:
    """A delivery to a unit whose stock the person sees; of others there is none."""
    rows = Arrival.objects.filter(unit__in=visible_units(request.user)).select_related(
        "resource", "unit"
    )
    return get_object_or_404(rows, pk=arrival_id)
