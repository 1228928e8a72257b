"""What a finished run stood on, rule by rule: for the page and the API alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from common.models import Change
from findings.models import CheckRun, Finding, KeptRun
from findings.rule_info import rule_of
from organization.policies import Declared, declared
from preflight.policies import PREFIX
from preflight.run_words import INPUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class DataVersion:
    """How far a kind of data had come: the newest change that the run read, and when it was."""

    kind: str
    version: int
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRead:
    """A policy with the value of the day of the check, and those that hold from later days on."""

    key: str
    label: str | Promise
    unit: str | Promise
    value: str
    later: tuple[tuple[dt.date, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRead:
    name: str
    label: str | Promise
    data: DataVersion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRead:
    """What one rule read, and how much it found."""

    code: str
    title: str | Promise
    findings: int
    policies: tuple[PolicyRead, ...]
    inputs: tuple[InputRead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """A run with what it stood on. ``plans`` are those compared, with revision and state then;
    ``control`` says how many of a hundred persons were in the control group from when.
    """

    run: CheckRun
    as_of: dt.date | None
    rules: tuple[RuleRead, ...]
    plans: tuple[Mapping[str, Any], ...]
    control: tuple[tuple[dt.date, int], ...]
    can_be_replayed: bool


def run_view(run: CheckRun) -> RunView:
    """Three queries."""
    told: Mapping[str, Any] = run.inputs
    rows = Finding.objects.filter(fingerprint__in=run.fingerprints).values_list("rule", flat=True)
    found = Counter(rows.order_by())
    versions = versions_at(run.calendar_version)
    policies = policies_of(told)
    return RunView(
        run=run,
        as_of=day_of(told["as_of"]) if "as_of" in told else None,
        rules=tuple(
            RuleRead(
                code=code,
                title=rule_of(code).title,
                findings=found[code],
                policies=tuple(policies[one] for one in read["policies"] if one in policies),
                inputs=tuple(input_of(one, versions) for one in read["inputs"]),
            )
            for code, read in told.get("rules", {}).items()
        ),
        plans=tuple(told.get("plans", ())),
        control=tuple((day_of(since), size) for since, size in told.get("control_group", ())),
        can_be_replayed=KeptRun.objects.filter(run=run).exists(),
    )


def day_of(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def input_of(name: str, versions: Mapping[str, DataVersion]) -> InputRead:
    label, kind = INPUTS.get(name, (name, ""))
    return InputRead(name=name, label=label, data=versions.get(kind))


def versions_at(version: int) -> dict[str, DataVersion]:
    """The newest change of each kind up to a version of the change log, in one query."""
    kinds = sorted({kind for _label, kind in INPUTS.values() if kind})
    newest = [newest_of(kind, version) for kind in kinds]
    return {
        kind: DataVersion(kind=kind, version=at, at=when)
        for kind, at, when in newest[0].union(*newest[1:])
    }


def newest_of(kind: str, version: int) -> QuerySet[Change, tuple[str, int, dt.datetime]]:
    rows = Change.objects.filter(kind=kind, version__lte=version).order_by("-version")
    return rows.values_list("kind", "version", "happened_at")[:1]


def policies_of(told: Mapping[str, Any]) -> dict[str, PolicyRead]:
    """The values that the run stood on, by the policy's name."""
    known = {key.removeprefix(PREFIX): one for key, one in declared().items()}
    held: Mapping[str, str] = told.get("policies", {})
    return {
        name: PolicyRead(
            key=PREFIX + name,
            label=known[name].label,
            unit=known[name].unit,
            value=said(known[name], text),
            later=tuple(changes(known[name], text, told.get("later_policies", ()))),
        )
        for name, text in held.items()
        if name in known
    }


def changes(
    policy: Declared, text: str, later: Iterable[Mapping[str, Any]]
) -> Iterable[tuple[dt.date, str]]:
    """The days on which the value changes, with what it is then."""
    name = policy.key.removeprefix(PREFIX)
    for one in later:
        then = one["values"].get(name, text)
        if then != text:
            yield day_of(one["from"]), said(policy, then)
        text = then


def said(policy: Declared, text: str) -> str:
    """A stored value as pages show it."""
    plain = text
    if isinstance(policy.default, tuple):
        plain = ",".join(part.strip(" '\"") for part in text.strip("()").split(",") if part.strip())
    return policy.said(policy.parse(plain)) if policy.is_usable(plain) else text
