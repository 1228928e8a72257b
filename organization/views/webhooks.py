"""Webhooks: where notices go besides, with what failed and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.errors import Refused
from common.paging import Page, page_at, start_of
from common.shown_once import show_once
from organization.access import permission_required
from organization.delivery import commands
from organization.delivery.forms import WebhookEntry, initial_of
from organization.delivery.queries import failed, webhooks_with_trouble
from organization.forms import mark
from organization.http import SignedInRequest
from organization.models import Delivery, Webhook, WebhookForm
from organization.outbox import is_configured
from organization.permissions import Permission


@permission_required(Permission.MANAGE_SETUP)
def webhooks(request: SignedInRequest) -> HttpResponse:
    """All webhooks, and what did not get through by mail or webhook, with the reason."""
    page: Page[Delivery] = page_at(failed(), start_of(request.GET.get("cursor", "")))
    context = {
        "webhooks": webhooks_with_trouble(),
        "rows": page.rows,
        **page.context(),
        "has_server": is_configured(),
    }
    return render(request, "organization/webhooks.html", context)


@permission_required(Permission.MANAGE_SETUP)
def webhook(request: SignedInRequest, code: str | None = None) -> HttpResponse:
    """Set one up or change it; what opens the receiver's door is typed and never shown."""
    found = get_object_or_404(Webhook, code=code) if code is not None else None
    is_sent = request.method == "POST"
    form = WebhookEntry(
        request.POST if is_sent else None,
        webhook=found,
        initial=initial_of(found) if found else {"language": "zh-hans", "is_active": True},
    )
    if is_sent and form.is_valid() and (saved := saved_by(form, found, request)):
        messages.success(request, _("Saved. Send a test to see whether it arrives."))
        return redirect("organization:webhook", saved.code)
    context = {
        "form": form,
        "webhook": found,
        "rows": found.deliveries.all()[:20] if found else [],
    }
    status = 422 if form.errors else 200
    return render(request, "organization/webhook.html", context, status=status)


def saved_by(form: WebhookEntry, found: Webhook | None, request: SignedInRequest) -> Webhook | None:
    """The webhook; None where the command said no. A secret that was made is shown once."""
    had = found.secret if found else ""
    read = request.POST.get("etag", "")
    try:
        saved = commands.save_webhook(
            webhook=found or Webhook(),
            values=form.cleaned_data,
            actor=request.user,
            etag=int(read) if read.isascii() and read.isdigit() and len(read) < 10 else None,
        )
    except Refused as refusal:
        mark(form, refusal)
        return None
    made = saved.form == WebhookForm.GENERIC and saved.secret not in (
        had,
        form.cleaned_data["secret"],
    )
    if made:
        page = f"/setup/webhooks/{saved.code}/"
        title = _("The key by which the receiver checks the signature")
        show_once(request, page=page, title=title, text=saved.secret)
    return saved


@require_POST
@permission_required(Permission.MANAGE_SETUP)
def test(request: SignedInRequest, code: str) -> HttpResponse:
    """Send a test message; what became of it stands on the page a moment later."""
    found = get_object_or_404(Webhook, code=code)
    commands.try_webhook(webhook=found, actor=request.user)
    messages.success(request, _("The test is on its way; look below what became of it."))
    return redirect("organization:webhook", code)


@require_POST
@permission_required(Permission.MANAGE_SETUP)
def remove(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a webhook out."""
    commands.remove_webhook(webhook=get_object_or_404(Webhook, code=code), actor=request.user)
    messages.success(request, _("The webhook is removed; nothing is sent there any more."))
    return redirect("organization:webhooks")


@require_POST
@permission_required(Permission.MANAGE_SETUP)
def again(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """Try once more what was given up."""
    commands.send_again(delivery_id=delivery_id, actor=request.user)
    messages.success(request, _("It is sent once more."))
    return redirect("organization:webhooks")
