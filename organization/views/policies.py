from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common import clock
from organization import commands
from organization.access import permission_required
from organization.enums import Role
from organization.forms import PolicyForm
from organization.http import SignedInRequest
from organization.models import Policy
from organization.permissions import Permission
from organization.policies import declared, values_on

MAY = (Permission.MANAGE_POLICIES, Permission.SEE_PLANS)


@permission_required(*MAY)
def policies(request: SignedInRequest) -> HttpResponse:
    """Every policy with today's value and its owner, by area."""
    values = values_on(clock.today())
    changed = set(Policy.objects.values_list("key", flat=True))
    areas = defaultdict(list)
    for key, policy in sorted(declared().items()):
        areas[key.split(".")[0]].append(
            (policy, shown(values[key]), key in changed, owner_label(policy.owner_role))
        )
    return render(request, "organization/policies.html", {"areas": dict(areas)})


@permission_required(*MAY)
def policy(request: SignedInRequest, key: str) -> HttpResponse:
    """One policy: value, meaning, history; a new value from a day on."""
    if key not in declared():
        raise Http404
    form = PolicyForm(request.POST or None)
    form.fields["value"].help_text = declared()[key].hint
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_policy(key=key, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("value", error)
        else:
            messages.success(
                request, _("The policy was changed. Checks from that day on use the new value.")
            )
            return redirect("organization:policy", key)
    context = {
        "policy": declared()[key],
        "value": shown(values_on(clock.today())[key]),
        "default": shown(declared()[key].default),
        "history": [
            (row, declared()[key].is_usable(row.value))
            for row in Policy.objects.filter(key=key).select_related("changed_by")
        ],
        "owner": owner_label(declared()[key].owner_role),
        "form": form if commands.may_change_policy(request.user, key) else None,
    }
    return render(request, "organization/policy.html", context, status=422 if form.errors else 200)


def shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def owner_label(role: str) -> str:
    return str(Role(role or Role.LEADERSHIP).label)
