"""What waits for what, and the chain that decides the launch: on plain tasks."""

from __future__ import annotations

import datetime as dt

from coordination.commitments.network import LAUNCH, Task, chain_to_launch, expected, network

DAY = dt.date(2027, 3, 1)


def task(key: str, due: int, *waits: str, kept: bool = False, gates: bool = True) -> Task:
    return Task(
        key=key, due=DAY + dt.timedelta(days=due), is_kept=kept, gates=gates, waits_for=waits
    )


def chain(*tasks: Task, today: int = 0) -> list[str]:
    return chain_to_launch({one.key: one for one in tasks}, DAY + dt.timedelta(days=today))


def test_the_chain_goes_back_to_what_takes_longest():
    tasks = (task("a", 2), task("b", 5, gates=False), task("c", 7, "a", "b"), task("d", 6))

    assert chain(*tasks) == ["b", "c"]


def test_what_is_kept_or_holds_nothing_is_not_in_the_chain():
    assert chain(task("a", 9, kept=True), task("b", 8, gates=False)) == []
    assert chain(task("a", 3, kept=True), task("b", 4, "a")) == ["b"]
    assert chain() == []


def test_what_is_late_pushes_what_waits_for_it():
    tasks = {one.key: one for one in (task("a", 1), task("b", 3, "a"), task("c", 6))}

    when = expected(tasks, DAY + dt.timedelta(days=5))

    assert {key: (on - DAY).days for key, on in when.items()} == {"a": 5, "b": 5, "c": 6}


def test_boxes_stand_right_of_what_they_wait_for_and_lines_join_them():
    drawing = network([task("a", 1), task("b", 3, "a"), task("c", 2), task("x", 9, "gone")], DAY)
    boxes = drawing.boxes

    assert boxes["a"].x < boxes["b"].x < boxes[LAUNCH].x
    assert len({(box.x, box.y) for box in boxes.values()}) == len(boxes)
    assert len(drawing.lines) == 5
    assert [line.is_critical for line in drawing.lines].count(True) == len(drawing.chain)
    assert drawing.width > boxes[LAUNCH].x
    assert network([], DAY).chain == []
