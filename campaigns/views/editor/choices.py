"""What the editor's selects offer, read once for a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.enums import Category, Enrolment, GetKind, Indicator, SourceSide, WaveTarget
from campaigns.models import Campaign, Initiative
from channels.models import Channel, Product
from customers.filters import FieldInfo, filter_fields
from customers.formatting import OPERATORS, choice_words, operator
from customers.models import Segment
from organization.enums import UnitKind
from organization.models import Unit
from resources.models import Resource

Pairs = list[tuple[str, str]]
MAX_SUGGESTIONS = 400
OFFERED_UNITS = frozenset({UnitKind.DEPARTMENT, UnitKind.BRANCH, UnitKind.COMPANY})


def pairs(rows: Iterable[Any]) -> Pairs:
    """Code and word of each row."""
    return [(row.code, row.label) for row in rows]


def labelled(choices: Iterable[tuple[str, Any]]) -> Pairs:
    return [(str(code), str(word)) for code, word in choices]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A list of words to choose a condition's value from."""

    id: str
    words: Sequence[str]


class Choices:
    """Each list is read when a template first asks for it."""

    def __init__(self, campaign: Campaign | None = None) -> None:
        self.campaign = campaign

    @property
    def categories(self) -> Pairs:
        return labelled(Category.choices)

    @property
    def enrolments(self) -> Pairs:
        return labelled(Enrolment.choices)

    @property
    def get_kinds(self) -> Pairs:
        return labelled(GetKind.choices)

    @property
    def indicators(self) -> Pairs:
        return labelled(Indicator.choices)

    @property
    def wave_targets(self) -> Pairs:
        return labelled(WaveTarget.choices)

    @property
    def sides(self) -> Pairs:
        return [
            (SourceSide.INCLUDE, pgettext("audience line", "Add")),
            (SourceSide.EXCLUDE, pgettext("audience line", "Take away")),
        ]

    @property
    def stacking(self) -> Pairs:
        return [
            ("yes", pgettext("stacking", "May be combined")),
            ("no", pgettext("stacking", "Not with others")),
        ]

    @property
    def operators(self) -> Pairs:
        return [(name, operator(name)) for name in OPERATORS]

    @cached_property
    def products(self) -> list[tuple[str, Pairs]]:
        """Products by family."""
        families: dict[str, Pairs] = {}
        rows = (
            Product.objects.filter(is_active=True)
            .select_related("family")
            .order_by("family__code", "code")
        )
        for row in rows:
            families.setdefault(row.family.label, []).append((row.code, row.label))
        return list(families.items())

    @cached_property
    def channels(self) -> list[Channel]:
        return list(Channel.objects.filter(is_active=True))

    @cached_property
    def channel_pairs(self) -> Pairs:
        return pairs(self.channels)

    @cached_property
    def segments(self) -> Pairs:
        return pairs(Segment.objects.filter(is_active=True))

    @cached_property
    def resources(self) -> Pairs:
        return pairs(Resource.objects.filter(is_active=True))

    @cached_property
    def initiatives(self) -> Pairs:
        return pairs(Initiative.objects.filter(is_active=True))

    @cached_property
    def _units(self) -> list[Unit]:
        return list(Unit.objects.active().filter(kind__in=OFFERED_UNITS))

    @property
    def branches(self) -> list[Unit]:
        return [unit for unit in self._units if unit.kind == UnitKind.BRANCH]

    @property
    def places(self) -> Pairs:
        """Where material may be needed: branches first, then departments and the company."""
        return pairs(
            [*self.branches, *(unit for unit in self._units if unit.kind != UnitKind.BRANCH)]
        )

    @property
    def partners(self) -> Pairs:
        """Who may ride along: every department and branch but the owner."""
        own = self.campaign.owner_unit_id if self.campaign else None
        return pairs(
            unit for unit in self._units if unit.kind != UnitKind.COMPANY and unit.pk != own
        )

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        """The fields of conditions by name."""
        return {info.name: info for info in filter_fields()}

    @property
    def field_pairs(self) -> Pairs:
        return [(info.name, str(info.label)) for info in self.fields.values()]

    @property
    def suggestions(self) -> list[Suggestions]:
        """For fields whose values are known: the words that one may choose from."""
        found = [
            (name, list(choice_words(info).values())[:MAX_SUGGESTIONS])
            for name, info in self.fields.items()
            if info.choices
        ]
        return [Suggestions(f"values-{name.replace('.', '-')}", words) for name, words in found]

    @property
    def field_types(self) -> str:
        """For the script: how each field's value is typed, and which comparisons it knows."""
        return json.dumps(
            {
                info.name: {
                    "type": info.type,
                    "ops": list(info.ops),
                    "list": f"values-{info.name.replace('.', '-')}" if info.choices else "",
                }
                for info in self.fields.values()
            }
        )

    @property
    def hints(self) -> Mapping[str, str]:
        """What to type for a comparison that takes more than one value."""
        return {"between": _("from .. to"), "in": _("several, separated by commas")}

    def to_code(self, field: str, value: Any) -> Any:
        """A condition's value with words turned back into the codes that they stand for."""
        info = self.fields.get(field)
        codes = {word.casefold(): code for code, word in choice_words(info).items()}
        if isinstance(value, list):
            return [codes.get(str(one).casefold(), one) for one in value]
        return codes.get(value.casefold(), value) if isinstance(value, str) else value
