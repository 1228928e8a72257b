from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common import clock, display
from organization import deputies
from organization.forms import DelegationForm
from organization.http import SignedInRequest
from organization.models import Delegation


def delegation(request: SignedInRequest) -> HttpResponse:
    """Name a deputy while one is out; see for whom one stands in."""
    form = DelegationForm(request.POST or None, principal=request.user)
    if request.method == "POST" and form.is_valid():
        made = deputies.delegate(principal=request.user, actor=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("%(deputy)s stands in for you from %(first)s to %(last)s.")
            % {
                "deputy": made.deputy,
                "first": display.full_date(made.starts_on),
                "last": display.full_date(made.ends_on),
            },
        )
        for gap in deputies.gaps(made):
            messages.warning(request, gap)
        return redirect("organization:delegation")
    live = Delegation.objects.filter(
        revoked_at__isnull=True, ends_on__gte=clock.today()
    ).select_related("principal", "deputy")
    context = {
        "form": form,
        "given": live.filter(principal=request.user),
        "held": live.filter(deputy=request.user),
    }
    return render(
        request, "organization/delegation.html", context, status=422 if form.errors else 200
    )


@require_POST
def revoke(request: SignedInRequest, delegation_id: int) -> HttpResponse:
    given = get_object_or_404(
        Delegation.objects.select_related("principal"), pk=delegation_id, principal=request.user
    )
    deputies.revoke_delegation(delegation=given, actor=request.user)
    messages.success(request, _("Your deputy no longer stands in for you."))
    return redirect("organization:delegation")
