"""What checks and findings add to the life of a plan and to its page."""

from django.utils.translation import gettext_lazy as _

from campaigns import registries, tabs
from findings import access, guards, status, tally
from findings.commands import conflicts, expiry, runs

registries.register_effect("submit", runs.request_check)
registries.register_effect("retry_check", runs.check_again)
for _step in ("withdraw", "merge", "reject", "lapse", "end", "overtaken"):
    registries.register_effect(_step, runs.close_what_concerns_nobody)
registries.register_effect("withdraw", runs.tell_neighbours)
registries.register_effect("approve", runs.close_with_amendment)
registries.register_amended(runs.check_amended)

registries.register_guard("retry_check", guards.no_check_under_way)
registries.register_guard("finalise", guards.is_checked)
registries.register_guard("finalise", guards.no_open_blocking)
for _step in ("launch", "override_launch"):
    registries.register_guard(_step, guards.no_open_harm)
registries.register_guard("delete", guards.never_found)

registries.register_last_look(conflicts.stands_in_the_way)
registries.register_check_statuses(status.check_statuses)
registries.register_blocking_count(status.blocking_count)
registries.register_risk_grade(status.risk_grade)
registries.register_visibility(access.failed_checks)
registries.register_back_orders(status.accepted_shortages)
registries.register_daily(expiry.reopen_expired)
registries.register_daily(tally.prove)

tabs.register(
    tabs.Tab(
        code="findings",
        label=_("Findings"),
        url_name="findings:page",
        order=20,
        is_fragment=False,
        visible=access.sees_findings,
        count=status.tab_count,
    )
)
