from django.urls import path

from assessment.api import views
from assessment.checklist_kind import CHECKLISTS
from common.api.filters import NoFilters
from organization.api.master_data import entry_of, list_of

ONE = "campaigns/<campaign:code>/assessment"

urlpatterns = [
    path("checklist-items/", list_of(CHECKLISTS, filter_backends=(NoFilters,)).as_view()),
    path("checklist-items/<str:code>/", entry_of(CHECKLISTS).as_view()),
    path(f"{ONE}/", views.AssessmentOfPlan.as_view()),
    path(f"{ONE}/renew/", views.Renewal.as_view()),
    path(f"{ONE}/lines/<slug:item>/", views.AnswerOfLine.as_view()),
    path(f"{ONE}/lines/<slug:item>/files/", views.EvidenceOfLine.as_view()),
    path(f"{ONE}/files/<uuid:key>/", views.EvidenceFileView.as_view()),
]
