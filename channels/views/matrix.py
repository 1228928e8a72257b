from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from channels import commands, queries
from channels.enums import Fit
from channels.forms import FitForm
from channels.models import Channel, CustomerGroup, Product, ProductFamily
from common import clock
from organization.access import permission_required
from organization.permissions import Permission


@permission_required(Permission.SEE_CHANNELS)
def matrix(request: HttpRequest) -> HttpResponse:
    """Loading rules: product and customer group down, channels across."""
    family = request.GET.get("family", "")[:60]
    channels, rows = queries.matrix(day=clock.today(), family=family)
    context = {
        "channels": channels,
        "rows": [(row, list(zip(channels, row.rules, strict=True))) for row in rows],
        "families": ProductFamily.objects.all(),
        "family": family,
        "tab": "matrix",
    }
    return render(request, "channels/matrix.html", context)


@permission_required(Permission.SEE_CHANNELS)
def cell(request: HttpRequest, product: str, group: str, channel: str) -> HttpResponse:
    """One rule: fit, versions with reasons, and a new fit for those who may say so."""
    key = {
        "product": get_object_or_404(Product.objects.select_related("family"), code=product),
        "group": get_object_or_404(CustomerGroup, code=group),
        "channel": get_object_or_404(Channel, code=channel),
    }
    form = FitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rule = commands.set_fit(
            product=key["product"],
            customer_group=key["group"],
            channel=key["channel"],
            fit=Fit(form.cleaned_data["fit"]),
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
        messages.success(request, _("The rule is now: %(fit)s. The next checks use it.") % {"fit": rule.get_fit_display()})
        return redirect("channels:cell", product, group, channel)
    may_manage = request.user.may(Permission.MANAGE_CHANNELS)
    context = {**key, "history": queries.history(**key), "form": form if may_manage else None, "tab": "matrix"}
    return render(request, "channels/cell.html", context, status=422 if form.errors else 200)
