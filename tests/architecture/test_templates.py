"""Templates read well in a diff: short lines, one tag or one text a line."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted([*ROOT.glob("*/templates/**/*.html"), *ROOT.glob("*/static/**/*.svg")], key=str)
LONGEST = 120
DJANGO = re.compile(r"\{[%{#].*?[#}%]\}")
OPENING = re.compile(r"<[A-Za-z]")


def crowded(line: str) -> bool:
    """More than two elements begin on the line: a short one in another is the most it may hold."""
    return len(OPENING.findall(DJANGO.sub("", line))) > 2


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_lines_are_short_and_hold_one_thing(path: Path) -> None:
    lines = list(enumerate(path.read_text().splitlines(), start=1))

    assert [number for number, line in lines if len(line) > LONGEST] == []
    assert [number for number, line in lines if crowded(line)] == []


TRANSLATED = re.compile(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_colons_and_brackets_are_those_of_the_language(path: Path) -> None:
    """Neither stands between values where no sentence is translated as a whole."""
    outside = TRANSLATED.sub("", path.read_text())

    assert re.findall(r"[}%]\}: .*|(?<!translate)\(\{\{.*", outside) == []


def test_a_crowded_line_is_seen() -> None:
    assert crowded('<tr><th scope="row">{{ a }}</th><td>{{ b }}</td>')
    assert not crowded('<li><a href="{% url "x" %}">{% if a < b %}{{ a }}{% endif %}</a></li>')
