"""The pages on which playbooks are read and composed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from campaigns.enums import Category
from common.errors import Refused
from coordination.enums import Mode
from coordination.models import Playbook, PlaybookVersion, RoleComponent
from coordination.playbooks.access import KEEPERS, READERS
from coordination.playbooks.composing import (
    PLACES,
    code_of,
    compose,
    items_of,
    lines_of,
    newest,
)
from coordination.playbooks.forms import PlaybookForm
from coordination.playbooks.kinds import COMPONENTS
from coordination.playbooks.queries import overview
from organization.access import permission_required
from organization.http import SignedInRequest


@require_GET
@permission_required(*READERS)
def playbooks(request: SignedInRequest) -> HttpResponse:
    """Every category with its playbooks for plans in turn and for urgent ones."""
    context = {
        "rows": overview(),
        "may_write": may_compose(request),
        "components_url": COMPONENTS.url(),
        "modes": [mode.label for mode in Mode],
    }
    return render(request, "coordination/playbooks.html", context)


def may_compose(request: SignedInRequest) -> bool:
    return any(request.user.may(one) for one in KEEPERS)


@permission_required(*READERS)
def playbook(request: SignedInRequest, code: str) -> HttpResponse:
    """One playbook: its newest version or an older one; with POST it is composed anew."""
    if code not in PLACES:
        raise Http404
    category, mode = PLACES[code]
    found = Playbook.objects.filter(code=code).first()
    version = chosen(found, request.GET.get("version", ""))
    items = items_of(version)
    may_write = may_compose(request)
    context: dict[str, Any] = {
        "code": code,
        "category": category,
        "mode": mode,
        "playbook": found,
        "version": version,
        "versions": found.versions.all() if found else [],
        "items": items,
        "components_url": COMPONENTS.url(),
    }
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    is_newest = found is None or version == newest(found)
    if may_write and is_newest:
        form = form_of(request, found, items)
        if request.method == "POST" and form.is_valid() and saved(request, form, category, mode):
            return redirect("coordination:playbook", code_of(category, mode))
        context["form"] = form
    status = 422 if "form" in context and context["form"].errors else 200
    return render(request, "coordination/playbook.html", context, status=status)


def chosen(found: Playbook | None, number: str) -> PlaybookVersion | None:
    """The version that the address names, else the newest. Raises 404 for an unknown one."""
    if found is None or not number:
        return newest(found) if found else None
    named = found.versions.filter(number=int(number)).first() if number.isdigit() else None
    if named is None:
        raise Http404
    return named


def form_of(request: SignedInRequest, found: Playbook | None, items: list[Any]) -> PlaybookForm:
    lines = {line.component: line for line in lines_of(items)}
    known = RoleComponent.objects.select_related("performer_unit", "customer_unit")
    components = [one for one in known if one.is_active or one.code in lines]
    components.sort(key=lambda one: (one.code not in lines, -days_of(one, lines), one.code))
    initial = {"is_active": found.is_active if found else True, "etag": found.etag if found else 0}
    data = request.POST if request.method == "POST" else None
    return PlaybookForm(data, components=components, lines=lines, initial=initial)


def days_of(component: RoleComponent, lines: dict[str, Any]) -> int:
    line = lines.get(component.code)
    return int(line.days_before if line else component.days_before)


def saved(request: SignedInRequest, form: PlaybookForm, category: Category, mode: Mode) -> bool:
    """Whether the command took it; else what it said stands at the form's fields."""
    try:
        compose(
            category=category,
            mode=mode,
            lines=form.lines(),
            is_active=form.cleaned_data["is_active"],
            etag=form.cleaned_data["etag"] or None,
            actor=request.user,
        )
    except Refused as refusal:
        form.mark(refusal)
        return False
    messages.success(request, _("Saved. Plans that are submitted from now on take this version."))
    return True
