from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns import (  # noqa: F401
            audit_labels,
            daily,
            kinds,
            menu,
            naming,
            notices,
            policies,
            result_kind,
        )
        from common import jobs

        jobs.register(daily.KIND, daily.run_day)
        jobs.register_recurring(daily.KIND, daily.KEY)
