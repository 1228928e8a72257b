"""The generated pages of docs/ say what the code does."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from common.machine import MACHINES
from preflight.management.commands.write_docs import PAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), (
        f"docs/{name} is out of date; run manage.py write_docs"
    )


def test_description_of_the_api_shows_lists_as_they_are():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    answers = {
        path: operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path, operation in schema["paths"].items()
        if "application/json"
        in operation.get("get", {"responses": {}})["responses"].get("200", {}).get("content", {})
    }

    assert len(answers) > 30
    assert [path for path, answer in answers.items() if answer.get("type") == "array"] == []


def test_states_page_names_every_step_of_every_machine():
    page = PAGES["states.md"]()

    told = {title: re.findall(r"\(`(\w+)`\) \|", part) for title, part in parts_of(page)}
    with translation.override(None):
        assert told == {str(one.title): list(one.rows) for one in MACHINES.values()}


def parts_of(page):
    return [part.split("\n", 1) for part in page.split("\n## ")[1:]]
