"""The calls about planning cycles, joined to those of the floor."""

from django.urls import URLPattern, URLResolver, path, register_converter

from common.api.steps import step_name
from coordination.cadence.api import cycles, steps
from coordination.cadence.conditions import BY_CODE
from coordination.cadence.figures import PARTS
from coordination.cadence.kinds import TARGETS
from coordination.cadence.workflow import CYCLE_STEP
from organization.api.master_data import entry_of, list_of

register_converter(step_name(CYCLE_STEP), "cycle_step")
CYCLE = "planning-cycles/<str:code>"


class Counted:
    """The names of what is counted on a cycle's page."""

    regex = "|".join([*BY_CODE, *PARTS])

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Counted, "cycle_count")

urlpatterns: list[URLPattern | URLResolver] = [
    path("initiative-targets/", list_of(TARGETS).as_view()),
    path("initiative-targets/<str:code>/", entry_of(TARGETS).as_view()),
    path(f"{CYCLE}/steps/", steps.CycleSteps.as_view()),
    path(f"{CYCLE}/figures/", cycles.CycleFigures.as_view()),
    path(f"{CYCLE}/rows/<cycle_count:name>/", cycles.CycleRows.as_view()),
    path(f"{CYCLE}/late-entries/", cycles.LateEntries.as_view()),
    path(f"{CYCLE}/review/", cycles.CycleReview.as_view()),
    path(f"{CYCLE}/review/<slug:initiative>/", cycles.InitiativeReviewed.as_view()),
    path(
        "cycle-steps/<str:code>/<cycle_step:name>/",
        steps.CycleStepMove.as_view(),
        name="api-cycle-step",
    ),
]
