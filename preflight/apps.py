from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "preflight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns import commands
        from campaigns.findings import register_rule
        from campaigns.registries import register_recheck
        from common import jobs
        from preflight import engine, policies, risk, unchecked  # noqa: F401
        from preflight.rules import all_rules

        for rule in all_rules():
            register_rule(rule.info, rule.messages)
        unchecked.register()
        risk.register_texts()
        register_recheck(engine.recheck)
        jobs.register("preflight.check", engine.run, on_failed=commands.mark_run_failed)
        jobs.register("preflight.recheck", engine.recheck_job)
