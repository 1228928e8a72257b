"""What customers read or hear of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from preflight.context import Context
from preflight.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Text:
    """A text that customers read or hear, with where it stands. A text of the plan itself has the
    key by which it is rewritten (``findings.rewording``), one of a draft the draft's code.
    """

    place: str
    text: str
    key: str = ""
    draft: str = ""


def texts_of(plan: PlanSnapshot, context: Context) -> Iterator[Text]:
    """All that customers may read or hear of the plan."""
    yield from plan_texts(plan)
    for draft in context.drafts:
        yield Text("draft", f"{draft.title}\n{draft.body}", draft=draft.code)


def plan_texts(plan: PlanSnapshot) -> Iterator[Text]:
    """The texts of the plan itself."""
    yield Text("name", plan.name, "name")
    for offer in plan.offers:
        yield Text("offer", offer.description, f"offers.{offer.number}")
    for number, point in enumerate(plan.selling_points, start=1):
        yield Text("selling_point", point, f"selling_points.{number}")
    yield Text("script", plan.service_plan.script, "script")
    for against, text in plan.explanations:
        yield Text("explanation", text, f"scripts.{against}")
    yield Text("terms", plan.service_plan.terms, "terms")


def own_texts(plan: PlanSnapshot) -> dict[str, str]:
    """The texts of the plan itself by their keys."""
    return {one.key: one.text for one in plan_texts(plan)}


def with_text(plan: PlanSnapshot, key: str, text: str) -> PlanSnapshot:
    """The plan with another text under a key."""
    part, _dot, place = key.partition(".")
    match part:
        case "name":
            return replace(plan, name=text)
        case "offers":
            offers = (
                replace(one, description=text) if str(one.number) == place else one
                for one in plan.offers
            )
            return replace(plan, offers=tuple(offers))
        case "selling_points":
            points = list(plan.selling_points)
            points[int(place) - 1] = text
            return replace(plan, selling_points=tuple(points))
        case "scripts":
            said = (
                (against, text if against == place else old) for against, old in plan.explanations
            )
            return replace(plan, explanations=tuple(said))
        case "script":
            return replace(plan, service_plan=replace(plan.service_plan, script=text))
    return replace(plan, service_plan=replace(plan.service_plan, terms=text))
