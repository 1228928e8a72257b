from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from channels import commands, queries
from channels.enums import Fit
from channels.evidence.cards import Evidence, evidence_by_cell, evidence_of
from channels.forms import CellForm, CellsForm
from channels.models import Channel, CustomerGroup, Product
from common import clock
from common.meanwhile import in_turn
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@permission_required(Permission.SEE_CHANNELS, *commands.CHANNELS)
def matrix(request: SignedInRequest) -> HttpResponse:
    """Loading rules: product and customer group down, channels across; several cells can be chosen
    and get one fit.
    """
    chosen = {name: request.GET.get(name, "")[:60] for name in ("family", "product", "group")}
    channels, rows = queries.matrix(day=clock.today(), **chosen)
    may_change = any(request.user.may(permission) for permission in commands.CHANNELS)
    is_picking = may_change and request.GET.get("pick") == "on"
    form = None
    if is_picking:
        cells = {
            key: (row.product, row.group, channel)
            for row in rows
            for channel, key in zip(channels, keys_of(row, channels), strict=True)
        }
        form = CellsForm(request.POST or None, cells=cells)
        if request.method == "POST" and form.is_valid():
            return changed(request, form)
    products = Product.objects.filter(is_active=True).select_related("family")
    estimates = evidence_by_cell({(row.product.pk, row.group.pk) for row in rows})

    def known(row: queries.MatrixRow) -> list[Evidence | None]:
        return [estimates.get((row.product.pk, row.group.pk, channel.pk)) for channel in channels]

    context = {
        "channels": channels,
        "rows": [
            (row, list(zip(channels, row.rules, keys_of(row, channels), known(row), strict=True)))
            for row in rows
        ],
        "families": queries.families_by_name(),
        "products": sorted(products, key=queries.place_of),
        "groups": CustomerGroup.objects.filter(is_active=True),
        **chosen,
        "is_narrowed": any(chosen.values()),
        "legend": Fit,
        "tab": "matrix",
        "may_change": may_change,
        "form": form,
        "picked": set(request.POST.getlist("cell")) if is_picking else set(),
    }
    return render(
        request, "channels/matrix.html", context, status=422 if form and form.errors else 200
    )


def keys_of(row: queries.MatrixRow, channels: list[Channel]) -> list[str]:
    """What the cells of a row are called in the form."""
    return [f"{row.product.code}/{row.group.code}/{channel.code}" for channel in channels]


def changed(request: SignedInRequest, form: CellsForm) -> HttpResponse:
    """Set the chosen cells, and say how many changed."""
    values = form.cleaned_data
    fit, cells = Fit(values["fit"]), values["cell"]
    rules = commands.set_fits(cells=cells, fit=fit, reason=values["reason"], actor=request.user)
    said = ngettext(
        "%(n)s rule is now: %(fit)s. The next checks use it.",
        "%(n)s rules are now: %(fit)s. The next checks use them.",
        len(rules),
    )
    messages.success(request, said % {"n": len(rules), "fit": fit.label})
    return redirect(request.get_full_path())


@permission_required(Permission.SEE_CHANNELS, *commands.CHANNELS)
@in_turn
def cell(request: SignedInRequest, product: str, group: str, channel: str) -> HttpResponse:
    """One rule: fit, versions with reasons, and a new fit for those who may say so."""
    of = get_object_or_404(Product.objects.select_related("family"), code=product)
    customers = get_object_or_404(CustomerGroup, code=group)
    on = get_object_or_404(Channel, code=channel)
    form = CellForm(request.POST or None, cell=(of, customers, on))
    if request.method == "POST" and form.is_valid():
        fit, reason = Fit(form.cleaned_data["fit"]), form.cleaned_data["reason"]
        rule = commands.set_fit(
            product=of,
            customer_group=customers,
            channel=on,
            fit=fit,
            reason=reason,
            actor=request.user,
        )
        messages.success(
            request,
            _("The rule is now: %(fit)s. The next checks use it.")
            % {"fit": rule.get_fit_display()},
        )
        return redirect("channels:cell", product, group, channel)
    evidence, others = evidence_of(product=of, group=customers, channel=on)
    context = {
        "evidence": evidence,
        "others": others,
        "product": of,
        "group": customers,
        "channel": on,
        "history": queries.history(product=of, group=customers, channel=on),
        "in_force": form.in_force,
        "form": (
            form if any(request.user.may(permission) for permission in commands.CHANNELS) else None
        ),
        "tab": "matrix",
    }
    return render(request, "channels/cell.html", context, status=422 if form.errors else 200)
