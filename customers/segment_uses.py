"""Which plans use a segment: said by the floor that knows plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from customers.models import Segment
from organization.models import User

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Use:
    """A plan that uses a segment, as far as the reader may see it."""

    code: str
    name: str
    state: str | Promise
    url: str


Find = Callable[[Segment, User], list[Use]]
_finders: list[Find] = []


def register(find: Find) -> None:
    """Make known who uses segments; in ``AppConfig.ready``."""
    if find not in _finders:
        _finders.append(find)


def uses_of(segment: Segment, user: User) -> list[Use]:
    """Who uses a segment."""
    return [use for find in _finders for use in find(segment, user)]
