from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "preflight"
    default_auto_field = "django.db.models.BigAutoField"
