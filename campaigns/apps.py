from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns import clock, notices, places, policies, trail  # noqa: F401
        from common import jobs

        jobs.register(clock.KIND, clock.run_day)
        jobs.register_recurring(clock.KIND, clock.KEY)
