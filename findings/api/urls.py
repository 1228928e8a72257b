from django.urls import path

from campaigns.api.urls import ONE
from findings.api import runs, views
from findings.api.concerned import Concerned
from findings.api.totals import FindingTotals

FINDING = f"{ONE}/findings/<uuid:finding_id>"

urlpatterns = [
    path(f"{ONE}/check-runs/", runs.CheckRuns.as_view()),
    path(f"{ONE}/check-runs/<uuid:run_id>/", runs.CheckRunDetail.as_view()),
    path(f"{ONE}/findings/", views.Findings.as_view()),
    path(f"{ONE}/findings/totals/", FindingTotals.as_view()),
    path(f"{FINDING}/", views.FindingDetail.as_view()),
    path(f"{FINDING}/apply/", views.Apply.as_view()),
    path(f"{FINDING}/accept/", views.Accept.as_view()),
    path(f"{FINDING}/comment/", views.Comment.as_view()),
    path(f"{FINDING}/customers/", Concerned.as_view()),
    path("check-runs/<uuid:run_id>/", runs.CheckRunDetail.as_view()),
]
