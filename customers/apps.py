from django.apps import AppConfig


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
            on_failed=job.mark_import_failed,
            one_at_a_time=True,
        )
        jobs.register(finding.JOB, finding.match_job, one_at_a_time=True, is_patient=True)
        jobs.register(index.JOB, index.run, one_at_a_time=True)
        jobs.register_source(index.ask)
