from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import jobs
        from customers import audit_labels, kinds, menu, policies, target_kind  # noqa: F401
        from customers.identity import finding
        from customers.imports import job
        from customers.index import job as index

        jobs.register(
            job.JOB,
            job.run_import_job,
            name=_("Import of a file"),
            on_failed=job.mark_import_failed,
            ends_what_it_is_for=True,
            one_at_a_time=True,
        )
        jobs.register(
            finding.JOB,
            finding.match_job,
            name=_("Finding accounts of one person"),
            one_at_a_time=True,
            is_patient=True,
        )
        jobs.register(index.JOB, index.run, name=_("Index of customers"), one_at_a_time=True)
        jobs.register_source(index.ask)
