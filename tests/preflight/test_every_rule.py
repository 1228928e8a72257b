"""What is shown of each rule, as one table: its own tests, a count by its definition in random
companies, a planted conflict, what it says where something is missing, its words in both languages,
its ways out taken through their page. A rule that lacks one of them fails here. That the demo
company shows an example of each is asked by ``tests/demo/loaded/test_rules.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from common import messages
from findings.way_forms import FORMS
from preflight.rules import all_rules
from tests.findings.test_ways_by_form import STEPS
from tests.preflight.test_doubt import LACKS
from tests.preflight.test_oracles import ORACLES
from tests.preflight.test_planted import PLANTS

HERE = Path(__file__).parent
# Counted person by person over days that slide, in a module of its own.
IN_PROPERTIES = {"contact-pressure"}
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def own_tests(code: str) -> str:
    return (HERE / "rules" / f"test_{code.replace('-', '_')}.py").read_text()


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_missing_of_a_rule(rule):
    code, text = rule.code, own_tests(rule.code)
    shown = {
        "tests of its own": text.count("\ndef test_") > 1,
        "random companies": code in {*ORACLES, *IN_PROPERTIES} or "times(" in text,
        "a planted conflict": bool(PLANTS.get(code)),
        "what it says in doubt": bool(LACKS.get(code)),
    }

    assert [what for what, is_there in shown.items() if not is_there] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_sentence_of_a_rule_is_in_both_languages(rule):
    for sentence in (rule.title, *rule.messages.values()):
        said = set()
        for language in ("en", "zh-hans"):
            with translation.override(language):
                said.add(messages.raw(sentence))
        assert len(said) == 2, said


@pytest.mark.parametrize("rule", RULES)
def test_each_way_out_of_a_rule_is_taken_through_its_page_or_says_who_takes_it(rule):
    kinds = rule.way_out_kinds
    assert kinds
    assert [kind for kind in kinds if kind not in STEPS and not FORMS[kind].advice] == []
