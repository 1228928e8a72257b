from django.urls import path

from operations.api import views

urlpatterns = [
    path("operations/work/", views.FailedWork.as_view(), name="api-failed-work"),
    path("operations/work/<int:job_id>/try-again/", views.TryAgain.as_view()),
    path("operations/work/<int:job_id>/give-up/", views.GiveUp.as_view()),
    path("operations/faults/", views.Faults.as_view(), name="api-faults"),
]
