from django.urls import path, register_converter

from campaigns.api.views import checks, cycles, history, plans
from campaigns.workflow import TRANSITIONS


class CampaignCode:
    """A campaign's code. ``preview`` is no code but an address of an upper floor."""

    regex = r"(?!preview/)[A-Za-z0-9_-]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StepName(CampaignCode):
    """A step of the workflow table that people take."""

    regex = "|".join(row.name for row in TRANSITIONS.values() if row.is_for_people)


register_converter(CampaignCode, "campaign")
register_converter(StepName, "step")

ONE = "campaigns/<campaign:code>"
FINDING = f"{ONE}/findings/<uuid:finding_id>"

urlpatterns = [
    path("campaigns/", plans.Campaigns.as_view()),
    path(f"{ONE}/", plans.CampaignDetail.as_view(), name="api-campaign"),
    path(f"{ONE}/check-runs/", checks.CheckRuns.as_view()),
    path(f"{ONE}/check-runs/<uuid:run_id>/", checks.CheckRunDetail.as_view()),
    path(f"{ONE}/findings/", checks.Findings.as_view()),
    path(f"{FINDING}/", checks.FindingDetail.as_view()),
    path(f"{FINDING}/apply/", checks.Apply.as_view()),
    path(f"{FINDING}/propose/", checks.Propose.as_view()),
    path(f"{FINDING}/accept/", checks.Accept.as_view()),
    path(f"{FINDING}/comment/", checks.Comment.as_view()),
    path(f"{FINDING}/customers/", checks.Concerned.as_view()),
    path(f"{ONE}/history/", history.History.as_view()),
    path(f"{ONE}/revisions/<int:number>/", history.Revision.as_view()),
    path(f"{ONE}/diff/", history.Diff.as_view()),
    path(f"{ONE}/<step:name>/", plans.Step.as_view()),
    path("check-runs/<uuid:run_id>/", checks.CheckRunDetail.as_view()),
    path("intentions/", cycles.Intentions.as_view()),
    path("planning-cycles/", cycles.Cycles.as_view()),
    path("initiatives/", cycles.Initiatives.as_view()),
]
