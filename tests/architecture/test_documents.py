"""The generated pages of docs/ say what the code does."""

import re
from pathlib import Path

import pytest

from campaigns.workflow import TRANSITIONS
from preflight.management.commands.write_docs import PAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), f"docs/{name} is out of date; run manage.py write_docs"


def test_states_page_names_every_step():
    assert set(re.findall(r"\(`(\w+)`\) \|", PAGES["states.md"]())) == set(TRANSITIONS)
