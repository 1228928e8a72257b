from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.meanwhile import in_turn
from organization import commands
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit
from organization.permissions import Permission
from organization.row_forms import UnitForm


@permission_required(Permission.MANAGE_SETUP)
def units(request: SignedInRequest) -> HttpResponse:
    """The tree of units, in its order."""
    rows = list(Unit.objects.annotate(people=Count("memberships__user", distinct=True)))
    order = {unit.path: (unit.position, unit.code) for unit in rows}

    def place(unit: Unit) -> list[tuple[int, str]]:
        parts = unit.path.strip("/").split("/")
        return [order[f"/{'/'.join(parts[: n + 1])}/"] for n in range(len(parts))]

    rows.sort(key=place)
    tree = [(unit, unit.path.count("/") - 2) for unit in rows]
    return render(request, "organization/units.html", {"tree": tree})


@permission_required(Permission.MANAGE_SETUP)
@in_turn
def unit(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Add a unit, or change the name and look of one."""
    instance = get_object_or_404(Unit, code=code) if code else Unit()
    form = UnitForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        saved = commands.save_unit(unit=form.instance, actor=request.user)
        messages.success(request, _("%(unit)s was saved.") % {"unit": saved})
        return redirect("organization:units")
    return render(
        request,
        "organization/unit.html",
        {"form": form, "unit": instance},
        status=422 if form.errors else 200,
    )
