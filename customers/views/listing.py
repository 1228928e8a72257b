"""The list of customers: masked, filtered, searched for by the whole number or phone."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from channels.models import CustomerGroup
from common.text import normalise
from customers import access
from customers.enums import PartyKind
from customers.lookups import found_by, is_phone, looked_up
from customers.masked_rows import customer_row, public_number
from customers.menu import customer_tabs
from customers.models import Customer, ImportBatch
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit
from organization.models.scope import UnitScope
from organization.permissions import Permission

PAGE = 50
LONGEST = 60
MAX_DIGITS = 18
FILTERS = ("q", "group", "unit", "tier", "kind", "imported")


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
    if is_phone(asked["q"]):  # a phone stands in no address: it is asked for by ``lookup``
        asked["q"] = ""
    return listed(request, chosen(access.visible_customers(request.user), asked), asked)


@require_POST
@permission_required(Permission.SEE_CUSTOMERS)
def lookup(request: SignedInRequest) -> HttpResponse:
    """The customer of a number or phone: their page, or the list of those who share it."""
    number = request.POST.get("q", "").replace("\0", "")[:LONGEST]
    asked = dict.fromkeys(FILTERS, "") | {"q": number}
    rows = access.visible_customers(request.user).select_related("party", "group", "unit")
    found = looked_up(rows, asked["q"], actor=request.user)
    if len(hits := list(found[:2])) == 1:
        return redirect("customers:detail", public_number(hits[0]))
    return listed(request, found, asked)


def listed(
    request: SignedInRequest, found: QuerySet[Customer], asked: dict[str, str]
) -> HttpResponse:
    """A page of customers, in the order in which they came in, so that the order tells no number
    that is masked.
    """
    after = request.GET.get("cursor", "")
    after = after if after.isascii() and after.isdigit() and len(after) < MAX_DIGITS else "0"
    rows = list(found.filter(pk__gt=int(after)).order_by("pk")[: PAGE + 1])
    following = (
        urlencode(
            {
                **{name: value for name, value in asked.items() if value},
                "cursor": str(rows[PAGE - 1].pk),
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
        "imported": (
            ImportBatch.objects.filter(stored_as=asked["imported"]).first()
            if asked["imported"]
            else None
        ),
    }
    return render(request, "customers/list.html", context)


def chosen(found: QuerySet[Customer], asked: dict[str, str]) -> QuerySet[Customer]:
    """The customers that the filters leave. Numbers count only as a whole, so that nobody can find
    one by trying.
    """
    rows = found.select_related("party", "group", "unit")
    if asked["q"]:
        rows = found_by(rows, asked["q"])
    if asked["group"]:
        rows = rows.filter(group__code=asked["group"])
    if asked["unit"]:
        rows = rows.filter(UnitScope.of(Unit.objects.filter(code=asked["unit"])).q("unit"))
    if asked["tier"]:
        rows = rows.filter(tier=asked["tier"])
    if asked["imported"]:
        rows = rows.filter(last_import__stored_as=asked["imported"])
    if asked["kind"]:
        rows = rows.filter(party__kind=asked["kind"])
    return rows
