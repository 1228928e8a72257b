"""Telling what was done to customers, by a file: uploaded here, read and taken as every import."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from common.text import validate_plain
from customers.enums import ImportSubject
from customers.imports.commands import KEPT_DAYS, MAX_UPLOAD, keep_upload
from customers.imports.touches.fields import FIELDS, NEEDED
from customers.menu import customer_tabs
from customers.touch_checks import refuse_own_source
from customers.views.importing import imported_before
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


class TouchFileForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=40,
        validators=[validate_plain, refuse_own_source],
        help_text=gettext_lazy("The system or list; a row counts once in each."),
    )
    file = forms.FileField(label=gettext_lazy("File (csv, xlsx, xls or ods)"))


@permission_required(Permission.RECORD_TOUCHES)
def touches(request: SignedInRequest) -> HttpResponse:
    """Upload a file of what was done; below it what was told so before."""
    form = TouchFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        batch = keep_upload(
            actor=request.user,
            name=upload.name or "",
            chunks=upload.chunks(),
            subject=ImportSubject.TOUCHES,
            source=form.cleaned_data["source"],
        )
        return redirect("customers:import-file", batch.stored_as)
    context = {
        "tabs": customer_tabs(request.user, "touches"),
        "form": form,
        "is_of_touches": True,
        "columns": [
            (field.label, " / ".join(field.aliases[:2]), name in NEEDED)
            for name, field in FIELDS.items()
        ],
        "most": MAX_UPLOAD >> 30,
        "kept": KEPT_DAYS,
        **imported_before(ImportSubject.TOUCHES, request.GET.get("page")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "customers/touches.html", context, status=status)
