from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "preflight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.findings import register_rule
        from preflight import policies, risk  # noqa: F401 - the policies declare themselves
        from preflight.rules import all_rules

        for rule in all_rules():
            register_rule(rule.info, rule.messages)
        risk.register_texts()
