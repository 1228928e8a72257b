"""A machine with two states and three steps: what is forgotten fails at once, and how a step is
taken.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import models
from django.urls import path

from common import audit, locks, write
from common.errors import Reason, Refused
from common.machine import (
    Course,
    Extensions,
    Machine,
    Precondition,
    Stage,
    Step,
    Transition,
    Weight,
    always,
    buttons_of,
    stale,
)
from common.models import AuditEvent, Change

urlpatterns = [path("lamps/<str:code>/<str:step>/", print, name="act")]
pytestmark = pytest.mark.urls(__name__)
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


class LampState(models.TextChoices):
    OFF = "off", "Off"
    ON = "on", "On"


class Person:
    def __init__(self, *, may=True):
        self.may = may

    def get_username(self):
        return "ann"


class Lamp:
    """Stands for a row; says when it is saved."""

    def __init__(self, state="off", *, log=None):
        self.code, self.state, self.etag, self.updated_at = "L1", state, 1, NOW
        self.log = log if log is not None else []

    def get_state_display(self):
        return LampState(self.state).label

    def save(self):
        self.log.append(f"save {self.state}")


def allowed(actor, lamp):
    """Who may."""
    return None if actor.may else Reason("no-permission", "Not yours.", status=403)


def has_bulb(actor, lamp):
    """There is a bulb."""
    if lamp.code == "empty":
        yield Reason("no-bulb", "Put a bulb in.")


def row(**changes):
    base = {
        "name": "light",
        "label": "Light",
        "icon": "play",
        "sources": frozenset({LampState.OFF}),
        "target": LampState.ON,
        "who": allowed,
        "done": "It is lit.",
    }
    return Transition(**(base | changes))


BREAK = row(
    name="smash",
    label="Smash",
    sources=frozenset(LampState),
    target=None,
    reason=always,
    is_dangerous=True,
    question="Really?",
    weight=Weight.MORE,
)
FADE = Transition(
    name="fade", label="Fade", sources=frozenset({LampState.ON}), target=LampState.OFF
)
COURSE = Course(
    stages=(Stage("Dark", frozenset({LampState.OFF})), Stage("Bright", frozenset({LampState.ON})))
)


def lamps(*rows, **changes):
    base = {
        "model": Lamp,
        "step": Step,
        "states": LampState,
        "course": COURSE,
        "kind": "lamp",
        "title": "Lamp",
        "changes": "lamp",
        "wrong_state": "Not while it is %(state)s.",
        "act_url": "act",
        "preconditions": [
            Precondition(name="etag", field="etag", value=lambda lamp: lamp.etag, refusal=stale)
        ],
    }
    return Machine(rows or (row(weight=Weight.PRIMARY), BREAK, FADE), **(base | changes))


# What a declaration forgets is an error of its module


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"icon": ""}, "there is no icon ''"),
        ({"icon": "unicorn"}, "there is no icon 'unicorn'"),
        ({"done": ""}, "no sentence says that it is done"),
        ({"label": ""}, "no label"),
        ({"sources": frozenset()}, "it starts nowhere"),
        ({"reason": always}, "no question is given"),
        ({"is_dangerous": True}, "no question is given"),
        ({"who": None}, "a step of the system has no button"),
        ({"aside_in": frozenset({LampState.OFF})}, "only a primary step stands aside"),
        (
            {"weight": Weight.PRIMARY, "aside_in": frozenset({LampState.ON})},
            "only a primary step stands aside",
        ),
    ],
)
def test_row_that_forgets_something_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        row(**changes)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((row(), row()), "two steps have one name"),
        ((row(target="broken"),), "'light' leads to an unknown state"),
        ((row(sources=frozenset({"broken"})),), "'light' starts in an unknown state"),
        ((row(precondition="phase"),), "'light' has an unknown precondition"),
        (
            (row(weight=Weight.PRIMARY), row(name="burn", weight=Weight.PRIMARY)),
            "two primary steps in the state 'off'",
        ),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        lamps(*rows)


def test_state_without_a_place_in_the_course_is_refused():
    with pytest.raises(ValueError, match=r"states without one place in the course: \['on'\]"):
        lamps(course=Course(stages=COURSE.stages[:1]))


def test_guard_on_a_step_that_is_not_there_is_refused():
    early, late = Extensions(besides={"sell"}), Extensions(besides={"sell"})
    early.add_guard("dim", has_bulb)
    late.add_guard("sell", has_bulb)

    with pytest.raises(LookupError, match="dim"):
        lamps(extensions=early)
    lamps(extensions=late)
    with pytest.raises(LookupError, match="dim"):
        late.add_effect("dim", print)


# Reading


@pytest.mark.parametrize(
    ("may", "state", "code", "reasons"),
    [
        (False, "on", "L1", ["no-permission"]),
        (True, "on", "empty", ["wrong-state"]),
        (True, "off", "empty", ["no-bulb", "sold-out"]),
        (True, "off", "L1", ["sold-out"]),
    ],
)
def test_permission_comes_before_state_and_state_before_guards(may, state, code, reasons):
    extensions = Extensions()
    extensions.add_guard("light", lambda actor, lamp: [Reason("sold-out", "No current.")])
    lamp = Lamp(state)
    lamp.code = code

    found = lamps(row(guards=(has_bulb,)), extensions=extensions).why_not(
        "light", lamp, Person(may=may)
    )

    assert [reason.code for reason in found] == reasons


def test_what_the_system_does_is_offered_to_nobody():
    machine = lamps()

    assert [one.name for one in machine.offered(Lamp(), Person())] == ["light", "smash"]
    assert machine.why_not("fade", Lamp("on"), Person())[0].status == 403
    assert machine.why_not("fade", Lamp("on"), None) == []


def test_buttons_stand_where_their_rows_say():
    found = buttons_of(
        lamps(row(weight=Weight.PRIMARY, precondition="etag"), BREAK), Lamp(), Person()
    )

    assert (found.primary.name, found.primary.fields, found.primary.dialog) == (
        "light",
        [("etag", 1)],
        "",
    )
    assert found.primary.url == "/lamps/L1/light/"
    assert ([one.name for one in found.beside], [one.name for one in found.more]) == ([], ["smash"])
    assert [(one.dialog, one.asks_reason) for one in found.dialogs] == [("ask-smash", True)]


def test_primary_step_stands_aside_where_its_row_says():
    both = row(
        sources=frozenset(LampState), weight=Weight.PRIMARY, aside_in=frozenset({LampState.ON})
    )
    found = [buttons_of(lamps(both), Lamp(state), Person()) for state in ("off", "on")]

    assert [one.primary is not None for one in found] == [True, False]
    assert [[two.name for two in one.beside] for one in found] == [[], ["light"]]


@pytest.mark.parametrize(
    ("changes", "may", "is_shown"),
    [
        ({}, True, True),
        ({"hidden_by": frozenset({"no-bulb"})}, True, False),
        ({}, False, False),
        ({"awaited_by": lambda actor, lamp: True}, False, True),
        ({"awaited_by": lambda actor, lamp: False}, False, False),
        ({"weight": Weight.MORE}, True, False),
    ],
)
def test_refused_step_is_shown_only_where_that_says_something(changes, may, is_shown):
    lamp = Lamp()
    lamp.code = "empty"

    found = buttons_of(lamps(row(guards=(has_bulb,), **changes)), lamp, Person(may=may))

    assert [bool(one.reason) for one in (*found.beside, *found.more)] == [True] * is_shown


@pytest.mark.parametrize(
    ("form", "read"),
    [({"etag": "7"}, {"etag": 7}), ({"etag": "x"}, {}), ({"etag": "7" * 19}, {}), ({}, {})],
)
def test_what_was_read_is_a_number_or_nothing(form, read):
    assert lamps().read_from(form) == read


@pytest.mark.parametrize(
    ("state", "drawn"), [("off", ["current", "coming"]), ("on", ["done", "current"])]
)
def test_course_is_drawn_up_to_the_state(state, drawn):
    found = COURSE.drawn(state, ["a", "b"])

    assert [one["state"] for one in found] == drawn
    assert [one["caption"] for one in found] == ["a", "b"]


def test_course_ends_with_all_done_or_is_left():
    ended = Course(
        stages=COURSE.stages[:1], finished=frozenset({LampState.ON}), over=frozenset({"lost"})
    )

    assert [one["state"] for one in ended.drawn("on", [""])] == ["done"]
    assert ended.drawn("lost", [""]) == []


# Taking a step


@pytest.fixture
def log(monkeypatch):
    """What is done, in order; the lamp that is locked is the last one made by ``lamp_of``."""
    found = []
    record, change = audit.record, write.record_change
    monkeypatch.setattr(locks, "advisory", lambda name: found.append(f"lock {name}"))
    monkeypatch.setattr(locks, "last", lambda name: found.append(f"lock {name}"))
    monkeypatch.setattr(
        audit, "record", lambda *args, **values: (found.append("audit"), record(*args, **values))
    )
    monkeypatch.setattr(
        write,
        "record_change",
        lambda *args, **values: (found.append("change"), change(*args, **values)),
    )
    return found


def locked(monkeypatch, log, state="off"):
    lamp = Lamp(state, log=log)
    monkeypatch.setattr(locks, "one", lambda model, pk: (log.append("lock row"), lamp)[1])
    return lamp


@pytest.mark.django_db
def test_step_is_taken_in_the_order_of_the_house(monkeypatch, log):
    lamp = locked(monkeypatch, log)
    extensions = Extensions()
    extensions.add_effect("light", lambda step: log.append("effect of an upper floor"))
    whole = row(
        lock="approval",
        effect=lambda step: log.append(f"effect in {step.obj.state}"),
        notices=lambda step: log.append(f"notices of {step.source} to {step.target}"),
    )

    step = lamps(whole, extensions=extensions).apply(
        "light", 1, actor=Person(), reason=" why ", read={"etag": 1}, now=NOW
    )

    assert log == [
        "lock approval",
        "lock row",
        "effect in off",
        "effect of an upper floor",
        "save on",
        "notices of off to on",
        "audit",
        "change",
        "lock change-log",
    ]
    assert (lamp.state, lamp.etag, step.reason) == ("on", 2, "why")
    event = AuditEvent.objects.get()
    assert (event.action, event.object_type, event.object_code, event.actor) == (
        "light",
        "lamp",
        "L1",
        "ann",
    )
    assert (event.from_state, event.to_state, event.reason) == ("off", "on", "why")
    assert list(Change.objects.values_list("kind", "code", "operation")) == [
        ("lamp", "L1", "light")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "state", "values", "status", "code"),
    [
        ("dim", "off", {}, 404, "not-found"),
        ("fade", "on", {}, 404, "not-found"),
        ("light", "off", {"actor": Person(may=False)}, 403, "no-permission"),
        ("light", "on", {"read": {"etag": 9}}, 409, "wrong-state"),
        ("smash", "on", {"reason": " ", "read": {"etag": 9}}, 400, "required"),
        ("light", "off", {"read": {"etag": 9}}, 412, "stale"),
        ("light", "off", {"reason": "x" * 2001}, 400, "max_length"),
    ],
)
def test_refused_step_writes_nothing(monkeypatch, log, name, state, values, status, code):
    lamp = locked(monkeypatch, log, state)

    with pytest.raises(Refused) as refusal:
        lamps().apply(name, 1, **({"actor": Person(), "now": NOW} | values))

    assert (refusal.value.status, refusal.value.reasons[0].code) == (status, code)
    assert (lamp.state, set(log) <= {"lock row"}) == (state, True)


@pytest.mark.django_db
def test_refusal_that_leaves_something_behind_is_kept(monkeypatch, log):
    lamp = locked(monkeypatch, log)

    def short_circuit(step):
        step.refusal, step.target, step.name = (Reason("short", "Sparks."),), "off", "shorted"

    extensions = Extensions()
    extensions.add_effect("light", lambda step: log.append("upper floor"))
    whole = row(effect=short_circuit, notices=lambda step: log.append("notices"))
    step = lamps(whole, extensions=extensions).apply("light", 1, actor=Person(), now=NOW)

    assert log == ["lock row", "save off", "audit", "change", "lock change-log"]
    assert (lamp.state, AuditEvent.objects.get().action) == ("off", "shorted")
    with pytest.raises(Refused):
        step.raise_refusal()


@pytest.mark.django_db
def test_step_that_leaves_its_object_writes_nothing_to_it(monkeypatch, log):
    locked(monkeypatch, log)

    lamps(row(leaves_object=True)).apply("light", 1, actor=Person(), now=NOW)

    assert log == ["lock row"]


@pytest.mark.django_db
def test_the_system_gives_no_reason(monkeypatch, log):
    lamp = locked(monkeypatch, log, "on")

    lamps(dataclasses.replace(BREAK, target=LampState.OFF)).apply("smash", 1, actor=None, now=NOW)

    assert (lamp.state, AuditEvent.objects.get().actor) == ("off", "")
