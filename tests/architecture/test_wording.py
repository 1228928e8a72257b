"""How the sources speak of people."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = {".py", ".html", ".js", ".md", ".po", ".yaml"}
FOREIGN = {"var", "node_modules"}
SOURCES = sorted(
    path
    for folder in ROOT.iterdir()
    if folder.name[0] != "." and folder.name not in FOREIGN
    for path in (folder.rglob("*") if folder.is_dir() else [folder])
    if path.suffix in KINDS and path != Path(__file__).resolve()
)
GENDERED = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)


def gendered(text: str) -> list[str]:
    """The words of a text that say whether a person is a man or a woman."""
    return GENDERED.findall(text)


def test_people_are_they() -> None:
    """Code, pages, translations and documents say *they* of a person, never *he* or *she*."""
    assert SOURCES
    assert [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if gendered(line)
    ] == []


def test_a_gendered_word_is_seen_and_another_is_not() -> None:
    assert gendered("Whoever signs, and His deputy") == ["His"]
    assert gendered("The heading of this chapter, here and there: 他们") == []
