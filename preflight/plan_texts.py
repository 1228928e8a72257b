"""What customers read or hear of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preflight.context import Context
from preflight.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Text:
    """A text that customers read or hear, with where it stands and, of a draft, its code."""

    place: str
    text: str
    draft: str = ""


def texts_of(plan: PlanSnapshot, context: Context) -> Iterator[Text]:
    """All that customers may read or hear of the plan."""
    yield Text("name", plan.name)
    yield from (Text("selling_point", text) for text in plan.selling_points)
    yield Text("script", plan.service_plan.script)
    yield from (Text("explanation", text) for text in plan.explanations)
    yield Text("terms", plan.service_plan.terms)
    for draft in context.drafts:
        yield Text("draft", f"{draft.title}\n{draft.body}", draft.code)
