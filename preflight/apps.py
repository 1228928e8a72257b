from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "preflight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from campaigns import tabs
        from campaigns.registries import (
            register_cycle_link,
            register_daily,
            register_editor_panel,
        )
        from common import following, jobs
        from customers.menu import register_tab
        from findings import commands
        from findings.registries import Checker, register_checker
        from findings.rule_info import register_rule
        from organization.master_data import tell_owners
        from organization.policy_remarks import register_remarks
        from preflight import (  # noqa: F401
            addresses,
            arranging_job,
            arranging_words,
            audit_labels,
            engine,
            leadership,
            person_reach,
            policies,
            reach_view,
            risk,
            touched,
            unchecked,
        )
        from preflight.commands import ARRANGING_JOB
        from preflight.rules import all_rules

        for rule in all_rules():
            register_rule(rule.info, rule.messages)
        unchecked.register()
        risk.register_texts()
        register_checker(
            Checker(
                check_job=engine.CHECK_JOB,
                recheck_job=engine.RECHECK_JOB,
                stands_against=engine.stands_against,
                is_behind=touched.is_behind,
                outlook="preflight:outlook",
                run="preflight:run",
            )
        )
        register_remarks(leadership.remarks)
        tabs.register(reach_view.TAB)
        register_tab(*person_reach.TAB)
        register_editor_panel("preflight/editor_panels.html")
        jobs.register(
            engine.CHECK_JOB,
            engine.run,
            name=_("Check of a plan"),
            on_failed=commands.mark_run_failed,
        )
        jobs.register(
            engine.RECHECK_JOB,
            engine.recheck_job,
            name=_("Check again after a change elsewhere"),
            is_patient=True,
        )
        jobs.register(
            touched.FOLLOW_JOB, touched.follow, name=_("Finding the plans that a change touches")
        )
        jobs.register(
            ARRANGING_JOB,
            arranging_job.arrange,
            name=_("Arranging the start dates of a cycle"),
            one_at_a_time=True,
            is_patient=True,
        )
        register_cycle_link(_("Arrange start dates"), addresses.arranging)
        register_daily(touched.note_day)
        register_daily(tell_owners)
        following.register(touched.FOLLOW_JOB, touched.FOLLOWED)
