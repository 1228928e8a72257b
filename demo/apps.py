from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        from common import jobs
        from demo import negotiations

        jobs.register(negotiations.KIND, negotiations.negotiate, is_patient=True)
