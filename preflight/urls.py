from django.urls import path

from campaigns.urls import ONE
from findings.urls import WAY_OUT
from preflight.views import arranging, dates, moving, panel, person, reach, runs, slots

app_name = "preflight"
CYCLE = "cycles/<slug:code>/arranging"
ARRANGEMENT = f"{CYCLE}/<uuid:arrangement_id>"
urlpatterns = [
    path(f"{ONE}/edit/findings/panel/", panel.panel, name="panel"),
    path(f"{ONE}/edit/dates/panel/", dates.dates, name="dates"),
    path("reach/", person.person, name="person"),
    path(f"{ONE}/reach/", reach.reach, name="reach"),
    path(f"{ONE}/reach/<slug:part>/", reach.customers, name="reach-customers"),
    path(f"{ONE}/checks/<uuid:run_id>/", runs.run, name="run"),
    path(f"{ONE}/checks/<uuid:run_id>/replay/", runs.replay, name="replay"),
    path(f"{ONE}/edit/slots/panel/", slots.slots, name="slots"),
    path(f"{ONE}/move/", moving.move, name="move"),
    path(f"{WAY_OUT}/outlook/", panel.outlook, name="outlook"),
    path(f"{CYCLE}/", arranging.cycle, name="arranging"),
    path(f"{ARRANGEMENT}/", arranging.arrangement, name="arrangement"),
    path(f"{ARRANGEMENT}/moves.xlsx", arranging.sheet, name="arrangement-sheet"),
    path(f"{ARRANGEMENT}/progress/", arranging.progress, name="arrangement-progress"),
]
