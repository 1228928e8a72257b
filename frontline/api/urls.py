from django.urls import path, register_converter

from common.api.filters import NoFilters
from common.api.steps import step_name
from frontline.kinds import REPORT_OWNERS
from frontline.reports import api as reports
from frontline.reports.workflow import REPORT
from frontline.work_notices import api as notices
from frontline.work_notices.workflow import WORK_NOTICE
from organization.api.master_data import entry_of, list_of

register_converter(step_name(REPORT), "report_step")
register_converter(step_name(WORK_NOTICE), "work_notice_step")
REPORTS = "front-line-reports"

urlpatterns = [
    path("report-owners/", list_of(REPORT_OWNERS, filter_backends=(NoFilters,)).as_view()),
    path("report-owners/<str:code>/", entry_of(REPORT_OWNERS).as_view()),
    path(f"{REPORTS}/", reports.Reports.as_view()),
    path(f"{REPORTS}/<str:code>/", reports.ReportDetail.as_view()),
    path(f"{REPORTS}/<str:code>/photos/", reports.ReportPhotos.as_view()),
    path(f"{REPORTS}/<str:code>/photos/<uuid:key>/", reports.ReportPhotoView.as_view()),
    path(
        f"{REPORTS}/<str:code>/<report_step:name>/",
        reports.ReportStep.as_view(),
        name="api-report-step",
    ),
    path("work-notices/", notices.WorkNotices.as_view()),
    path("work-notices/<str:code>/", notices.WorkNoticeDetail.as_view()),
    path("work-notices/<str:code>/readers/", notices.WorkNoticeReaders.as_view()),
    path("work-notices/<str:code>/read/", notices.WorkNoticeRead.as_view()),
    path(
        "work-notices/<str:code>/<work_notice_step:name>/",
        notices.WorkNoticeStep.as_view(),
        name="api-work-notice-step",
    ),
]
