from django.urls import path

from operations import views

app_name = "operations"
urlpatterns = [
    path("setup/operations/", views.state, name="state"),
    path("setup/operations/faults/", views.faults, name="faults"),
    path("setup/operations/work/<int:job_id>/again/", views.try_again, name="try-again"),
    path("setup/operations/work/<int:job_id>/give-up/", views.give_up, name="give-up"),
]
