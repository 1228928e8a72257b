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
            segment_uses,
        )
        from campaigns.commands import control_group
        from common import following, jobs
        from customers.segment_uses import register

        register(segment_uses.plans_with)

        jobs.register(daily.KIND, daily.run_day)
        jobs.register(control_group.RECOUNT_JOB, control_group.recount, one_at_a_time=True)
        following.register(control_group.RECOUNT_JOB, control_group.FOLLOWED)
        jobs.register_recurring(daily.KIND, daily.KEY)
