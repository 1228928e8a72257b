"""What the frame of every page links to. Each app registers its places in ``AppConfig.ready``; the
frame shows those a person may use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.functional import Promise

Area = Literal["rail", "foot", "person", "bell", "create"]


def everybody(user: Any) -> bool:
    """The default of ``NavItem.visible``: every signed-in person."""
    return bool(user.is_authenticated)


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One link of the frame.

    ``area`` says where it stands: the rail, the foot of the rail, the person's menu, the bell of
    the top bar, or the one page that starts something new. ``visible``, ``count`` and ``waiting``
    take the user; ``waiting`` are the rows that wait for that person there, ``count`` is their
    number where it is known otherwise (none of them shows nothing). ``key`` is the keyboard way
    (``"g c"``), ``phone`` the order in the phone's tab bar, which has room for the first four that
    a person may use.
    """

    code: str
    label: str | Promise
    icon: str
    url_name: str
    order: int
    area: Area = "rail"
    visible: Callable[[Any], bool] = everybody
    count: Callable[[Any], int] | None = None
    waiting: Callable[[Any], QuerySet[Any]] | None = None
    key: str = ""
    phone: int | None = None


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add a link to the frame. Raises ``ValueError`` when the code is taken by another one."""
    if _items.get(item.code, item) != item:
        raise ValueError(f"navigation item {item.code} is registered twice")
    _items[item.code] = item


def items(area: Area | None = None) -> list[NavItem]:
    """The registered links of an area (all if none is given), in their order."""
    return sorted(
        (item for item in _items.values() if area in (None, item.area)),
        key=lambda item: (item.order, item.code),
    )
