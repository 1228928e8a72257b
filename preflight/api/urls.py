from django.urls import path

from campaigns.api.urls import ONE
from preflight.api.person import PersonReached
from preflight.api.reach import PlanReached, ReachCustomers
from preflight.api.runs import RunInputs, RunReplay
from preflight.api.views import CampaignPreview, FindDates

RUN = f"{ONE}/check-runs/<uuid:run_id>"

urlpatterns = [
    path("campaigns/preview/", CampaignPreview.as_view()),
    path("campaigns/<str:code>/find-dates/", FindDates.as_view()),
    path("reach/check/", PersonReached.as_view()),
    path(f"{ONE}/reach/", PlanReached.as_view()),
    path(f"{ONE}/reach/<slug:part>/customers/", ReachCustomers.as_view()),
    path(f"{RUN}/inputs/", RunInputs.as_view()),
    path(f"{RUN}/replay/", RunReplay.as_view()),
]
