"""The pages of set-up that are no master data; each floor registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPlace:
    """A page of set-up with what it is for, and who finds it there."""

    url_name: str
    icon: str
    title: str | Promise
    text: str | Promise
    visible: Callable[[User], bool]

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_places: dict[str, SetupPlace] = {}


def register(place: SetupPlace) -> None:
    """Show a page in set-up."""
    _places[place.url_name] = place


def places_of(user: User) -> list[SetupPlace]:
    """The pages that this person may use, in the order of the floors."""
    return [place for place in _places.values() if place.visible(user)]
