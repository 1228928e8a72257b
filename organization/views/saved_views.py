from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.display import labelled
from common.errors import Reason, Refused
from organization import saved_views
from organization.forms import SavedViewForm
from organization.http import SignedInRequest
from organization.models import SavedView


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the list that the reader looks at; they stay on it."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        raise Refused(
            Reason("invalid", labelled(form.fields[name].label, text), status=400, attr=name)
            for name, texts in form.errors.items()
            for text in texts
        )
    view = saved_views.save_view(user=request.user, **form.cleaned_data)
    messages.success(request, _("This list is kept as “%(name)s”.") % {"name": view.name})
    return redirect(view.url)


@require_POST
def delete(request: SignedInRequest, view_id: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=view_id, user=request.user)
    saved_views.delete_view(view=view)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(view.page)
