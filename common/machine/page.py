"""A machine as a page of docs/: its states, a diagram of the steps, and the table of all steps."""

from __future__ import annotations

import inspect
from typing import Any

from django.utils import translation

from common.machine.machine import Machine
from common.machine.rows import Transition


def states_page(machine: Machine[Any, Any, Any], head: str) -> str:
    """The page in English, after its ``head``."""
    with translation.override(None):
        return "\n".join(
            [head, *_states(machine), "", *_diagram(machine), "", *_steps(machine), ""]
        )


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
