"""The page docs/rules.md, written from the rules and policies themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields

from django.utils import translation

from preflight.policies import PREFIX, Policies
from preflight.rule import Rule
from preflight.rules import all_rules
from preflight.unchecked import TEXTS, UNCHECKED

HEAD = """# The rules of preflight

Written by `manage.py write_docs` from the code; a test fails when it is out of date.

Each finding stores the rule, the case, a subject of codes, facts and ways out; the sentence is made in the reader's
language. Facts ending in `_own` and `_other` are told from the checked plan and change places for the other side.
Ratios are numbers, amounts are decimal texts in CNY, days are ISO dates.
"""
KEY = re.compile(r"\"([a-z_]+)\":")
KIND = re.compile(r"WayOutKind\.([A-Z_]+)")
SOURCE = re.compile(r" Source: .*$")
SEVERITY = re.compile(r"Severity\.([A-Z]+)")


def rule_page() -> str:
    """The whole page."""
    with translation.override("en"):
        return "\n".join(
            [
                HEAD,
                *(line for rule in all_rules() for line in section(rule)),
                *unchecked(),
                *policies(),
                "",
            ]
        )


def section(rule: Rule) -> Iterator[str]:
    """One rule: what it is, its cases with their sentences, facts and ways out."""
    source = inspect.getsource(inspect.getmodule(type(rule)) or type(rule))
    yield f"## `{rule.code}`: {rule.title}"
    yield ""
    yield SOURCE.sub("", " ".join((type(rule).__doc__ or "").split()))
    yield ""
    yield f"Class {rule.finding_class}, accepted by {str(rule.accepted_by).replace('_', ' ')}."
    yield f"Severities: {listed(name.lower() for name in SEVERITY.findall(source))}."
    yield f"Facts: {listed(facts_in(source))}."
    yield f"Ways out: {listed(name.lower() for name in KIND.findall(source))}."
    yield ""
    yield "| case | sentence |"
    yield "| --- | --- |"
    for case, sentence in rule.messages.items():
        yield f"| `{case}` | {str(sentence).replace('%%', '%')} |"
    yield ""


def facts_in(source: str) -> list[str]:
    """The keys of the facts: everything keyed in the module but the cases of its messages."""
    before, _, after = source.partition("messages = {")
    _messages, _, rest = after.partition("\n    }\n")
    return KEY.findall(before + rest)


def listed(names: Iterator[str] | list[str]) -> str:
    """Names in code marks, each once, sorted."""
    return ", ".join(f"`{name}`" for name in sorted(set(names))) or "none"


def unchecked() -> Iterator[str]:
    """What is said when a rule could not answer."""
    yield f"## `{UNCHECKED}`: a rule that could not answer"
    yield ""
    yield "| case | sentence |"
    yield "| --- | --- |"
    for case, sentence in TEXTS.items():
        yield f"| `{case}` | {sentence} |"
    yield ""


def policies() -> Iterator[str]:
    """The numbers that their owners may change."""
    yield "## Policies"
    yield ""
    yield "| key | default | unit | owner | meaning |"
    yield "| --- | --- | --- | --- | --- |"
    for one in fields(Policies):
        default = ", ".join(one.default) if isinstance(one.default, tuple) else one.default
        facts = one.metadata
        yield (
            f"| `{PREFIX}{one.name}` | {default} | {facts['unit']} | {facts['owner'].label} |"
            f" {facts['label']} |"
        )
