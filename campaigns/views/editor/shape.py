"""How each value of the plan's JSON stands in a field of the editor: what the page shows and what a
typed text says.

The form's names are the paths of the API's JSON (``offers.0.pay``), its values are codes. Only what
people type differs from the API: numbers with grouping, shares in per cent, lists with commas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.views.editor.typed import (
    code,
    lines,
    numbers,
    per_cent,
    plain,
    read_condition,
    share,
    show_condition,
)

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
        "campaign": Field(read=code),
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
                "occasion": Field(empty="", counts=False),
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
