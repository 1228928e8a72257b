from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from channels import audit_labels, hotline_kinds, kinds, menu, tariff_kind  # noqa: F401
