"""docs/states.md: of every machine its states, a diagram of its steps, and the table of them."""

from __future__ import annotations

import inspect
from typing import Any

from django.utils import translation

from common.machine.machine import MACHINES, Machine
from common.machine.rows import Transition

HEAD = """# The states of what has a life

Written by `manage.py write_docs` from the machines; change their rows there.
"""


def states_page() -> str:
    """Every machine of the house, in English."""
    with translation.override(None):
        parts = [line for one in MACHINES.values() for line in _machine(one)]
        return "\n".join([HEAD, *parts])


def _machine(machine: Machine[Any, Any, Any]) -> list[str]:
    title = [f"## {machine.title}", ""]
    return [*title, *_states(machine), "", *_diagram(machine), "", *_steps(machine), ""]


def _states(machine: Machine[Any, Any, Any]) -> list[str]:
    rows = [f"| `{state.value}` | {state.label} |" for state in machine.states]
    return ["| State | Name |", "| --- | --- |", *rows]


def _diagram(machine: Machine[Any, Any, Any]) -> list[str]:
    first = machine.model._meta.get_field("state").get_default()
    arrows = [
        f"    {source.value} --> {row.target}: {row.name}"
        for row in machine.rows.values()
        for source in machine.states
        if row.target is not None and source in row.sources and source != row.target
    ]
    return ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}", *arrows, "```"]


def _steps(machine: Machine[Any, Any, Any]) -> list[str]:
    head = [
        "| Step | From | To | Whose step it is | What has to be true first | Reason |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return [*head, *(_step(machine, row) for row in machine.rows.values())]


def _step(machine: Machine[Any, Any, Any], row: Transition[Any, Any, Any]) -> str:
    named = [f"`{state.value}`" for state in machine.states if state in row.sources]
    cells = (
        f"{row.label} (`{row.name}`)",
        "any" if len(named) == len(machine.states) else ", ".join(named),
        f"`{row.target}`" if row.target is not None else "stays",
        _sentence(row.who) if row.who is not None else "The system.",
        " ".join(_sentence(guard) for guard in machine.guards_of(row.name)) or "–",
        _reason(row),
    )
    return f"| {' | '.join(cells)} |"


def _reason(row: Transition[Any, Any, Any]) -> str:
    if row.page_reason is not None:
        return f"{_sentence(row.page_reason)} Only pages ask."
    return _sentence(row.reason) if row.reason is not None else "–"


def _sentence(function: object) -> str:
    """What a guard asks for: its docstring."""
    return " ".join((inspect.getdoc(function) or "").split())
