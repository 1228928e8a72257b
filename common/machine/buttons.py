"""The steps of one object as buttons for one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from common.errors import Reason

# Reasons that make a button mere noise.
HIDING = frozenset({"no-permission", "wrong-state"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A step to press: refused when ``reason`` is set; with ``dialog`` it asks first, with
    ``asks_reason`` for words too.

    ``fields`` (name, value) go with the form: what of the object was read.
    """

    name: str
    label: str | Promise
    icon: str
    url: str
    reason: Reason | None
    asks_reason: bool
    dialog: str
    question: str | Promise
    is_dangerous: bool
    fields: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Buttons:
    """The primary button, those beside it, and those behind "more"."""

    primary: Button | None
    beside: Sequence[Button]
    more: Sequence[Button]

    @property
    def dialogs(self) -> list[Button]:
        """The buttons that ask first and may be pressed."""
        every = [self.primary, *self.beside, *self.more]
        return [one for one in every if one is not None and one.dialog and one.reason is None]
