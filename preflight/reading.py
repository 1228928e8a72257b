"""What each rule reads while it is asked: noted as it happens, so that nobody has to declare it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, replace
from typing import Any

from preflight.context import Context
from preflight.policies import Policies


@dataclass(slots=True)
class Read:
    """The policies and the parts of the context that one rule read, by name."""

    policies: set[str] = field(default_factory=set)
    inputs: set[str] = field(default_factory=set)

    def as_json(self) -> dict[str, list[str]]:
        return {"policies": sorted(self.policies), "inputs": sorted(self.inputs)}


POLICIES = frozenset(one.name for one in fields(Policies))
# Those that say how values are found rather than what was found.
BESIDES = frozenset(
    {"policies", "later_policies", "calendar_version", "needs_ways_out", "is_preview"}
)
INPUTS = frozenset(one.name for one in fields(Context)) - BESIDES
_present: ContextVar[Read | None] = ContextVar("read", default=None)


class WatchedPolicies(Policies):
    """Policies that say which of them was read."""

    __slots__ = ()


class WatchedContext(Context):
    """A context that says which part of it was read."""

    __slots__ = ()


def noting(slot: Any, note: Callable[[Read], set[str]], name: str) -> property:
    """A field that notes that it was read. Only fields cost more than they did, not everything that
    is asked of the object.
    """

    def get(held: Any) -> Any:
        if (read := _present.get()) is not None:
            note(read).add(name)
        return slot.__get__(held)

    return property(get, slot.__set__)


for _name in POLICIES:
    _slot = getattr(Policies, _name)
    setattr(WatchedPolicies, _name, noting(_slot, lambda read: read.policies, _name))
for _name in INPUTS:
    _slot = getattr(Context, _name)
    setattr(WatchedContext, _name, noting(_slot, lambda read: read.inputs, _name))


def watched(context: Context) -> Context:
    """The same context, watched."""

    def held(policies: Policies) -> Policies:
        return WatchedPolicies(**{name: getattr(policies, name) for name in POLICIES})

    values = {one.name: getattr(context, one.name) for one in fields(Context)}
    return replace(
        WatchedContext(**values),
        policies=held(context.policies),
        later_policies=tuple((since, held(one)) for since, one in context.later_policies),
    )


@contextmanager
def noted(read: Read) -> Iterator[None]:
    """Within this everything that is read of a watched context is noted."""
    token = _present.set(read)
    try:
        yield
    finally:
        _present.reset(token)
