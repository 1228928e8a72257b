"""The frame around every page: places, counts, person and language, for ``common/base.html``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from common import navigation
from common.counting import counts_of
from common.shown_once import Secret, secret_on

LANGUAGE_TAGS = {"zh-hans": "zh-Hans", "en": "en"}
LANGUAGE_NAMES = {"zh-hans": "中文", "en": "English"}
PLACES_ON_A_PHONE = 4


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the frame as one person sees it."""

    code: str
    label: str | Promise
    icon: str
    url: str
    count: int | None
    key: str
    phone: int | None


@dataclass(frozen=True, slots=True)
class Language:
    """A language one may switch to: Django's code, the tag for ``lang``, its own name."""

    code: str
    tag: str
    name: str


class Frame:
    """Everything is asked for only when a template shows it, so fragments and error pages cost no
    query.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    @cached_property
    def _shown(self) -> list[tuple[navigation.NavItem, str]]:
        """The links that this person may use, with their addresses."""
        if not self.signed_in:
            return []
        return [
            (item, url)
            for item in navigation.items()
            if item.visible(self.user) and (url := _url(item.url_name))
        ]

    @cached_property
    def _counts(self) -> dict[str, int]:
        """What waits at each of them, all read in one statement."""
        shown = [item for item, _url in self._shown]
        numbers = {item.code: item.count(self.user) for item in shown if item.count}
        codes = tuple(item.code for item in shown if item.waiting)
        return numbers | dict(self.user.read(_waiting, codes=codes) if codes else ())

    def _places(self, area: navigation.Area) -> list[MenuItem]:
        return [
            MenuItem(
                item.code,
                item.label,
                item.icon,
                url,
                self._counts.get(item.code),
                item.key,
                item.phone,
            )
            for item, url in self._shown
            if item.area == area
        ]

    @cached_property
    def places(self) -> list[MenuItem]:
        return self._places("rail")

    @cached_property
    def foot(self) -> list[MenuItem]:
        return self._places("foot")

    @cached_property
    def person_links(self) -> list[MenuItem]:
        return self._places("person")

    @cached_property
    def bell(self) -> MenuItem | None:
        return next(iter(self._places("bell")), None)

    @cached_property
    def create(self) -> MenuItem | None:
        return next(iter(self._places("create")), None)

    @cached_property
    def tabs(self) -> list[MenuItem]:
        """The places of the phone's tab bar."""
        wanted = [place for place in self.places if place.phone is not None]
        return sorted(wanted, key=lambda place: (place.phone, place.code))[:PLACES_ON_A_PHONE]

    @cached_property
    def keys(self) -> list[MenuItem]:
        """Places that have a key, for the list behind ``?``."""
        return [place for place in [*self.places, *self.foot] if place.key]

    @cached_property
    def current(self) -> str:
        """Code of the place whose address is the longest beginning of the one shown; empty if none
        is.
        """
        path = self.request.path
        fitting = [
            place
            for place in [*self.places, *self.foot]
            if path == place.url or (place.url != "/" and path.startswith(place.url))
        ]
        return max(fitting, key=lambda place: len(place.url)).code if fitting else ""

    @cached_property
    def unit(self) -> Any:
        """The unit a person mainly works for, if they have one."""
        return getattr(self.user, "primary_unit", None) if self.signed_in else None

    @cached_property
    def name(self) -> str:
        return (self.user.get_full_name() or self.user.get_username()) if self.signed_in else ""

    @cached_property
    def acting_for(self) -> list[Any]:
        """The people whose work this person does at present."""
        return list(getattr(self.user, "acting_for", None) or ()) if self.signed_in else []

    @cached_property
    def secret(self) -> Secret | None:
        """What is told once on this page."""
        return secret_on(self.request) if self.signed_in else None

    @property
    def csrf_cookie(self) -> str:
        """The name of the cookie with the token that every form sends along."""
        return settings.CSRF_COOKIE_NAME

    @property
    def lang(self) -> str:
        return LANGUAGE_TAGS.get(get_language() or "", "zh-Hans")

    @property
    def languages(self) -> list[Language]:
        """The other languages than the active one."""
        active = get_language()
        return [
            Language(code, LANGUAGE_TAGS[code], name)
            for code, name in LANGUAGE_NAMES.items()
            if code != active
        ]


def _waiting(user: Any, codes: tuple[str, ...]) -> QuerySet[Any]:
    """What waits for a person at some of the places, in numbers."""
    items = (item for item in navigation.items() if item.code in codes)
    return counts_of({item.code: item.waiting(user) for item in items if item.waiting})


def _url(url_name: str) -> str:
    """The address of a registered link; empty while no floor serves it (a test names such
    links).
    """
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` in every template."""
    return {"frame": Frame(request)}
