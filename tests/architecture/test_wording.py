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


CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# What the glossary calls by another name.
GIVEN_UP = (
    "互撞",
    "接触压力",
    "触达压力",
    "排斥业务",
    "排斥的合约",
    "计费系统编码",
    "服务于举措",
    "可移动天数",
    "默认开通可退订",
    "执行档期",
    "上线积分",
    "软预留",
    "硬预留",
    "您",
)
DAYS = r"day|on|starts_on|ends_on|until|free_from|due_on|expected_on"


def chinese() -> list[str]:
    """Every Chinese sentence of the catalogue."""
    text = CATALOGUE.read_text(encoding="utf-8")
    return re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', text, re.MULTILINE)


def test_one_thing_has_one_name() -> None:
    assert [one for one in chinese() if any(word in one for word in GIVEN_UP)] == []


def test_a_window_is_no_slot() -> None:
    """档期 is what a media slot has; a plan has its 执行期."""
    assert [one for one in chinese() if "档期" in one and "宣传位" not in one] == []


def test_no_blank_stands_beside_a_chinese_day() -> None:
    beside = re.compile(rf"%\((?:{DAYS})\)s [一-龥]|[一-龥] %\((?:{DAYS})\)s")

    assert [one for one in chinese() if beside.search(one)] == []


def test_a_limit_is_said_before_what_goes_beyond_it() -> None:
    assert [one for one in chinese() if re.search(r"超过上限 %\(\w+\)s", one)] == []


def test_chinese_names_stand_in_the_marks_of_the_house() -> None:
    assert [one for one in chinese() if "“" in one or "”" in one] == []


def test_a_sentence_ends_as_one_in_chinese_too() -> None:
    """What ends with a full stop in English does so in Chinese."""
    text = CATALOGUE.read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, re.MULTILINE)
    ends = ("。", "！", "？", "」", "）", "：", "s")

    assert [
        chinese
        for english, chinese in pairs
        if re.search(r"[^.]\.$", english) and not chinese.rstrip().endswith(ends)
    ] == []
