from django.urls import path

from preflight.api.runs import RunInputs, RunReplay
from preflight.api.views import CampaignPreview, FindDates

RUN = "campaigns/<str:code>/check-runs/<uuid:run_id>"

urlpatterns = [
    path("campaigns/preview/", CampaignPreview.as_view()),
    path("campaigns/<str:code>/find-dates/", FindDates.as_view()),
    path(f"{RUN}/inputs/", RunInputs.as_view()),
    path(f"{RUN}/replay/", RunReplay.as_view()),
]
