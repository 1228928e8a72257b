"""What must hold for every rule of the package, also for the next one."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from common import messages
from findings.rule_info import known_rules
from organization.policies import declared
from preflight import loading, rules
from preflight.policies import PREFIX, Policies
from preflight.rules import all_rules

HERE = Path(__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def test_every_test_of_a_rule_has_its_rule():
    tested = {path.stem.removeprefix("test_") for path in (HERE / "rules").glob("test_*.py")}

    assert {rule.code.replace("-", "_") for rule in all_rules()} == tested


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_one_file_one_test_and_says_what_it_is(rule):
    module = Path(inspect.getfile(type(rule)))

    assert module.parent == Path(rules.__file__).parent
    assert module.stem == rule.code.replace("-", "_")
    assert (HERE / "rules" / f"test_{module.stem}.py").is_file()
    assert (type(rule).__doc__ or "").strip()
    assert known_rules()[rule.code].accepted_by == rule.accepted_by
    assert all(messages.is_registered(rule.code, case) for case in rule.messages)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_sentence_says_only_what_the_rule_declares_for_its_case(rule):
    for case, sentence in rule.messages.items():
        said = set(PLACEHOLDER.findall(messages.raw(sentence)))
        declared = {
            key
            for part in (rule.subject, rule.facts)
            for entry in part.of_case(case).entries
            for key in entry.keys
        }
        assert said <= declared | {"other"}
        keys = [key for entry in rule.facts.of_case(case).entries for key in entry.keys]
        assert len(keys) == len(set(keys)), "a fact is declared twice"


@pytest.mark.parametrize(
    "path", sorted(Path(rules.__file__).parent.glob("*.py")), ids=lambda path: path.stem
)
def test_a_rule_reads_no_database_and_no_clock(path):
    text = path.read_text()

    assert not [
        word
        for word in (
            ".objects",
            "connection",
            "timezone",
            "clock.now",
            "clock.today",
            "import gettext ",
            "gettext(",
        )
        if word in text
    ]


def test_only_loading_queries():
    floor = Path(loading.__file__).parent
    outside = {"views", "api", "commands", "migrations"}
    checking = [path for path in floor.rglob("*.py") if path.parent.name not in outside]
    asking = {
        path.stem
        for path in checking
        if any(word in path.read_text() for word in (".objects", "cursor("))
    }

    # Beside them: who hears of changes, the choices of a policy that names channels, what pages say
    # of runs, plans and persons, and the job that arranges a cycle.
    assert asking <= {
        "access",
        "arranging_job",
        "assessed",
        "arranging_watch",
        "arranging_words",
        "leadership",
        "person_loading",
        "plan_reach",
        "replay",
        "run_access",
        "run_view",
        "around",
        "loading",
        "lists",
        "master_data",
        "past_contacts",
        "queries",
        "readers",
        "stored_plans",
        "catalogue",
        "kept_plans",
        "version_rows",
        "touched",
        "policies",
        "promises",
    }


def test_every_policy_is_declared_with_its_default():
    for name, default in ((one, getattr(Policies(), one)) for one in Policies.__dataclass_fields__):
        assert declared()[PREFIX + name].default == default
        assert str(declared()[PREFIX + name].label)
    assert (
        Policies.from_values({PREFIX + "clash_near_days": 3, "other.key": 1}).clash_near_days == 3
    )
