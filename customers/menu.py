"""The places of this floor: the rail's item and the tabs of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem, register
from customers import access
from organization.models import User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class Tab:
    label: str | Promise
    url: str
    is_current: bool


TABS = (
    ("list", _("Customers"), "customers:list", (Permission.SEE_CUSTOMERS,)),
    ("segments", _("Segments"), "customers:segments", access.SEGMENT_READERS),
    ("touches", _("Tell what was done"), "customers:touches", (Permission.RECORD_TOUCHES,)),
    ("matches", _("One or two?"), "customers:matches", (Permission.MATCH_CUSTOMERS,)),
    (
        "marketing",
        _("Marketing customers"),
        "customers:marketing",
        (Permission.SEE_CUSTOMERS,),
    ),
    ("import", _("Import"), "customers:import", (Permission.IMPORT_CUSTOMERS,)),
)


_tabs: list[tuple[str, str | Promise, str, tuple[Permission, ...]]] = []


def register_tab(
    code: str, label: str | Promise, url: str, permissions: tuple[Permission, ...]
) -> None:
    """Add a page of an upper floor beside those of the customers."""
    if code not in {one[0] for one in _tabs}:
        _tabs.append((code, label, url, permissions))


def customer_tabs(user: User, current: str) -> list[Tab]:
    """The tabs that the person may open."""
    return [
        Tab(label, reverse(url), code == current)
        for code, label, url, permissions in (*TABS, *_tabs)
        if access.may_any(user, permissions)
    ]


register(
    NavItem(
        code="customers",
        label=_("Customers"),
        icon="person",
        url_name="customers:list",
        order=70,
        visible=access.may_visit,
        phone=5,
    ),
)
