"""The checklists by category: what is asked, how much it weighs, which plans run on which list."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment.checklist_kind import CHECKLISTS
from assessment.list_board import board_of
from campaigns.enums import Category
from organization.access import permission_required
from organization.http import SignedInRequest


@require_GET
@permission_required(*CHECKLISTS.may_see, *CHECKLISTS.may_write)
def lists(request: SignedInRequest) -> HttpResponse:
    """One category's list, as it is asked of the next plan."""
    asked = request.GET.get("category", "")
    category = Category(asked) if asked in Category.values else next(iter(Category))
    context: dict[str, Any] = {
        "kind": CHECKLISTS,
        "categories": list(Category),
        "category": category,
        "board": board_of(category),
        "may_write": CHECKLISTS.may_be_written_by(request.user),
    }
    return render(request, "assessment/lists.html", context)
