from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from channels import commands, queries
from channels.forms import ProductForm
from channels.models import Product
from common.meanwhile import in_turn
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@permission_required(Permission.SEE_CHANNELS, *commands.CATALOGUE)
def products(request: SignedInRequest) -> HttpResponse:
    """All products by family."""
    family = request.GET.get("family", "")[:60]
    rules = Count("loading_rules", filter=Q(loading_rules__valid_until__isnull=True))
    rows = Product.objects.select_related("family", "owner_unit").annotate(rules=rules)
    if family:
        rows = rows.filter(family__code=family)
    shown = sorted(rows, key=queries.place_of)
    apart = queries.held_one_at_a_time(shown)
    context = {
        "products": [(row, apart.get(row.code, "")) for row in shown],
        "families": queries.families_by_name(),
        "family": family,
        "may_manage": any(request.user.may(permission) for permission in commands.CATALOGUE),
        "tab": "products",
    }
    return render(request, "channels/products.html", context)


@permission_required(*commands.CATALOGUE)
@in_turn
def product(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Add a product, or change one."""
    instance = get_object_or_404(Product, code=code) if code else Product()
    form = ProductForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        saved = commands.save_product(product=form.instance, actor=request.user)
        messages.success(request, _("%(product)s was saved.") % {"product": saved})
        return redirect("channels:products")
    context = {"form": form, "product": instance, "tab": "products"}
    return render(request, "channels/product.html", context, status=422 if form.errors else 200)
