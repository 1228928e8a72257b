from django.urls import path, register_converter

from campaigns.api.views import cycles, history, joint, plans, receipts
from campaigns.kinds import CYCLES, INITIATIVES, MOMENTS
from campaigns.result_kind import RESULTS
from campaigns.workflow import PLAN
from common.api.filters import NoFilters
from common.api.steps import step_name
from organization.api.master_data import entry_of, list_of


class CampaignCode:
    """A campaign's code; ``preview`` is an address beside them."""

    regex = r"(?!preview/)[A-Za-z0-9_-]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class JointAnswer(CampaignCode):
    """What a unit says about a plan that takes its product along."""

    regex = "join|decline|sign|leave"


register_converter(CampaignCode, "campaign")
register_converter(JointAnswer, "joint_answer")
register_converter(step_name(PLAN), "step")

ONE = "campaigns/<campaign:code>"

urlpatterns = [
    path("campaigns/", plans.Campaigns.as_view()),
    path(f"{ONE}/", plans.CampaignDetail.as_view(), name="api-campaign"),
    path(f"{ONE}/history/", history.History.as_view()),
    path(f"{ONE}/revisions/<int:number>/", history.Revision.as_view()),
    path(f"{ONE}/joint/", joint.Joint.as_view()),
    path(f"{ONE}/joint/<joint_answer:name>/", joint.Answer.as_view()),
    path(f"{ONE}/receipts/", receipts.Receipts.as_view()),
    path(f"{ONE}/diff/", history.Diff.as_view()),
    path(f"{ONE}/<step:name>/", plans.Step.as_view()),
    path("intentions/", cycles.Intentions.as_view()),
    path("moments/", list_of(MOMENTS, filter_backends=(NoFilters,)).as_view()),
    path("moments/<str:code>/", entry_of(MOMENTS).as_view()),
    path("plan-results/", list_of(RESULTS, filter_backends=(NoFilters,)).as_view()),
    path("plan-results/<str:code>/", entry_of(RESULTS).as_view()),
    path("planning-cycles/", cycles.Cycles.as_view()),
    path("planning-cycles/<str:code>/", entry_of(CYCLES).as_view()),
    path("initiatives/", cycles.Initiatives.as_view()),
    path("initiatives/<str:code>/", entry_of(INITIATIVES).as_view()),
]
