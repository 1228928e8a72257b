from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from calendars import feeds as subscriptions
from calendars import ics
from calendars.access import SEEING
from calendars.files import base_of
from calendars.forms import FeedForm
from calendars.models import CalendarFeed
from campaigns.enums import Category
from organization.access import permission_required
from organization.http import SignedInRequest


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as its owner sees it."""

    feed: CalendarFeed
    address: str
    web: str
    qr: SafeString
    category: str


@permission_required(*SEEING)
def feeds(request: SignedInRequest) -> HttpResponse:
    """One's own subscriptions: addresses, QR codes, a new one. Also the body of the calendar's
    dialog.
    """
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        subscriptions.make_feed(actor=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("The subscription is made. Point a phone's camera at its code, or copy its address."),
        )
        return redirect("calendars:feeds")
    own = CalendarFeed.objects.filter(user=request.user, revoked_at__isnull=True).select_related(
        "owner_unit", "branch", "channel"
    )
    context = {"form": form, "subscriptions": [shown(request, feed) for feed in own]}
    template = (
        "calendars/feeds.html#feeds" if getattr(request, "htmx", False) else "calendars/feeds.html"
    )
    return render(request, template, context, status=422 if form.errors else 200)


def shown(request: SignedInRequest, feed: CalendarFeed) -> Subscription:
    address = request.build_absolute_uri(
        reverse("calendars:feed", args=[subscriptions.secret_of(feed)])
    )
    words = {code: str(label) for code, label in Category.choices}
    return Subscription(
        feed,
        address,
        f"webcal:{address.partition(':')[2]}",
        subscriptions.qr(address),
        words.get(feed.category, ""),
    )


@require_POST
def renew(request: SignedInRequest, feed_id: int) -> HttpResponse:
    subscriptions.renew_feed(feed_id=feed_id, actor=request.user)
    messages.success(request, _("The subscription has a new address; the old one no longer works."))
    return redirect("calendars:feeds")


@require_POST
def revoke(request: SignedInRequest, feed_id: int) -> HttpResponse:
    subscriptions.revoke_feed(feed_id=feed_id, actor=request.user)
    messages.success(request, _("The subscription has ended; its address no longer works."))
    return redirect("calendars:feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar for a program that has nothing but the secret; 404 for one that does not fit."""
    found = subscriptions.feed_for(secret)
    if found is None or not any(found.user.may(permission) for permission in SEEING):
        raise Http404
    body, etag = subscriptions.body_of(found, base_of(request))
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    held = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("If-None-Match", "").split(",")
    ]
    if etag in held:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type=ics.CONTENT_TYPE, headers=headers)
