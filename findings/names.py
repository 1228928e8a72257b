"""The words for the codes that findings speak of: channels, products, units, resources, groups,
plans.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from campaigns.access import intentions_for, visible_to
from channels.models import Channel, CustomerGroup, Product
from findings.models import Finding
from findings.types import known_rules
from organization.models import Unit, User
from resources.models import Resource

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONEY = re.compile(r"-?\d+\.\d+")
# The last word of a fact's key says what its codes name.
NOUNS: dict[str, type[Any]] = {
    "channel": Channel,
    "product": Product,
    "group": CustomerGroup,
    "unit": Unit,
    "branch": Unit,
    "branche": Unit,
    "department": Unit,
    "resource": Resource,
}
PLANS = frozenset({"campaign", "plan", "with", "other"})


def noun_of(key: str) -> str:
    """``better_channel`` and ``shared_channels`` speak of a ``channel``; views of either side lose
    their ending first.
    """
    word = key.removesuffix("_own").removesuffix("_other").rsplit("_", 1)[-1]
    return word.removesuffix("s")


class NameResolver:
    """Names for the codes in some findings, read once, as one person may know them."""

    def __init__(self, user: User, findings: Iterable[Finding]) -> None:
        self.names: dict[tuple[str, str], str] = {}
        codes: dict[str, set[str]] = {}
        for finding in findings:
            for values in (
                finding.subject,
                finding.facts,
                *(way["params"] for way in finding.ways_out),
            ):
                _gather(values, codes)
            codes.setdefault("plan", set()).update(
                side.campaign.code for side in finding.sides.all()
            )
        codes.setdefault("channel", set()).update(
            codes.get("to", ())
        )  # where a way out leads: a channel or a day
        for noun, model in NOUNS.items():
            if codes.get(noun):
                self.names |= {
                    (noun, row.code): str(row) for row in model.objects.filter(code__in=codes[noun])
                }
        if plans := codes.get("plan"):
            known = (
                *visible_to(user).filter(code__in=plans),
                *intentions_for(user).filter(code__in=plans),
            )
            self.names |= {("plan", row.code): row.name for row in known}

    def plan(self, code: str) -> str:
        """The name of a plan, or that it is somebody else's secret."""
        return self.names.get(("plan", code)) or str(_("a plan of another department"))

    def knows_plan(self, code: str) -> bool:
        return ("plan", code) in self.names

    def value(self, key: str, value: Any, *, rule: str = "") -> Any:
        """A fact as it stands in a sentence: codes as names, days as dates, money as decimals."""
        info = known_rules().get(rule)
        vocabulary = info.vocabulary.get(key, {}) if info else {}
        if isinstance(value, list):
            return [self.value(key, item, rule=rule) for item in value]
        if not isinstance(value, str):
            return value
        if value in vocabulary:
            return str(vocabulary[value])
        noun = noun_of(key)
        if noun in PLANS:
            return self.plan(value)
        if (noun, value) in self.names:
            return self.names[noun, value]
        if DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
        return Decimal(value) if MONEY.fullmatch(value) else value

    def params(self, values: Mapping[str, Any], *, rule: str = "") -> dict[str, Any]:
        """All values of a mapping as they stand in a sentence."""
        return {key: self.value(key, value, rule=rule) for key, value in values.items()}


def _gather(values: Any, codes: dict[str, set[str]], key: str = "") -> None:
    if isinstance(values, Mapping):
        for name, value in values.items():
            _gather(value, codes, str(name))
    elif isinstance(values, list):
        for value in values:
            _gather(value, codes, key)
    elif isinstance(values, str):
        noun = noun_of(key)
        codes.setdefault("plan" if noun in PLANS else noun, set()).add(values)
