from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from channels import (  # noqa: F401
            audit_labels,
            hotline_kinds,
            kinds,
            menu,
            policies,
            tariff_kind,
        )
        from channels.evidence import estimating
        from common import following, jobs

        jobs.register(
            estimating.JOB,
            estimating.run,
            name=_("Estimates of loading rules"),
            one_at_a_time=True,
            is_patient=True,
        )
        following.register(estimating.JOB, estimating.FOLLOWED)
