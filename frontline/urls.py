"""The pages of this floor."""

from django.urls import URLPattern, URLResolver, path

from frontline.views import plan, reports, writing
from frontline.views import work_notices as notices

app_name = "frontline"
urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<str:code>/", reports.report, name="report"),
    path("reports/<str:code>/do/<slug:transition>/", reports.act, name="report-act"),
    path("reports/<str:code>/photos/", reports.add, name="report-photos"),
    path("reports/<str:code>/photos/<uuid:key>/", reports.photo, name="report-photo"),
    path("work-notices/", notices.notices, name="work-notices"),
    path("work-notices/new/", writing.new, name="work-notice-new"),
    path("work-notices/<str:code>/", notices.notice, name="work-notice"),
    path("work-notices/<str:code>/edit/", writing.edit, name="work-notice-edit"),
    path("work-notices/<str:code>/read/", notices.read, name="work-notice-read"),
    path("work-notices/<str:code>/do/<slug:transition>/", notices.act, name="work-notice-act"),
    path("campaigns/<str:code>/front-line/", plan.plan, name="plan"),
]
