from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from common import clock
from common.meanwhile import in_turn
from organization import commands
from organization.access import permission_required
from organization.enums import Role
from organization.forms import PolicyForm
from organization.http import SignedInRequest
from organization.models import Policy
from organization.permissions import Permission
from organization.policies import Declared, declared, values_on
from organization.policy_remarks import remarks

AREAS = {
    "assessment": gettext_lazy("Pre-assessment"),
    "channels": gettext_lazy("Channels"),
    "frontline": gettext_lazy("Front line"),
    "benefits": gettext_lazy("Benefits"),
    "campaigns": gettext_lazy("Approval"),
    "coordination": gettext_lazy("Coordination"),
    "customers": gettext_lazy("Customers"),
    "preflight": gettext_lazy("Checks"),
}
MAY = (Permission.MANAGE_POLICIES, Permission.SEE_PLANS)


@permission_required(*MAY)
def policies(request: SignedInRequest) -> HttpResponse:
    """Every policy with today's value, its owner and what is to be said of it, by area."""
    values = values_on(clock.today())
    changed = set(Policy.objects.values_list("key", flat=True))
    areas = defaultdict(list)
    said = remarks()
    for key, policy in sorted(declared().items()):
        areas[key.split(".")[0]].append(
            (
                policy,
                policy.said(values[key]),
                key in changed,
                owner_label(policy.owner_role),
                said.get(key, ""),
            )
        )
    named = [(AREAS.get(area, area), rows) for area, rows in areas.items()]
    return render(request, "organization/policies.html", {"areas": named})


@permission_required(*MAY)
@in_turn
def policy(request: SignedInRequest, key: str) -> HttpResponse:
    """One policy: value, meaning, history; a new value from a day on."""
    if key not in declared():
        raise Http404
    of = declared()[key]
    form = PolicyForm(request.POST or None, policy=of)
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
        "policy": of,
        "value": of.said(values_on(clock.today())[key]),
        "default": of.said(of.default),
        "remark": remarks().get(key, ""),
        "history": history(of),
        "owner": owner_label(of.owner_role),
        "form": form if commands.may_change_policy(request.user, key) else None,
        "is_owner": request.user.has_role(Role(of.owner_role or Role.LEADERSHIP)),
    }
    return render(request, "organization/policy.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Written:
    """A value that somebody wrote: in words, whether it has sense, and whether its day is still to
    come.
    """

    row: Policy
    value: str
    is_usable: bool
    is_coming: bool


def history(policy: Declared) -> list[Written]:
    """Every value that was ever written, the newest first."""
    today = clock.today()
    return [
        Written(
            row=row,
            value=policy.said(policy.parse(row.value)) if is_usable else row.value,
            is_usable=is_usable,
            is_coming=row.valid_from > today,
        )
        for row in Policy.objects.filter(key=policy.key).select_related("changed_by")
        for is_usable in (policy.is_usable(row.value),)
    ]


@require_POST
@permission_required(*MAY)
def withdraw(request: SignedInRequest, key: str, policy_id: int) -> HttpResponse:
    """Take back a value that was to hold from a coming day."""
    row = get_object_or_404(Policy, pk=policy_id, key=key)
    if key not in declared():
        raise Http404
    commands.withdraw_policy(policy=row, actor=request.user)
    messages.success(request, _("The coming value was withdrawn."))
    return redirect("organization:policy", key)


def owner_label(role: str) -> str:
    return str(Role(role or Role.LEADERSHIP).label)
