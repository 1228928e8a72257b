"""What one gets by mail, and how one ends it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from organization.delivery.commands import choose_mail, subscription_of
from organization.delivery.forms import MailForm
from organization.http import SignedInRequest
from organization.models import MailMode
from organization.notice_kinds import kinds
from organization.outbox import USUAL, is_configured, modes_of


def mail_choices(request: SignedInRequest) -> HttpResponse:
    """When one gets which notices by mail."""
    known = modes_of([request.user.pk]).get(request.user.pk, {})
    initial = {"all": known.get("", USUAL), **{kind: known.get(kind, "") for kind in kinds()}}
    form = MailForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_mail(user=request.user, modes=form.chosen())
        messages.success(request, _("Saved. It holds from the next notice on."))
        return redirect("organization:mail-choices")
    context = {"form": form, "has_server": is_configured()}
    status = 422 if form.errors else 200
    return render(request, "organization/mail_choices.html", context, status=status)


@csrf_exempt  # the link itself is signed, and mail programs press it without a page
@login_not_required
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails of a kind by the link that stands in each of them, without signing in."""
    found = subscription_of(token)
    if found is None:
        raise Http404
    user, kind = found
    if request.method == "POST":
        choose_mail(user=user, modes={kind: MailMode.NONE})
    context = {"kind": kinds().get(kind, ""), "done": request.method == "POST"}
    return render(request, "organization/unsubscribe.html", context)
