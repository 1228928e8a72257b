"""The page docs/rules.md, written from the rules and policies themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from django.utils import translation

from common import messages
from findings.facts import Facts
from preflight.policies import PREFIX, Policies
from preflight.rule import Rule
from preflight.rules import all_rules
from preflight.unchecked import TEXTS, UNCHECKED

HEAD = """# The rules of preflight

Written by `manage.py write_docs` from the code; a test fails when it is out of date.

Each finding stores the rule, the case, a subject of codes, facts and ways out; the sentence is made
in the reader's language. Facts of both plans (`…_own`, `…_other`) are told from the checked plan
and change places for the other side. Ratios and percentages are numbers, amounts (yuan) are decimal
texts, days are ISO dates. Facts without a case belong to every finding of the rule.
"""
SOURCE = re.compile(r" Source: .*$")


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
    yield f"## `{rule.code}`: {rule.title}"
    yield ""
    yield SOURCE.sub("", " ".join((type(rule).__doc__ or "").split()))
    yield ""
    yield f"Class {rule.finding_class}, accepted by {str(rule.accepted_by).replace('_', ' ')}."
    yield f"Severities: {listed(rule.severities)}."
    yield f"Subject: {listed(key for entry in rule.subject.entries for key in entry.keys)}."
    yield f"Ways out: {listed(rule.way_out_kinds)}."
    yield ""
    yield "| case | sentence |"
    yield "| --- | --- |"
    for case, sentence in rule.messages.items():
        yield f"| `{case}` | {messages.raw(sentence)} |"
    yield ""
    yield from facts(rule.facts)


def facts(declared: Facts) -> Iterator[str]:
    """A table of declared facts."""
    yield "| fact | holds | cases |"
    yield "| --- | --- | --- |"
    for entry in declared.entries:
        keys = ", ".join(f"`{key}`" for key in entry.keys)
        yield f"| {keys} | {entry.fact.holds} | {listed(entry.cases) if entry.cases else ''} |"
    yield ""


def listed(names: Iterable[object]) -> str:
    """Names in code marks, each once, sorted."""
    return ", ".join(f"`{name}`" for name in sorted({str(name) for name in names})) or "none"


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
    yield "What judges a contact, a launch or a load asks for the value of that day; what judges a"
    yield "plan as a whole, its readiness, risk and rank, for that of the day of the check."
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
