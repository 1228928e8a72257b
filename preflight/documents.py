"""docs/rules.md: every check as a page, written from the rules, their numbers and their ways out."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable
from dataclasses import Field, fields

from django.utils import translation

from campaigns.enums import Severity
from campaigns.findings import WayOutKind
from preflight import ranks, risk
from preflight.policies import PREFIX, Policies
from preflight.rule import Rule
from preflight.rules import all_rules

RULES_HEAD = """# The rules

Written by `manage.py write_docs` from `preflight/rules/`; change the rules there.

Every number here is a policy: its owner changes it on the page *Policies*, with the day from which it holds. A name in braces
stands for a fact of the finding. Totals are unique persons. Who accepts a finding does so with a reason.
"""
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SOURCE = re.compile(r"\s*Source: .*$", re.DOTALL)
FORMULAS = {
    "Risk grade": (risk.grade, "risk_"),
    "Ranks": (ranks.rank, "rank_"),
}


def rules_page() -> str:
    """Every rule with its sentences, numbers and ways out, then the risk grade and the ranks, in English."""
    with translation.override(None):
        parts = [RULES_HEAD, *_contents()]
        for rule in sorted(all_rules(), key=lambda one: one.code):
            parts += _section(rule)
        for title, (function, prefix) in FORMULAS.items():
            own = [one for one in fields(Policies) if one.name.startswith(prefix)]
            parts += ["", f"## {title}", "", _summary(function), "", *_numbers(own)]
        return "\n".join([*parts, ""])


def policies_of(rule: Rule) -> list[Field]:
    """The numbers that a rule reads: those that its module names, and those whose first word is a word of its code."""
    named = set(re.findall(r"policies\.(\w+)", _source(rule)))
    words = rule.code.split("-")
    return [one for one in fields(Policies) if one.name in named or one.name.split("_")[0] in words]


def _contents() -> list[str]:
    rows = [
        f"| [`{rule.code}`](#{rule.code}) | {rule.title} | {_severities(rule)} | {_words(rule.accepted_by)} |"
        for rule in sorted(all_rules(), key=lambda one: one.code)
    ]
    return ["| Rule | Title | Severity | Who accepts |", "| --- | --- | --- | --- |", *rows]


def _section(rule: Rule) -> list[str]:
    numbers = policies_of(rule)
    return [
        "",
        f"## {rule.code}",
        "",
        f"**{rule.title}.** {_summary(type(rule))}",
        "",
        f"Severity: {_severities(rule)}. Class: {rule.finding_class.value}. Accepted by: {_words(rule.accepted_by)}.",
        "",
        "| Case | What it says |",
        "| --- | --- |",
        *(f"| `{case}` | {_readable(str(text))} |" for case, text in rule.messages.items()),
        "",
        f"Ways out: {_ways_out(rule)}.",
        *(["", *_numbers(numbers)] if numbers else []),
    ]


def _numbers(policies: Iterable[Field]) -> list[str]:
    rows = [f"| `{PREFIX}{one.name}` | {one.metadata['label']} | {_value(one)} | {_words(one.metadata['owner'])} |" for one in policies]
    return ["| Number | Meaning | At first | Owner |", "| --- | --- | --- | --- |", *rows]


def _value(policy: Field) -> str:
    value, unit = policy.default, policy.metadata["unit"]
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"{text} {unit}".strip()


def _severities(rule: Rule) -> str:
    source = _source(rule)
    return ", ".join(one.value for one in Severity if f"Severity.{one.name}" in source)


def _ways_out(rule: Rule) -> str:
    source = _source(rule)
    kinds = [_words(kind) for kind in WayOutKind if f"WayOutKind.{kind.name}" in source]
    return ", ".join(kinds) or "none; the finding is accepted or the plan is changed by hand"


def _source(rule: Rule) -> str:
    return inspect.getsource(sys.modules[type(rule).__module__])


def _summary(documented: object) -> str:
    return SOURCE.sub("", " ".join((inspect.getdoc(documented) or "").split()))


def _readable(message: str) -> str:
    return PLACEHOLDER.sub(lambda match: f"{{{_words(match[1])}}}", message).replace("%%", "%")


def _words(code: str) -> str:
    return str(code).replace("_", " ").replace("-", " ")
