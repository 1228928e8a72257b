from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import jobs
        from common.navigation import NavItem, register
        from customers import access, policies  # noqa: F401 - declares this floor's policies
        from customers.imports import commands

        jobs.register(commands.JOB, commands.run_import_job, on_dead=commands.bury_import_job)
        register(
            NavItem(code="customers", label=_("Customers"), icon="person", url_name="customers:list", order=70, visible=access.may_visit)
        )
