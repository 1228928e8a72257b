"""How each value of the plan's JSON stands in a field of the editor: what the page shows and what a
typed text says.

The form's names are the paths of the API's JSON (``offers.0.pay``), its values are codes. Only what
people type differs from the API: numbers with grouping, shares in per cent, lists with commas.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from customers.filter_fields import LIST_OPS, field_of

# A field that is left out of the JSON: the plan's default counts, or what stands there already.
OMIT = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One value. ``empty`` is what an empty field says, ``absent`` what one says that was not sent.

    ``counts``: whether it, filled, makes a row; a select with a first choice does not. ``offers``:
    of what kind the codes are that it offers. ``many``: a group of fields of one name.
    """

    read: Callable[[str], Any] = str
    show: Callable[[Any], str] = str
    empty: Any = OMIT
    absent: Any = OMIT
    counts: bool = True
    offers: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """An audience: rows that each name their ``side``, and in the JSON a list for each side.

    ``optional``: null unless the form's ``own`` is filled.
    """

    row: Tuned
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Tuned:
    """An object whose fields depend on each other: ``read`` finishes what was read, ``show``
    prepares what is shown.
    """

    fields: Mapping[str, Any]
    read: Callable[[dict[str, Any]], Any]
    show: Callable[[Any], Any] = dict


def plain(text: str) -> str:
    """A number as people type it, without grouping, currency or full-width digits."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").strip("¥元")


def share(text: str) -> str:
    """Per cent as a ratio: ``60%`` and ``60`` are 0.6; below 1 the ratio itself was meant. Anything
    else stays as it is.
    """
    digits = plain(text).rstrip("%")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return digits
    return str(value if 0 < value < 1 and "%" not in plain(text) else value / 100)


def per_cent(ratio: float | str) -> str:
    return f"{Decimal(str(ratio)) * 100:.0f}%"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def numbers(text: str) -> list[str]:
    """Customer numbers, one per line or separated by commas or spaces."""
    return text.replace("，", " ").replace(",", " ").split()


def read_condition(given: dict[str, Any]) -> dict[str, Any]:
    """A condition with its value in the shape that its comparison takes."""
    op, typed = given.get("op", ""), given.get("value", "")
    texts = typed if isinstance(typed, list) else [str(typed).strip()]
    parts = (
        typed
        if isinstance(typed, list)
        else [part.strip() for part in _commas(texts[0]).split(",") if part.strip()]
    )
    value: Any = texts[0] if texts else ""
    if op == "is_null":
        value = value != "no"
    elif op == "between":
        ends = value.replace("–", "..").replace("~", "..").split("..")
        value = [one.strip() for one in ends if one.strip()]
        value = value if len(value) == 2 else parts
    elif op in LIST_OPS:
        value = parts
    return {"field": given.get("field", ""), "op": op, "value": value}


def _commas(text: str) -> str:
    return text.replace("，", ",").replace("、", ",")


def show_condition(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A condition with its value as one would type it; codes stay codes. Nothing for what is no
    plain condition.
    """
    if "field" not in stored:
        return {}
    op, value = stored["op"], stored["value"]
    if op == "is_null":
        value = "yes" if value else "no"
    elif has_choices(stored["field"]):
        value = value if isinstance(value, list) else [value]
    elif isinstance(value, list):
        value = (" .. " if op == "between" else ", ").join(value)
    return {"field": stored["field"], "op": op, "value": value}


def has_choices(name: str) -> bool:
    """Whether the values of a field of conditions are chosen from a list."""
    field = field_of(name)
    return field is not None and field.choices is not None


def read_source(given: dict[str, Any]) -> dict[str, Any]:
    """A source without the filter that nobody has filled."""
    if not given.get("filter", {}).get("all", True):
        given.pop("filter")
    return given


TEXT = Field(empty="")
CODE = Field()
NUMBER = Field(read=plain)
SHARE = Field(read=share, show=per_cent)
PRODUCT = Field(offers="products")
STACKING = Field(
    read={"yes": True, "no": False}.get,
    show=lambda value: {True: "yes", False: "no"}.get(value, ""),
    empty=None,
    counts=False,
)
CHOICE = Field(counts=False)
CONDITION = Tuned(
    {"field": CODE, "op": CHOICE, "value": Field(empty="")}, read_condition, show_condition
)
SOURCE = Tuned(
    {
        "segment": Field(read=str.strip, offers="segments"),
        "campaign": Field(read=str.strip),
        "list": Field(read=numbers, show="\n".join),
        "stored": CODE,
        "filter": {"all": [CONDITION]},
    },
    read_source,
)
TARGET = {"indicator": CODE, "value": NUMBER}
SECTIONS: dict[str, dict[str, Any]] = {
    "basics": {
        "name": TEXT,
        "category": TEXT,
        "starts_on": TEXT,
        "ends_on": TEXT,
        "branches": Field(many=True),
        "objective": TEXT,
        "external_code": TEXT,
        "initiative": Field(empty=None, offers="initiatives"),
        "contacts": TEXT,
        "notes": TEXT,
        "enrolment": TEXT,
        "flex_days": Field(read=plain, empty="0"),
        "budget": Field(read=plain, empty=None),
        "urgent": Field(read=bool, show=lambda on: "on" if on else "", absent=False),
        "targets": [TARGET],
    },
    "offers": {
        "offers": [
            {
                "product": PRODUCT,
                "description": TEXT,
                "kind": CHOICE,
                "pay": NUMBER,
                "get": NUMBER,
                "get_kind": CHOICE,
                "get_value": NUMBER,
                "payout_months": NUMBER,
                "min_spend": NUMBER,
                "lock_months": NUMBER,
                "stackable": STACKING,
                "exclusive_group": TEXT,
            }
        ],
        "participants": [
            {
                "unit": Field(offers="partners"),
                "product": PRODUCT,
                "enrolment": CHOICE,
                "cost_share": SHARE,
                "targets": [TARGET],
            }
        ],
    },
    "audience": {"audience": Lines(SOURCE), "eligibility": Lines(SOURCE, optional=True)},
    "channels": {
        "placements": [
            {
                "channel": Field(offers="channels"),
                "product": PRODUCT,
                "expected_orders": NUMBER,
                "exclude": [SOURCE],
                "waves": [
                    {
                        "on": CODE,
                        "from": CODE,
                        "until": CODE,
                        "share": Field(read=share, show=per_cent, counts=False),
                        "to": CHOICE,
                    }
                ],
            }
        ]
    },
    "resources": {
        "resource_requests": [
            {
                "resource": Field(offers="resources"),
                "unit": Field(offers="places"),
                "quantity": NUMBER,
                "needed_by": CODE,
            }
        ]
    },
    "service": {
        "service_plan": {
            "contingency": TEXT,
            "script": TEXT,
            "training_on": Field(empty=None),
            "terms": TEXT,
            "exit_rule": TEXT,
            "scripts": [{"campaign": CHOICE, "text": CODE}],
        }
    },
    "comms": {"selling_points": Field(read=lines, show="\n".join, empty=[])},
}
PLAN = {root: shape for section in SECTIONS.values() for root, shape in section.items()}
