from django.urls import path

from campaigns.urls import ONE
from findings.urls import WAY_OUT
from preflight.views import dates, panel, person, reach, runs

app_name = "preflight"
urlpatterns = [
    path(f"{ONE}/edit/findings/panel/", panel.panel, name="panel"),
    path(f"{ONE}/edit/dates/panel/", dates.dates, name="dates"),
    path("reach/", person.person, name="person"),
    path(f"{ONE}/reach/", reach.reach, name="reach"),
    path(f"{ONE}/reach/<slug:part>/", reach.customers, name="reach-customers"),
    path(f"{ONE}/checks/<uuid:run_id>/", runs.run, name="run"),
    path(f"{ONE}/checks/<uuid:run_id>/replay/", runs.replay, name="replay"),
    path(f"{WAY_OUT}/outlook/", panel.outlook, name="outlook"),
]
