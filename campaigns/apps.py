from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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

        jobs.register(daily.KIND, daily.run_day, name=_("Daily pass"))
        jobs.register(
            control_group.RECOUNT_JOB,
            control_group.recount,
            name=_("Counting audiences again after a change of the control group"),
            one_at_a_time=True,
        )
        following.register(control_group.RECOUNT_JOB, control_group.FOLLOWED)
        jobs.register_recurring(daily.KIND, daily.KEY)
