from frontline.models.report import Report, ReportPhoto
from frontline.models.responsible import Responsible
from frontline.models.work_notice import Reader, WorkNotice

__all__ = ["Reader", "Report", "ReportPhoto", "Responsible", "WorkNotice"]
