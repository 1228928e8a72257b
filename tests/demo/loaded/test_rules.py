"""The demo company shows an example of every rule."""

from __future__ import annotations

import pytest

from findings.models import Finding
from preflight.rules import all_rules

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.database]


@pytest.mark.parametrize("rule", [rule.code for rule in all_rules()])
def test_a_rule_has_an_example(rule):
    assert Finding.objects.filter(rule=rule, state="open").exists()
