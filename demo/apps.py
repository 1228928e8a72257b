from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        from common import jobs
        from demo import negotiations

        jobs.register(
            negotiations.KIND,
            negotiations.negotiate,
            name=_("Negotiations of the demo company"),
            is_patient=True,
        )
