"""Which column of a file is which field: read from TOML, suggested from the headers, resolved to
positions.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.text import normalise
from customers.imports.problems import Unusable

POSITION = re.compile(r"@(\d{1,4})", re.ASCII)
REPEATED = re.compile(r"(.+)#(\d{1,3})", re.ASCII)
SHOWN_HEADERS = 12

FIELDS: dict[str, str | Promise] = {
    "number": _("Customer number"),
    "name": _("Name"),
    "phone": _("Phone"),
    "kind": _("Person or organisation"),
    "group": _("Customer group"),
    "tier": _("Tier"),
    "arpu": _("Average monthly spend (CNY)"),
    "joined_on": _("Customer since"),
    "unit": _("Unit"),
    "grid": _("Grid"),
    "product": _("Product held"),
    "holding_starts_on": _("Held from"),
    "holding_ends_on": _("Held until"),
    "organisation": _("Number of the organisation"),
    "organisation_name": _("Name of the organisation"),
    "role": _("Role in the organisation"),
    "title": _("Title in the organisation"),
    "do_not_contact": _("Do not contact"),
    "consent": _("Consent"),
}

# Headers that mean a field beyond doubt, in small letters without blanks.
ALIASES: dict[str, tuple[str, ...]] = {
    "number": (
        "number",
        "customernumber",
        "customerid",
        "customer_id",
        "客户编号",
        "客户号",
        "客户id",
        "用户编号",
        "用户id",
        "用户号",
        "客户号码",
    ),
    "name": ("name", "customername", "名称", "姓名", "客户名称", "客户姓名", "用户姓名"),
    "phone": ("phone", "mobile", "手机", "手机号", "手机号码", "联系电话", "电话"),
    "kind": ("kind", "客户性质", "个人或单位"),
    "group": ("group", "customergroup", "客户类别", "客户群"),
    "tier": ("tier", "grade", "等级", "客户等级", "客户星级", "客户星级标识", "星级"),
    "arpu": ("arpu", "当月arpu", "平均月消费", "月均消费"),
    "joined_on": ("joined_on", "joined", "入网日期", "入网时间", "开户日期"),
    "unit": ("unit", "单位", "单元", "组织单元", "归属单位", "分公司", "支局"),
    "grid": ("grid", "网格", "网格编号", "网格编码"),
    "product": ("product", "产品", "产品编码", "业务", "合约", "套餐"),
    "holding_starts_on": ("holding_starts_on", "合约开始", "合约开始日期", "生效日期"),
    "holding_ends_on": ("holding_ends_on", "合约到期", "合约到期日期", "合约结束日期", "失效日期"),
    "organisation": ("organisation", "organization", "集团编号", "集团编码", "单位编号"),
    "organisation_name": ("organisation_name", "集团名称", "单位名称"),
    "role": ("role", "集团角色"),
    "title": ("title", "职务"),
    "do_not_contact": ("do_not_contact", "免打扰"),
    "consent": ("consent", "营销同意", "同意营销"),
}
A_TEXT = _("a text in quotation marks")
A_NUMBER = _("a whole number")
OPTION_TYPES: dict[str, tuple[type, str | Promise]] = {
    "number_prefix": (str, A_TEXT),
    "keep_unmapped": (bool, _("true or false")),
    "date_format": (str, A_TEXT),
    "sheet": (str, A_TEXT),
    "encoding": (str, A_TEXT),
    "header_row": (int, A_NUMBER),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns`` names a column for each field: ``header``, ``header#2`` for its second, ``@7``
    for the seventh.
    """

    columns: MappingType[str, str]
    number_prefix: str = ""
    keep_unmapped: bool = False
    date_format: str = ""
    sheet: str = ""
    encoding: str = ""
    header_row: int = 0  # 0: where they seem to stand

    def to_toml(self) -> str:
        lines = [
            "[columns]",
            *(f"{name} = {quoted(column)}" for name, column in self.columns.items()),
            "",
            "[options]",
        ]
        for option in OPTION_TYPES:
            value = getattr(self, option)
            if value:
                lines.append(f"{option} = {written(value)}")
        return "\n".join(lines) + "\n"


