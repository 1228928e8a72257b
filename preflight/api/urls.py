from django.urls import path

from campaigns.api.urls import ONE
from preflight.api import arranging
from preflight.api.person import PersonReached
from preflight.api.reach import PlanReached, ReachCustomers
from preflight.api.runs import RunInputs, RunReplay
from preflight.api.views import CampaignPreview, FindDates, FindSlots

RUN = f"{ONE}/check-runs/<uuid:run_id>"
CYCLE = "planning-cycles/<str:code>/arrangements"
ARRANGEMENT = f"{CYCLE}/<uuid:arrangement_id>"

urlpatterns = [
    path("campaigns/preview/", CampaignPreview.as_view()),
    path("campaigns/<str:code>/find-dates/", FindDates.as_view()),
    path("campaigns/<str:code>/find-slots/", FindSlots.as_view()),
    path("reach/check/", PersonReached.as_view()),
    path(f"{ONE}/reach/", PlanReached.as_view()),
    path(f"{ONE}/reach/<slug:part>/customers/", ReachCustomers.as_view()),
    path(f"{RUN}/inputs/", RunInputs.as_view()),
    path(f"{RUN}/replay/", RunReplay.as_view()),
    path("campaigns/<str:code>/move/", arranging.Move.as_view()),
    path(f"{CYCLE}/", arranging.Arrangements.as_view()),
    path(f"{ARRANGEMENT}/", arranging.ArrangementDetail.as_view()),
    path(f"{ARRANGEMENT}/stop/", arranging.StopArrangement.as_view()),
    path(f"{ARRANGEMENT}/repeat/", arranging.RepeatArrangement.as_view()),
    path(f"{ARRANGEMENT}/ask/", arranging.AskOwners.as_view()),
]
