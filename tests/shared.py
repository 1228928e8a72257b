"""What tests share: made once with the real commands, read by each.

A fixture that is ``shared`` is built inside a transaction that stays open while the tests that ask
for it run, each in a savepoint of its own and with fresh copies of what was built. This is Django's
``setUpTestData`` for pytest. Shared fixtures lie on each other in the order in which a test asks
for them; a test finds those that it names, and no row of another. Tests of a module that ask for
the same run one after the other.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest
from django.db import connection, transaction

from common import clock

BUILD = "_shared_build"


@dataclass(frozen=True, slots=True)
class Build:
    """How a shared fixture is made, and what it is made of: ``world`` or other shared ones."""

    name: str
    make: Callable[..., Any]
    within: Callable[[], AbstractContextManager[Any]]
    needs: tuple[str, ...]


def shared(
    *, within: Callable[[], AbstractContextManager[Any]] = nullcontext
) -> Callable[[Callable[..., Any]], Any]:
    """A fixture that is built once and copied for each test. Its parameters are ``world`` and other
    shared fixtures; ``within`` holds while it is built, when no fixture of a test is there yet.
    """

    def declare(make: Callable[..., Any]) -> Any:
        build = Build(make.__name__, make, within, tuple(inspect.signature(make).parameters))

        def fixture(request: pytest.FixtureRequest, **_needs: Any) -> Any:
            return LAYERS.copy(build, request.node)

        # Pytest reads here what a test needs besides: `world` chooses the database.
        names = ("request", "db", *build.needs)
        parameters = [inspect.Parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in names]
        fixture.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        setattr(fixture, BUILD, build)
        made = pytest.fixture(name=build.name)(fixture)
        made.__doc__ = make.__doc__
        return made

    return declare


@dataclass(slots=True)
class Layer:
    """One shared fixture in the database, and the objects that stand for it."""

    build: Build
    made: Any
    block: transaction.Atomic


class Layers:
    """What is shared now, the lowest first: a transaction and savepoints in it."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.day: dt.date | None = None
        self.copied: tuple[Any, dict[int, Any]] = (None, {})

    def prepare(self, item: pytest.Item) -> None:
        """Have what a test shares with others there, and nothing else."""
        wanted = wanted_by(item)
        if self.layers and (self.day != clock.today() or not self.is_sound()):
            self.clear()
        there = [layer.build for layer in self.layers]
        while there != wanted[: len(there)]:
            self._take_off()
            there.pop()
        for build in wanted[len(there) :]:
            self._put_on(build)
        if wanted:
            forget_rows()

    def copy(self, build: Build, node: Any) -> Any:
        """The objects of a shared fixture for one test; one that stands in two is one."""
        if self.copied[0] is not node:
            self.copied = (node, {})
        layer = next(one for one in self.layers if one.build == build)
        return deepcopy(layer.made, self.copied[1])

    def clear(self) -> None:
        while self.layers:
            self._take_off()

    def is_sound(self) -> bool:
        """Whether the last test left the connection as it was."""
        return (
            connection.connection is not None
            and not connection.closed_in_transaction
            and not connection.needs_rollback
            and connection.atomic_blocks == [layer.block for layer in self.layers]
        )

    def _put_on(self, build: Build) -> None:
        self.day = clock.today()
        block = transaction.atomic()
        block._from_testcase = True  # what is durable may begin in it, as in Django's tests
        block.__enter__()
        try:
            with build.within():
                made = build.make(**{name: self._given(name) for name in build.needs})
            connection.check_constraints()
        except BaseException as error:
            block.__exit__(type(error), error, error.__traceback__)
            raise
        self.layers.append(Layer(build, made, block))

    def _given(self, name: str) -> Any:
        if name == "world":
            from tests.factories.campaigns import read_world

            return read_world()
        return deepcopy(next(one.made for one in self.layers if one.build.name == name))

    def _take_off(self) -> None:
        block = self.layers.pop().block
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


LAYERS = Layers()


def wanted_by(item: pytest.Item) -> list[Build]:
    """The shared fixtures of a test, each after those that it is made of."""
    definitions = item._fixtureinfo.name2fixturedefs if hasattr(item, "_fixtureinfo") else {}
    wanted: list[Build] = []

    def add(name: str) -> None:
        build = getattr(definitions[name][-1].func, BUILD, None) if name in definitions else None
        if build is not None and build not in wanted:
            for one in build.needs:
                add(one)
            wanted.append(build)

    for name in getattr(item, "fixturenames", ()):
        add(name)
    return wanted


def side_by_side(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Tests of a module that share the same, one after the other."""
    for _path, module in groupby(items, key=lambda item: item.path):
        yield from sorted(module, key=lambda item: [build.name for build in wanted_by(item)])


def forget_rows() -> None:
    """What a process remembers of rows by their key: the next test gives the same ones another
    content.
    """
    from django.core.cache import caches

    from calendars import cache
    from preflight import kept_plans

    cache.forget()
    caches["process"].clear()
    kept_plans._plans.clear()
