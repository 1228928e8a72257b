from django.urls import path

from desk.api import views

urlpatterns = [
    path("eligibility/check/", views.EligibilityCheck.as_view(), name="api-eligibility-check"),
]