def written(value: str | bool | int) -> str:
    """The value of an option in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in escaped)
        + '"'
    )


def read_mapping(text: str) -> Mapping:
    """The mapping of a TOML text. Raises ``Unusable`` for wrong syntax, unknown names and wrong
    types.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Unusable("mapping-syntax", problem=str(error)) from error
    columns, options = table(data, "columns"), table(data, "options")
    unknown = [f"[{key}]" for key in data if key not in {"columns", "options"}]
    unknown += [f"columns.{key}" for key in columns if key not in FIELDS] + [
        f"options.{key}" for key in options if key not in OPTION_TYPES
    ]
    if unknown:
        raise Unusable("mapping-unknown", names=unknown)
    for key, value in columns.items():
        if not isinstance(value, str) or not value.strip():
            raise Unusable("mapping-value", name=f"columns.{key}", expected=A_TEXT)
    for key, value in options.items():
        kind, expected = OPTION_TYPES[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Unusable("mapping-value", name=f"options.{key}", expected=expected)
    return Mapping(
        {key: " ".join(normalise(value).split()) for key, value in columns.items()}, **options
    )


def table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise Unusable("mapping-value", name=name, expected=_("a table"))
    return value


def column_names(headers: list[str]) -> list[str]:
    """How each column is named in a mapping: its header, ``header#2`` for a repeated one, ``@7``
    for one without.
    """
    seen: Counter[str] = Counter()
    names = []
    for position, header in enumerate(headers, start=1):
        seen[header] += 1
        names.append(
            f"@{position}"
            if not header
            else header
            if seen[header] == 1
            else f"{header}#{seen[header]}"
        )
    return names


def suggest(headers: list[str]) -> dict[str, str]:
    """The columns whose headers say beyond doubt what they hold."""
    by_alias = {
        alias: name for name, aliases in ALIASES.items() for alias in aliases
    } | own_labels()
    found: dict[str, str] = {}
    for column in column_names(headers):
        name = by_alias.get(alias_of(column))
        if name and name not in found:
            found[name] = column
    return {name: found[name] for name in FIELDS if name in found}


def alias_of(header: str) -> str:
    """A header as ``ALIASES`` has it."""
    return "".join(unicodedata.normalize("NFKC", header).lower().split())


def own_labels() -> dict[str, str]:
    """The field of each label that the page and the template show, in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {alias_of(str(label)): name for name, label in FIELDS.items()}
    return found


def last_mapping(names: list[str], texts: Iterable[str]) -> Mapping | None:
    """The newest of earlier mappings, as TOML, whose columns this file all has."""
    for text in texts:
        mapping = read_mapping(text)
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


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping as positions (from 0) in this file; ``kept`` are the unmapped columns that become
    attributes.
    """

    fields: MappingType[str, int]
    names: list[str]
    headers: list[str]
    kept: list[tuple[int, str]] = field(default_factory=list)


def resolve(mapping: Mapping, headers: list[str]) -> Columns:
    """Find the mapped columns. Raises ``Unusable`` when one is missing or used twice, or none holds
    the number.
    """
    names = column_names(headers)
    require_number(mapping)
    positions: dict[str, int] = {}
    for name, column in mapping.columns.items():
        position = position_of(column, headers, names)
        if position is None:
            shown = headers[:SHOWN_HEADERS] + (["…"] if len(headers) > SHOWN_HEADERS else [])
            raise Unusable("unknown-column", column=column, field=name, headers=shown)
        for other, taken in positions.items():
            if taken == position:
                raise Unusable("column-twice", column=column, first=other, second=name)
        positions[name] = position
    used = set(positions.values())
    kept = (
        [(position, name) for position, name in enumerate(names) if position not in used]
        if mapping.keep_unmapped
        else []
    )
    return Columns(positions, names, headers, kept)


def require_number(mapping: Mapping) -> None:
    """Raise ``Unusable`` unless the mapping says which column holds the customer number."""
    if "number" not in mapping.columns:
        raise Unusable("no-number")


def position_of(column: str, headers: list[str], names: list[str]) -> int | None:
    """Where a column stands, from 0."""
    if column in headers:
        return headers.index(column)
    if column in names:
        return names.index(column)
    if match := POSITION.fullmatch(column):
        position = int(match[1]) - 1
        return position if 0 <= position < len(headers) else None
    if match := REPEATED.fullmatch(column):
        places = [position for position, header in enumerate(headers) if header == match[1]]
        return places[int(match[2]) - 1] if 0 < int(match[2]) <= len(places) else None
    return None
