"""docs/states.md: the life of a plan as a page, written from the table that decides it."""

from __future__ import annotations

import inspect

from django.utils import translation

from campaigns.enums import CampaignState
from campaigns.registries import registered_guards
from campaigns.workflow import TRANSITIONS, Transition

STATES_HEAD = """# The states of a plan

Written by `manage.py write_docs` from `campaigns/workflow.py`; change the table there.
"""


def states_page() -> str:
    """The states, a diagram of the steps between them, and the table of all steps, in English."""
    with translation.override(None):
        return "\n".join([STATES_HEAD, *_states(), "", *_diagram(), "", *_steps(), ""])


def _states() -> list[str]:
    return [
        "| State | Name |",
        "| --- | --- |",
        *(f"| `{state.value}` | {state.label} |" for state in CampaignState),
    ]


def _diagram() -> list[str]:
    arrows = [
        f"    {source.value} --> {step.target.value}: {step.name}"
        for step in TRANSITIONS.values()
        for source in CampaignState
        if step.target is not None and source in step.sources and source != step.target
    ]
    return ["```mermaid", "stateDiagram-v2", "    [*] --> draft", *arrows, "```"]


def _steps() -> list[str]:
    head = [
        "| Step | From | To | Whose step it is | What has to be true first | Reason |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return [*head, *(_step(step) for step in TRANSITIONS.values())]


def _step(step: Transition) -> str:
    every = len(step.sources) == len(CampaignState)
    sources = (
        "any"
        if every
        else ", ".join(f"`{state.value}`" for state in CampaignState if state in step.sources)
    )
    guards = " ".join(_sentence(guard) for guard in (*step.guards, *registered_guards(step.name)))
    cells = (
        f"{step.label} (`{step.name}`)",
        sources,
        f"`{step.target.value}`" if step.target is not None else "stays",
        _sentence(step.who) if step.who is not None else "The system.",
        guards or "–",
        _sentence(step.reason) if step.reason is not None else "–",
    )
    return f"| {' | '.join(cells)} |"


def _sentence(function: object) -> str:
    """What a guard asks for: its docstring."""
    return " ".join((inspect.getdoc(function) or "").split())
