"""Which rules the demo company shows an example of."""

from __future__ import annotations

from findings.models import Finding
from preflight.rules import all_rules

# Troubles that the company would have to be made worse for.
NOT_SHOWN = {
    "audience-overlap",
    "channel-capacity",
    "channel-fit",
    "consent",
    "offer-stacking",
    "results-owed",
    "system-freeze",
}


def test_every_rule_but_these_has_an_example(company):
    shown = set(Finding.objects.filter(state="open").values_list("rule", flat=True))

    assert shown == {rule.code for rule in all_rules()} - NOT_SHOWN
