"""Which columns of a file mean which field: by their headers, or as in an earlier import."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import replace

from django.conf import settings
from django.utils.translation import override

from customers.imports.field_kinds import Field
from customers.imports.fields import FIELDS
from customers.imports.mapping import Mapping, column_names, read_mapping

Fields = MappingType[str, Field]


def suggest(headers: list[str], fields: Fields = FIELDS) -> dict[str, str]:
    """The columns whose headers say beyond doubt what they hold."""
    by_alias = {
        alias: name for name, field in fields.items() for alias in field.aliases
    } | own_labels(fields)
    found: dict[str, str] = {}
    for column in column_names(headers):
        name = by_alias.get(alias_of(column))
        if name and name not in found:
            found[name] = column
    return {name: found[name] for name in fields if name in found}


def alias_of(header: str) -> str:
    """A header as the aliases of fields are written."""
    return "".join(unicodedata.normalize("NFKC", header).lower().split())


def own_labels(fields: Fields) -> dict[str, str]:
    """The field of each label that the page and the template show, in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {alias_of(str(field.label)): name for name, field in fields.items()}
    return found


def last_mapping(names: list[str], texts: Iterable[str], fields: Fields = FIELDS) -> Mapping | None:
    """The newest of earlier mappings, as TOML, whose columns this file all has."""
    for text in texts:
        mapping = read_mapping(text, fields)
        if "number" in mapping.columns and set(mapping.columns.values()) <= set(names):
            return mapping
    return None


def by_name(mapping: Mapping, names: list[str]) -> Mapping:
    """The mapping with columns by their names where it has them by their places."""
    places = {f"@{place}": name for place, name in enumerate(names, start=1)}
    columns = {
        field: column if column in names else places.get(column, column)
        for field, column in mapping.columns.items()
    }
    return replace(mapping, columns=columns)
