"""The list of customers: masked, filtered, searched for by the whole number or phone."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from channels.models import CustomerGroup
from common.text import normalise
from customers import access
from customers.enums import PartyKind
from customers.menu import customer_tabs
from customers.models import Customer
from customers.phones import stored_phone
from customers.queries import customer_row
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit
from organization.models.scope import UnitScope
from organization.permissions import Permission

PAGE = 50
LONGEST = 60
FILTERS = ("q", "group", "unit", "tier", "kind")


@permission_required(
    Permission.SEE_CUSTOMERS, Permission.IMPORT_CUSTOMERS, Permission.MANAGE_SEGMENTS
)
def customers(request: SignedInRequest) -> HttpResponse:
    """Customers that the person may see."""
    if not request.user.may(Permission.SEE_CUSTOMERS):
        return render(
            request, "customers/no_list.html", {"tabs": customer_tabs(request.user, "list")}
        )
    asked = {
        name: normalise(request.GET.get(name, "").replace("\0", ""))[:LONGEST] for name in FILTERS
    }
    found = chosen(access.visible_customers(request.user), asked)
    after = request.GET.get("cursor", "").replace("\0", "")[:LONGEST]
    rows = list(found.filter(number__gt=after).order_by("number")[: PAGE + 1])
    following = (
        urlencode(
            {
                **{name: value for name, value in asked.items() if value},
                "cursor": rows[PAGE - 1].number,
            }
        )
        if len(rows) > PAGE
        else ""
    )
    context = {
        "tabs": customer_tabs(request.user, "list"),
        "rows": [customer_row(row) for row in rows[:PAGE]],
        "total": found.count(),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "next_url": f"?{following}" if following else "",
        "groups": [
            (group.code, group.label) for group in CustomerGroup.objects.filter(is_active=True)
        ],
        "units": [(unit.code, unit.label) for unit in Unit.objects.active().branches()],
        "kinds": PartyKind.choices,
    }
    return render(request, "customers/list.html", context)


def chosen(found: QuerySet[Customer], asked: dict[str, str]) -> QuerySet[Customer]:
    """The customers that the filters leave. Numbers and phones count only as a whole, so that
    nobody can find one by trying.
    """
    rows = found.select_related("party", "group", "unit")
    if asked["q"]:
        rows = rows.filter(
            Q(number=asked["q"]) | Q(party__number=asked["q"]) | Q(phone=dialled(asked["q"]))
        )
    if asked["group"]:
        rows = rows.filter(group__code=asked["group"])
    if asked["unit"]:
        rows = rows.filter(UnitScope.of(Unit.objects.filter(code=asked["unit"])).q("unit"))
    if asked["tier"]:
        rows = rows.filter(tier=asked["tier"])
    if asked["kind"]:
        rows = rows.filter(party__kind=asked["kind"])
    return rows


def dialled(text: str) -> str:
    """A phone as it is stored."""
    return stored_phone(text) or text
