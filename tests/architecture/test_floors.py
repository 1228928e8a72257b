"""What the import contract cannot see: a lower floor that knows an upper one by its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from findings.rule_info import known_rules

ROOT = Path(__file__).resolve().parents[2]
FLOORS = settings.LOCAL_APPS
BELOW_FINDINGS = FLOORS[: FLOORS.index("findings")]
ADDRESS = re.compile(r"[\"']([a-z]+):[a-z][a-z-]*[\"']")


def constants(app: str) -> Iterator[tuple[str, str]]:
    """Every string of the app's code that is no docstring, with its file."""
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in docstrings:
                yield str(path.relative_to(ROOT)), node.value


def own_fields() -> set[str]:
    """The names of all columns of the floors below findings."""
    return {
        field.name
        for app in BELOW_FINDINGS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
    }


def fact_keys() -> set[str]:
    """The keys of facts that are terms of the rules: of several words, and no column of a plan."""
    entries = [
        entry
        for rule in known_rules().values()
        for facts in (rule.subject, rule.facts)
        for entry in facts.entries
    ]
    keys = {key for entry in entries for key in (entry.name, *entry.keys)}
    return {key for key in keys if "_" in key} - own_fields()


def test_the_rules_have_words_of_their_own():
    assert {"offer-clash", "resource-shortage"} <= set(known_rules())
    assert {"shared_persons", "by_branch", "percent_own"} <= fact_keys()


@pytest.mark.parametrize("app", BELOW_FINDINGS)
def test_no_floor_below_findings_knows_a_rule_or_a_fact(app):
    codes = {code for code in known_rules() if "-" in code}  # consent is a word of customers, too
    forbidden = codes | fact_keys()

    assert [(path, text) for path, text in constants(app) if text in forbidden] == []


@pytest.mark.parametrize("app", FLOORS)
def test_no_floor_names_an_address_of_an_upper_one(app):
    above = set(FLOORS[FLOORS.index(app) + 1 :])
    files = [path for path in (ROOT / app).rglob("*") if path.suffix in {".py", ".html"}]

    named = {
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in files
        for found in ADDRESS.finditer(path.read_text())
        if found.group(1) in above
    }

    assert named == set()
