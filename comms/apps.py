from django.apps import AppConfig


class CommsConfig(AppConfig):
    name = "comms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from comms import audit_labels, kinds, menu, notices, theme_kind  # noqa: F401
        from comms.texts import written_of
        from findings.registries import register_writings

        register_writings(written_of)
