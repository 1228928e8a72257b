from __future__ import annotations

from preflight.rule_page import rule_page
from preflight.rules import all_rules


def test_the_page_names_every_rule_case_and_the_facts_of_the_design():
    page = rule_page()

    for rule in all_rules():
        assert f"## `{rule.code}`" in page
        assert all(f"| `{case}` |" in page for case in rule.messages)
    for fact in (
        "shared_persons",
        "shared_organisations",
        "gap_points",
        "rate_own",
        "rate_other",
        "persons_over",
        "worst_window",
        "short_by",
    ):
        assert f"`{fact}`" in page
