from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.meanwhile import in_turn
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission
from resources import commands
from resources.forms import ResourceForm
from resources.models import Resource


@permission_required(Permission.MANAGE_STOCK)
@in_turn
def edit(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Add a resource, or change one."""
    resource = get_object_or_404(Resource, code=code) if code else Resource()
    form = ResourceForm(request.POST or None, instance=resource)
    if request.method == "POST" and form.is_valid():
        is_new = not code
        saved = commands.save_resource(resource=form.instance, actor=request.user)
        text = (
            _("%(resource)s was added. Receive the first pieces, or announce a delivery.")
            if is_new
            else _("%(resource)s was saved.")
        )
        messages.success(request, text % {"resource": saved})
        return redirect("resources:detail", saved.code)
    context = {"form": form, "resource": resource, "code": code}
    return render(request, "resources/edit.html", context, status=422 if form.errors else 200)
