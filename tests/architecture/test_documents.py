"""The generated pages of docs/ say what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from campaigns.workflow import TRANSITIONS
from preflight.documents import FORMULAS, policies_of, rules_page
from preflight.management.commands.write_docs import PAGES
from preflight.policies import Policies
from preflight.rules import all_rules

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name):
    assert (DOCS / name).read_text() == PAGES[name](), f"docs/{name} is out of date; write it with: python3 manage.py write_docs"


def test_states_page_names_every_step():
    assert set(re.findall(r"\(`(\w+)`\) \|", PAGES["states.md"]())) == set(TRANSITIONS)


def test_rules_page_shows_every_number():
    prefixes = tuple(prefix for _function, prefix in FORMULAS.values())
    shown = {policy.name for rule in all_rules() for policy in policies_of(rule)}

    assert {policy.name for policy in fields(Policies) if not policy.name.startswith(prefixes)} == shown


def test_rules_page_leaves_no_placeholder_open():
    assert "%(" not in rules_page()
