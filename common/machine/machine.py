"""A machine: its rows, why not, and the one way to take a step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import audit, audit_labels, clock, locks
from common.errors import NO_PERMISSION, Reason, Refused, refuse, words_within
from common.machine.checks import check
from common.machine.course import Course
from common.machine.extensions import Extensions
from common.machine.rows import Precondition, Transition
from common.machine.step import Step
from common.write import written

O = TypeVar("O", bound=models.Model)  # noqa: E741 - the object that is moved
U = TypeVar("U", bound=audit.Actor)
S = TypeVar("S", bound=Step[Any, Any])

NUMBER = re.compile(r"[0-9]{1,18}")


class Stateful(Protocol):
    """What a machine needs of its objects; ``etag`` counts the writes."""

    code: str
    state: str
    etag: int
    updated_at: dt.datetime

    def get_state_display(self) -> str: ...

    def save(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A step as one person finds it: allowed, or why not."""

    row: Transition[Any, Any, Any]
    reasons: tuple[Reason, ...]

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def is_allowed(self) -> bool:
        return not self.reasons


class Machine(Generic[O, U, S]):
    """A kind of object that has states, and all steps between them in the order of buttons and
    docs.

    ``kind`` and ``title`` are what the audit trail calls the object, ``name`` what the machine is
    called where several move objects of one kind, ``changes`` what the change log calls it,
    ``act_url`` the name of the address (code, step) that its buttons post to. ``locked`` says how
    an object is locked where more than its row has to be, ``prepare`` sets what else is saved with
    a step. Raises ``ValueError`` for rows that do not fit together.
    """

    def __init__(
        self,
        rows: Iterable[Transition[O, U, S]],
        *,
        model: type[O],
        step: type[S],
        states: Iterable[models.TextChoices],
        course: Course,
        kind: str,
        name: str = "",
        title: str | Promise,
        changes: str,
        wrong_state: str | Promise,
        act_url: str,
        preconditions: Iterable[Precondition[O]] = (),
        locked: Callable[[int], O] | None = None,
        prepare: Callable[[S], None] | None = None,
        extensions: Extensions[O, U, S] | None = None,
    ) -> None:
        every = list(rows)
        self.rows = {row.name: row for row in every}
        self.model, self.step, self.course = model, step, course
        self.states = tuple(states)
        self.kind, self.title, self.changes = kind, title, changes
        self.name = name or kind
        self.wrong_state, self.act_url, self.prepare = wrong_state, act_url, prepare
        self.locked = locked or (lambda pk: locks.one(model, pk))
        self.preconditions = {one.name: one for one in preconditions}
        self.extensions: Extensions[O, U, S] = extensions or Extensions()
        check(self, every)
        self.extensions.bind(self.rows)

    def register(self, more: Mapping[str, str | Promise] | None = None) -> None:
        """Make the machine known to the audit trail and the law tests; in ``AppConfig.ready``.
        ``more`` are labels of what else is written about such objects.
        """
        states = {str(state.value): state.label for state in self.states}
        labels = {name: row.word_in_audit for name, row in self.rows.items()}
        words = {**labels, **(more or {})}
        if self.name == self.kind:
            audit_labels.register(self.kind, self.title, words, states=states)
        else:
            audit_labels.extend(self.kind, words, states=states)
        MACHINES[self.name] = self

    # Reading

    @property
    def people_steps(self) -> list[str]:
        """The names of the steps that people take."""
        return [name for name, row in self.rows.items() if row.is_for_people]

    def guards_of(self, name: str) -> tuple[Callable[[U | None, O], Iterable[Reason]], ...]:
        """The guards of a step, with those of upper floors."""
        return (*self.rows[name].guards, *self.extensions.guards(name))

    def why_not(self, name: str, obj: O, actor: U | None) -> list[Reason]:
        """Why ``actor`` (None: the system) may not do this now; empty if they may. Permission comes
        before state. Raises ``KeyError`` for an unknown step.
        """
        row = self.rows[name]
        if actor is not None:
            denied = row.who(actor, obj) if row.who else NO_PERMISSION
            if denied is not None:
                return [denied]
        if _of(obj).state not in row.sources:
            return [self.wrong_state_of(obj)]
        return [reason for guard in self.guards_of(name) for reason in guard(actor, obj)]

    def wrong_state_of(self, obj: O) -> Reason:
        """The refusal (409) of what the state of the object does not allow."""
        return Reason(
            "wrong-state", self.wrong_state, params={"state": _of(obj).get_state_display()}
        )

    def offered(self, obj: O, user: U) -> list[Offered]:
        """Every step that people take, in the order of the rows, each allowed or with the reasons
        against it.
        """
        return [
            Offered(row=self.rows[name], reasons=tuple(self.why_not(name, obj, user)))
            for name in self.people_steps
        ]

    def read_from(self, form: Mapping[str, str]) -> dict[str, int]:
        """What of the object was read, by precondition, from the fields of a button's form."""
        return {
            name: int(text)
            for name, one in self.preconditions.items()
            if NUMBER.fullmatch(text := form.get(one.field, ""))
        }

    # Writing

    @transaction.atomic
    def apply(
        self,
        name: str,
        pk: int,
        *,
        actor: U | None,
        reason: str = "",
        read: Mapping[str, int | None] | None = None,
        now: dt.datetime | None = None,
        on_page: bool = False,
        **more: Any,
    ) -> S:
        """Take a step. ``actor`` None is the system; ``read`` says by precondition what was read,
        ``on_page`` that a page asked for it, ``more`` are fields of the machine's own step.

        Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now, 400 no reason given, and
        what a stale page is refused with; and ``Busy``. A refusal that leaves something behind is
        not raised but stands in the result: call ``raise_refusal`` outside the transaction.
        """
        row = self.rows.get(name)
        if row is None or (actor is not None and not row.is_for_people):
            refuse("not-found", _("There is no such step."), status=404)
        if row.lock:
            locks.advisory(row.lock)
        obj = self.locked(pk)
        words = words_within(reason, attr="reason")
        if reasons := self.why_not(name, obj, actor):
            raise Refused(reasons)
        if not words and actor is not None and row.asks_reason(obj, on_page=on_page):
            refuse("required", row.asks_why, status=400, attr="reason")
        self.check_read(obj, read or {})
        step = self.begin(
            name, obj, actor=actor, target=row.target, reason=words, now=now or clock.now(), **more
        )
        if row.effect is not None:
            row.effect(step)
        if not step.refusal:
            for effect in self.extensions.effects(name):
                effect(step)
        if not row.leaves_object:
            self.record(step, notices=row.notices)
        return step

    def check_read(self, obj: O, read: Mapping[str, int | None]) -> None:
        """Raise ``Refused`` if the object has changed since it was read."""
        for name, count in read.items():
            one = self.preconditions[name]
            if count is not None and count != one.value(obj):
                raise Refused(one.refusal(obj))

    def begin(
        self,
        name: str,
        obj: O,
        *,
        actor: U | None,
        target: str | None,
        now: dt.datetime,
        **more: Any,
    ) -> S:
        """A step on a locked object, to be recorded; its ``name`` may be none of the rows, where
        another command moves the object.
        """
        source = _of(obj).state
        return self.step(
            obj=obj,
            name=name,
            actor=actor,
            now=now,
            source=source,
            target=source if target is None else target,
            **more,
        )

    def record(self, step: S, *, notices: Callable[[S], None] | None = None) -> None:
        """Save the object in its new state with the audit row, tell people, and write the change;
        the change log's lock is taken last.
        """
        obj = _of(step.obj)
        obj.state, obj.updated_at, obj.etag = step.target, step.now, obj.etag + 1
        if self.prepare is not None:
            self.prepare(step)
        obj.save()
        if notices is not None and not step.refusal:
            notices(step)
        written(
            step.name,
            self.kind,
            obj.code,
            actor=step.actor,
            now=step.now,
            log=(self.changes, step.name),
            unit=step.unit,
            from_state=step.source,
            to_state=step.target,
            reason=step.reason,
            acting_for=step.acting_for,
            details=step.details,
        )


# Every machine of the house, by its name.
MACHINES: dict[str, Machine[Any, Any, Any]] = {}


def state_of(obj: object) -> str:
    """The state that an object is in."""
    return _of(obj).state


def code_of(obj: object) -> str:
    """What an object is called in addresses and in the audit trail."""
    return _of(obj).code


def _of(obj: object) -> Stateful:
    return cast("Stateful", obj)
