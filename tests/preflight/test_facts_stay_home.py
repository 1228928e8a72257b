"""Nothing but its own file knows a rule by its code or a fact by its key: a new rule is one file,
one test and its words.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from findings.effects import EFFECTS
from preflight.rules import all_rules

RULES = "preflight/rules/"
# The demo plays its case as an outside client and reads what the API answers.
CLIENT = "demo/play/"
SHARED = ("preflight/shared_facts.py", "preflight/clash_facts.py")
SIDES = "findings/facts/entries.py"
LEFT_OUT = {"tests", "tools", ".venv", "migrations"}
# A field of customers' imports and a list that a company enters have names of rules.
ALSO_OTHER_NAMES = {"consent", "moments"}


@cache
def texts() -> dict[str, set[str]]:
    """The texts that stand in each module of the product, by its path."""
    base = Path(settings.BASE_DIR)
    return {
        path.relative_to(base).as_posix(): set(constants(ast.parse(path.read_text())))
        for path in base.glob("*/**/*.py")
        if not set(path.relative_to(base).parts) & LEFT_OUT
    }


def constants(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def where(text: str, *, but: tuple[str, ...]) -> list[str]:
    """The modules in which a text stands, those that may say it left out."""
    return sorted(
        path for path, said in texts().items() if text in said and not path.startswith(but)
    )


def keys() -> set[str]:
    """The keys of facts that are no ordinary words and no fields of anything else."""
    fields = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    effects = {entry.name for entry in EFFECTS.entries}
    declared = {key for rule in all_rules() for entry in rule.facts.entries for key in entry.keys}
    return {key for key in declared if "_" in key} - fields - effects


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_only_its_own_file_says_the_code_of_a_rule(rule):
    own = f"{RULES}{rule.code.replace('-', '_')}.py"

    assert texts()[own] >= {rule.code}
    if rule.code not in ALSO_OTHER_NAMES:
        assert where(rule.code, but=(own, CLIENT)) == []


def test_only_rules_say_the_keys_of_facts():
    assert len(keys()) > 40
    assert {
        key: places for key in keys() if (places := where(key, but=(RULES, CLIENT, *SHARED)))
    } == {}


@pytest.mark.parametrize("ending", ["_own", "_other"])
def test_only_the_declaration_knows_how_sides_are_spelled(ending):
    assert where(ending, but=()) == [SIDES]
