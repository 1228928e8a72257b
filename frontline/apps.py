from django.apps import AppConfig


class FrontlineConfig(AppConfig):
    name = "frontline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from frontline import clock, kinds, menu  # noqa: F401
        from frontline.reports import audit_labels  # noqa: F401
        from frontline.work_notices import audit_labels as _notice_labels  # noqa: F401
