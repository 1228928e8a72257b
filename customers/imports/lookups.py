"""Everything that cells of a file may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from channels.models import CustomerGroup, Product
from customers.models import GridUnit
from organization.models import Unit


@dataclass(frozen=True, slots=True)
class ProductRef:
    id: int
    exclusive_group: str


@dataclass(frozen=True, slots=True)
class GridRef:
    id: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class Lookups:
    """Everything that cells may name, by code and, where it is unique, by name; None stands for a
    name of several.
    """

    groups: dict[str, Any]
    units: dict[str, Any]
    grids: dict[str, Any]
    products: dict[str, Any]


def by_code_and_name(rows: Iterable[tuple[Any, str, str, str]]) -> dict[str, Any]:
    """(value, code, name, English name) → value by each of them; a code goes before a name."""
    found: dict[str, Any] = {}
    codes: dict[str, Any] = {}
    for value, code, name, name_en in rows:
        codes[code] = value
        for word in {name, name_en} - {""}:
            found[word] = None if word in found else value
    return found | codes


def load_lookups() -> Lookups:
    """In four queries."""
    groups = CustomerGroup.objects.values_list("id", "code", "name", "name_en")
    units = Unit.objects.values_list("id", "code", "name", "name_en")
    grids = GridUnit.objects.values_list("id", "code", "name", "unit_id")
    products = Product.objects.values_list("id", "code", "name", "name_en", "exclusive_group")
    return Lookups(
        groups=by_code_and_name(groups),
        units=by_code_and_name(units),
        grids=by_code_and_name(
            (GridRef(key, unit), code, name, "") for key, code, name, unit in grids
        ),
        products=by_code_and_name(
            (ProductRef(key, group), code, name, name_en)
            for key, code, name, name_en, group in products
        ),
    )
