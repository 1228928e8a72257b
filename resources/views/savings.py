"""What giving once saved: by unit and month, and the deeds behind it."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render

from common import audit_labels
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.names import names_of
from resources.access import SAVINGS, gives_benefits
from resources.models import Resource
from resources.savings import deeds, sums
from resources.similar import unit_names

PAGE = 50
MAX_DIGITS = 18


@permission_required(*SAVINGS)
def savings(request: SignedInRequest) -> HttpResponse:
    """The sums, and below each deed that saved something, newest first."""
    found = sums(request.user)
    rows = deeds(request.user).order_by("-id")
    after = request.GET.get("cursor", "")
    if after.isascii() and after.isdigit() and len(after) < MAX_DIGITS:
        rows = rows.filter(pk__lt=int(after))
    shown = list(rows[: PAGE + 1])
    people = names_of(row.actor for row in shown[:PAGE])
    goods = Resource.objects.filter(code__in={row.object_code for row in shown})
    names = {one.code: one.label for one in goods}
    units = unit_names({one.unit for one in found} | {row.unit for row in shown})
    context = {
        "tab": "savings",
        "gives": gives_benefits(request.user),
        "total": sum((one.saved for one in found), Decimal(0)),
        "sums": [{"sum": one, "unit": units[one.unit]} for one in found],
        "rows": [
            {
                "deed": row,
                "what": audit_labels.action_word(row.object_type, row.action),
                "of": names.get(row.object_code, row.object_code),
                "unit": units[row.unit],
                "by": people.get(row.actor, row.actor),
            }
            for row in shown[:PAGE]
        ],
        "next": str(shown[PAGE - 1].pk) if len(shown) > PAGE else "",
    }
    return render(request, "resources/savings.html", context)
