"""The steps of one object as buttons for one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from common.audit import Actor
from common.errors import NO_PERMISSION, Reason
from common.machine.machine import Machine, code_of, state_of
from common.machine.rows import Transition, Weight

O = TypeVar("O", bound=models.Model)  # noqa: E741 - the object that is moved
U = TypeVar("U", bound=Actor)

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


def buttons_of(machine: Machine[O, U, Any], obj: O, user: U) -> Buttons:
    """The steps that this person may take, and those of theirs that something else still stands
    against.
    """
    found: dict[Weight, list[Button]] = {weight: [] for weight in Weight}
    for one in machine.offered(obj, user):
        row, reason = one.row, next(iter(one.reasons), None)
        weight = row.weight_in(state_of(obj))
        if reason is None or (weight != Weight.MORE and _shows(row, reason, obj, user)):
            found[weight].append(_button(machine, row, obj, together(one.reasons)))
    return Buttons(
        next(iter(found[Weight.PRIMARY]), None), found[Weight.BESIDE], found[Weight.MORE]
    )


def together(reasons: Sequence[Reason]) -> Reason | None:
    """All that stands against a step, as one reason; None where nothing does."""
    first = next(iter(reasons), None)
    if first is None or len(reasons) == 1:
        return first
    return replace(first, detail=" ".join(str(one) for one in reasons), params={})


def _shows(row: Transition[O, U, Any], reason: Reason, obj: O, user: U) -> bool:
    """Whether a refused step is shown with its reason."""
    if reason.code not in HIDING | row.hidden_by:
        return True
    if reason.code != NO_PERMISSION.code or state_of(obj) not in row.sources:
        return False
    return row.awaited_by is not None and row.awaited_by(user, obj)


def _button(
    machine: Machine[O, U, Any], row: Transition[O, U, Any], obj: O, reason: Reason | None
) -> Button:
    asks_reason = row.asks_reason(obj)
    read = machine.preconditions.get(row.precondition)
    return Button(
        name=row.name,
        label=row.label,
        icon=row.icon,
        url=reverse(machine.act_url, args=[code_of(obj), row.name]),
        reason=reason,
        asks_reason=asks_reason,
        dialog=f"ask-{row.name}" if asks_reason or row.asks_first else "",
        question=row.question,
        is_dangerous=row.is_dangerous,
        fields=[(read.field, read.value(obj))] if read is not None else [],
    )
