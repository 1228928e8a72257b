"""A step while it is being taken, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Generic, Self, TypeVar

from common.audit import Actor
from common.errors import Reason, Refused

O = TypeVar("O")  # noqa: E741 - the object that is moved
U = TypeVar("U", bound=Actor)


@dataclass(slots=True, kw_only=True)
class Step(Generic[O, U]):
    """A step under way, under the object's lock. ``actor`` None is the system.

    Effects set where it leads (``target``) and what the audit trail says: ``name`` where it became
    another step, ``acting_for`` a user name, ``details``. ``refusal`` is set where the step was
    refused but left something behind, which is kept; what follows a step that succeeds is left out.
    """

    obj: O
    name: str
    actor: U | None
    now: dt.datetime
    source: str
    target: str
    reason: str = ""
    unit: str = ""
    acting_for: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    refusal: tuple[Reason, ...] = ()

    def raise_refusal(self) -> Self:
        """Raise ``Refused`` if the step was refused; call it after the transaction."""
        if self.refusal:
            raise Refused(self.refusal)
        return self
