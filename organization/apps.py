from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "organization"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from organization import audit_labels, kinds, menu  # noqa: F401
        from organization.delivery import sending  # noqa: F401
