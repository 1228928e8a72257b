from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from channels.registries import plans
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.names import names_of
from organization.permissions import Permission
from resources import queries
from resources.models import Resource
from resources.queries import StockLine

PAGE = 30
TOTALS = ("on_hand", "hard", "arriving", "unconfirmed", "free")


@permission_required(Permission.SEE_STOCK)
def detail(request: SignedInRequest, code: str) -> HttpResponse:
    """One resource: its stock in every unit, which campaigns hold it, what is on its way, what
    moved.
    """
    resource = get_object_or_404(Resource.objects.select_related("keeper_unit"), code=code)
    lines = queries.stock_lines(user=request.user, resources=[resource])
    units = [line.unit for line in lines]
    before = movements_before(request.GET.get("before", ""))
    moved = queries.movements_for(request.user).filter(resource=resource)
    page = list((moved.filter(pk__lt=before) if before else moved)[: PAGE + 1])
    holds = queries.holds(user=request.user, resource=resource, lines=lines)
    people = names_of({row.actor for row in page})
    codes = {hold.campaign for hold in holds} | {row.campaign for row in page if row.campaign}
    names = plans().named(request.user, codes)
    context = {
        "resource": resource,
        "lines": lines,
        "total": totals_of(lines),
        "sees_soft": any(line.soft is not None for line in lines),
        "units": units,
        "holds": [
            (hold, names.get(hold.campaign), list(zip(units, hold.pieces, strict=True)))
            for hold in holds
        ],
        "deliveries": queries.arrivals_to_come(user=request.user, resource=resource),
        "movements": [
            (row, names.get(row.campaign), people.get(row.actor, row.actor)) for row in page[:PAGE]
        ],
        "next_before": page[PAGE - 1].pk if len(page) > PAGE else "",
        "is_first": not before,
        "may_manage": request.user.may(Permission.MANAGE_STOCK),
        "tab": "board",
    }
    return render(request, "resources/detail.html", context)


def movements_before(text: str) -> int:
    """Where the page of movements starts; 0, the newest, for anything that is no place."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def totals_of(lines: list[StockLine]) -> dict[str, int]:
    """The sums over all units shown."""
    sums = {name: sum(getattr(line, name) for line in lines) for name in TOTALS}
    return {**sums, "soft": sum(line.soft or 0 for line in lines)}
