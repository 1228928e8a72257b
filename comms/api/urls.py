from django.urls import path, register_converter

from common.api.filters import NoFilters
from common.api.steps import step_name
from comms.api import drafts, plans, themes
from comms.kinds import ADVERTISING_TERMS
from comms.workflow import DRAFT
from organization.api.master_data import entry_of, list_of

register_converter(step_name(DRAFT), "draft_step")

urlpatterns = [
    path("advertising-terms/", list_of(ADVERTISING_TERMS, filter_backends=(NoFilters,)).as_view()),
    path("advertising-terms/<str:code>/", entry_of(ADVERTISING_TERMS).as_view()),
    path("themes/", themes.Themes.as_view(), name="api-themes"),
    path("themes/<str:code>/", themes.ThemeDetail.as_view(), name="api-theme"),
    path("communication-plans/", plans.Plans.as_view(), name="api-communication-plans"),
    path(
        "communication-plans/<str:code>/", plans.PlanDetail.as_view(), name="api-communication-plan"
    ),
    path("drafts/", drafts.Drafts.as_view(), name="api-drafts"),
    path("drafts/<str:code>/", drafts.DraftDetail.as_view(), name="api-draft"),
    path("drafts/<str:code>/sign/", drafts.Sign.as_view(), name="api-draft-sign"),
    path("drafts/<str:code>/remark/", drafts.Remark.as_view(), name="api-draft-remark"),
    path("drafts/<str:code>/<draft_step:name>/", drafts.Step.as_view(), name="api-draft-step"),
]
