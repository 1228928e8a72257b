"""Saved views: lists as people like to read them, by name."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import refuse
from common.write import written
from organization.models import SavedView, User

MOST = 20
# Addresses that show no list: nobody is led there by a view.
NO_LISTS = ("/accounts/", "/api/", "/i18n/", "/health/", "/feeds/", "/static/")
# Where one is in a list at the moment, not how one reads it.
TRANSIENT_PARAMS = ("cursor", "before", "on", "panel", "row", "open", "format")


def persistent_params(query: QueryDict) -> str:
    """The part of an address that a view keeps, in a fixed order; empty for the list as it always
    opens.
    """
    kept = query.copy()
    for name in TRANSIENT_PARAMS:
        kept.pop(name, None)
    pairs = sorted((name, value) for name, values in kept.lists() for value in values if value)
    ordered = QueryDict(mutable=True)
    for name, value in pairs:
        ordered.appendlist(name, value)
    return ordered.urlencode()


@transaction.atomic
def save_view(
    *, user: User, page: str, name: str, query: str, now: dt.datetime | None = None
) -> SavedView:
    """Keep a list as it is shown, or change the view of that name.

    Raises ``Refused`` (400) for a page that is not there, for a list without filter or sorting, and
    for one view too many.
    """
    if not _is_page(page):
        refuse("unknown", _("There is no such page."), status=400, attr="page")
    kept = persistent_params(QueryDict(query))
    if not kept:
        refuse(
            "nothing-chosen",
            _("Narrow or sort the list first; then there is something to keep."),
            status=400,
            attr="query",
        )
    own = SavedView.objects.filter(user=user, page=page)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        refuse(
            "too-many",
            _("%(most)s views of one list are enough; delete one first.") % {"most": MOST},
            status=400,
            attr="name",
        )
    at = now or clock.now()
    view, is_new = SavedView.objects.update_or_create(
        user=user,
        page=page,
        name=name,
        defaults={"query": kept},
        create_defaults={"query": kept, "created_at": at},
    )
    _note("save_view" if is_new else "change_view", view, user, at)
    return view


@transaction.atomic
def delete_view(*, view: SavedView, now: dt.datetime | None = None) -> None:
    """Forget a view; the list itself does not change."""
    _note("delete_view", view, view.user, now or clock.now())
    view.delete()


def _is_page(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return not path.startswith(("//", *NO_LISTS))


def _note(action: str, view: SavedView, user: User, at: dt.datetime) -> None:
    details = {"page": view.page, "name": view.name, "query": view.query}
    written(action, "view", str(view.pk), actor=user, now=at, details=details)
