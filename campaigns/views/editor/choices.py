"""What the selects of one page offer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.enums import Category, Enrolment, GetKind, Indicator, SourceSide, WaveTarget
from campaigns.models import Campaign
from campaigns.views.editor.form import rows_of
from campaigns.views.editor.lists import BRANCHES, VALUES, Choice, Offer, offers
from campaigns.views.editor.shape import CONDITION, Field, Lines, Tuned
from customers.enums import Occasion
from customers.filter_fields import Codes, FieldInfo, Known
from customers.filter_fields import Field as FilterField
from customers.formatting import OPERATORS, operator

Pairs = list[tuple[str, str]]


class Choices:
    """``chosen`` are the codes that stand in the plan, by list: they are offered even where a long
    list is cut.
    """

    categories = Category.choices
    enrolments = Enrolment.choices
    get_kinds = GetKind.choices
    indicators = Indicator.choices
    occasions = Occasion.choices
    wave_targets = WaveTarget.choices

    def __init__(self, campaign: Campaign, chosen: Mapping[str, Iterable[str]]) -> None:
        self.campaign, self.chosen = campaign, chosen

    @property
    def operators(self) -> Pairs:
        return [(name, operator(name)) for name in OPERATORS]

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
    def yes_or_no(self) -> Pairs:
        return [("yes", _("yes")), ("no", _("no"))]

    @cached_property
    def _offers(self) -> dict[str, Offer]:
        return offers(self.campaign, self.chosen)

    def offer(self, kind: str) -> Offer:
        """What a list offers at once."""
        return self._offers.get(kind, Offer())

    @property
    def branches(self) -> list[Choice]:
        return self.offer(BRANCHES).told_apart()

    @cached_property
    def _fields(self) -> dict[str, FilterField]:
        return {one.name: one for one in Known().all()}

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        """The fields of conditions by name, each with the choices that the page knows."""
        return {
            name: FieldInfo(name, one.label, one.type, one.open_ops, tuple(self.values_of(name)))
            for name, one in self._fields.items()
        }

    def values_of(self, name: str) -> Pairs:
        """What the value of a condition may be chosen from."""
        choices = self._fields[name].choices if name in self._fields else None
        if isinstance(choices, Codes):
            return [(row.code, row.label) for row in self.offer(f"{VALUES}{name}").told_apart()]
        return list(choices()) if choices else []

    @property
    def field_pairs(self) -> Pairs:
        return [(one.name, str(one.label)) for one in self._fields.values()]

    @property
    def chosen_fields(self) -> list[str]:
        """The fields whose values are chosen, not typed."""
        return [one.name for one in self._fields.values() if one.choices]

    @property
    def field_types(self) -> str:
        """For the script: how each field's value is typed, and which comparisons it knows."""
        return json.dumps(
            {
                one.name: {"type": one.type, "ops": one.open_ops, "chosen": bool(one.choices)}
                for one in self._fields.values()
            }
        )


def chosen_in(shape: Any, given: Any) -> Iterator[tuple[str, str]]:
    """The codes that stand in a form, each with its list."""
    match shape:
        case Field():
            if shape.offers and isinstance(given, str):
                yield shape.offers, given
        case Tuned() if shape is CONDITION:
            values = given.get("value")
            yield from ((f"{VALUES}{given.get('field')}", str(one)) for one in _listed(values))
        case Tuned():
            yield from chosen_in(shape.fields, given)
        case Lines(row=row) | [row]:
            for _number, one in rows_of(given):
                yield from chosen_in(row, one)
        case _:
            for key, inner in shape.items():
                if isinstance(given, Mapping):
                    yield from chosen_in(inner, given.get(key))


def chosen_in_filter(tree: Any) -> Iterator[tuple[str, str]]:
    """The values of a filter's conditions, each with its list."""
    if isinstance(tree, list):
        for one in tree:
            yield from chosen_in_filter(one)
    elif isinstance(tree, Mapping) and "field" in tree:
        yield from ((f"{VALUES}{tree['field']}", str(one)) for one in _listed(tree.get("value")))
    elif isinstance(tree, Mapping):
        yield from chosen_in_filter(list(tree.values()))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
