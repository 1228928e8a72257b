from django.urls import path

from preflight.views import panel

app_name = "preflight"
urlpatterns = [
    path("campaigns/<campaign_code:code>/edit/findings/panel/", panel.panel, name="panel"),
    path("campaigns/<campaign_code:code>/edit/dates/panel/", panel.dates, name="dates"),
    path(
        "campaigns/<campaign_code:code>/findings/<uuid:finding_id>/ways/<way_out:way_id>/outlook/",
        panel.outlook,
        name="outlook",
    ),
]
