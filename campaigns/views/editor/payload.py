"""From the editor's form to the plan's JSON, section by section, and back from an error of the JSON
to the form's field.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from campaigns.enums import SourceKind, SourceSide

Path = tuple[str | int, ...]
LISTS = frozenset({"in", "not_in"})


@dataclass(slots=True)
class Payload:
    """The JSON of a section. ``aliases`` lead from a path in it to the path of the same thing in
    the form's data.

    ``kept`` names lines of an audience that are taken over from the stored plan as they are, by the
    path of their place.
    """

    data: dict[str, Any] = field(default_factory=dict)
    aliases: dict[Path, Path] = field(default_factory=dict)
    kept: dict[Path, str] = field(default_factory=dict)

    def form_path(self, path: Path) -> Path:
        """Where the form shows what stands at ``path`` in the JSON."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.aliases:
                return (*self.aliases[path[:length]], *path[length:])
        return path


def plain(text: Any) -> str:
    """A number as people type it, without grouping, currency or full-width digits."""
    return unicodedata.normalize("NFKC", str(text)).replace(",", "").replace(" ", "").strip("¥元")


def share(text: Any) -> str:
    """Per cent as a ratio: ``60%`` and ``60`` are 0.6; below 1 the ratio itself was meant. Anything
    else stays as it is.
    """
    digits = plain(text).rstrip("%")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return digits
    return str(value if 0 < value < 1 and "%" not in plain(text) else value / 100)


def is_blank(row: Mapping[str, Any], *defaults: str) -> bool:
    """Whether nobody has typed anything into a row yet; selects with a first choice (``defaults``)
    do not count.
    """
    return not any(value for name, value in row.items() if name not in defaults)


def compact(row: Mapping[str, Any], **convert: Callable[[Any], Any]) -> dict[str, Any]:
    """The filled fields of a row, some of them converted; an empty field takes the plan's
    default.
    """
    return {
        name: convert.get(name, str)(value)
        for name, value in row.items()
        if value not in ("", [], {})
    }


def rows_of(data: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The rows of a list with their places; what is not a list of rows has none."""
    rows = data.get(name)
    return (
        [(at, row) for at, row in enumerate(rows) if isinstance(row, Mapping)]
        if isinstance(rows, list)
        else []
    )


def put_rows(payload: Payload, name: str, rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
    """Add a list; blank rows are gone, so each remembers the place that it has in the form."""
    payload.data[name] = [row for _at, row in rows]
    payload.aliases.update({(name, n): (name, at) for n, (at, _row) in enumerate(rows)})


def basics(data: Mapping[str, Any]) -> Payload:
    names = (
        "name",
        "category",
        "starts_on",
        "ends_on",
        "objective",
        "external_code",
        "contacts",
        "notes",
        "enrolment",
    )
    payload = Payload({name: data[name] for name in names if name in data})
    payload.data |= {
        "branches": data.get("branches") or [],
        "initiative": data.get("initiative") or None,
        "flex_days": plain(data.get("flex_days") or "0"),
        "budget": plain(data.get("budget") or "") or None,
        "urgent": bool(data.get("urgent")),
    }
    put_rows(
        payload,
        "targets",
        [
            (at, compact(row, value=plain))
            for at, row in rows_of(data, "targets")
            if not is_blank(row)
        ],
    )
    return payload


AMOUNTS = dict.fromkeys(
    ("pay", "get", "get_value", "payout_months", "min_spend", "lock_months"), plain
)


def offers(data: Mapping[str, Any]) -> Payload:
    payload = Payload()
    tiers = []
    for at, row in rows_of(data, "offers"):
        if is_blank(row, "get_kind", "stackable", "kind"):
            continue
        tier = compact(row, **AMOUNTS)
        tier["stackable"] = {"yes": True, "no": False}.get(str(row.get("stackable", "")))
        tiers.append((at, tier))
    put_rows(payload, "offers", tiers)
    partners = []
    for at, row in rows_of(data, "participants"):
        if not is_blank(row, "enrolment", "targets"):
            partners.append((at, compact(row, cost_share=share, targets=_json)))
    put_rows(payload, "participants", partners)
    return payload


def _json(text: Any) -> Any:
    try:
        return json.loads(str(text))
    except ValueError:
        return str(text)


def audience(data: Mapping[str, Any]) -> Payload:
    payload = Payload({"audience": {"include": [], "exclude": []}, "eligibility": None})
    _sources(payload, "audience", "sources", data)
    if data.get("eligibility_own"):
        payload.data["eligibility"] = {"include": [], "exclude": []}
        _sources(payload, "eligibility", "eligible", data)
    return payload


def _sources(payload: Payload, key: str, name: str, data: Mapping[str, Any]) -> None:
    for at, row in rows_of(data, name):
        side = str(row.get("side") or SourceSide.INCLUDE)
        if side not in SourceSide.values or not (source := source_of(row)):
            continue
        lines = payload.data[key][side]
        place: Path = (key, side, len(lines))
        payload.aliases[place] = (name, at)
        for inner, outer in _inner(source):
            payload.aliases[*place, *inner] = (name, at, *outer)
        if row.get("keep"):
            payload.kept[place] = str(row["keep"])
        lines.append(source)


def source_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """One line of an audience; empty where nothing was chosen yet. A kept line stands as its mark
    until it is put back.
    """
    kind = str(row.get("kind", ""))
    if row.get("keep"):
        return {"keep": row["keep"]}
    if kind in {SourceKind.SEGMENT, SourceKind.CAMPAIGN}:
        return {kind: str(row[kind]).strip()} if row.get(kind) else {}
    if kind == SourceKind.LIST:
        numbers = [
            number
            for line in str(row.get("list", "")).splitlines()
            for number in line.replace("，", ",").replace(",", " ").split()
        ]
        return {"list": numbers} if numbers else {}
    conditions = [
        condition_of(one) for _at, one in rows_of(row, "filter") if not is_blank(one, "op")
    ]
    return {"filter": {"all": conditions}} if conditions else {}


def _inner(source: Mapping[str, Any]) -> Iterator[tuple[Path, Path]]:
    for n in range(len(source.get("filter", {}).get("all", ()))):
        yield ("filter", "all", n), ("filter", n)
    yield ("segment",), ("segment",)


def condition_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A condition with its value in the shape that its comparison takes."""
    op, text = str(row.get("op", "")), str(row.get("value", "")).strip()
    values = [
        part.strip()
        for part in text.replace("，", ",").replace("、", ",").split(",")
        if part.strip()
    ]
    value: Any = text
    if op == "is_null":
        value = text != "no"
    elif op == "between":
        value = [
            part.strip()
            for part in text.replace("–", "..").replace("~", "..").split("..")
            if part.strip()
        ]
        value = value if len(value) == 2 else values
    elif op in LISTS:
        value = values
    return {"field": str(row.get("field", "")), "op": op, "value": value}


def channels(data: Mapping[str, Any]) -> Payload:
    payload = Payload()
    placements: list[tuple[int, dict[str, Any]]] = []
    for at, row in rows_of(data, "placements"):
        if is_blank(row, "waves", "exclude") and not any(
            not is_blank(wave, "to", "share") for _n, wave in rows_of(row, "waves")
        ):
            continue
        waves = [
            (n, wave_of(wave))
            for n, wave in rows_of(row, "waves")
            if not is_blank(wave, "to", "share")
        ]
        left_out = [(n, source) for n, one in rows_of(row, "exclude") if (source := source_of(one))]
        place = len(placements)
        payload.aliases.update(
            {
                ("placements", place, "waves", k): ("placements", at, "waves", n)
                for k, (n, _w) in enumerate(waves)
            }
        )
        payload.aliases.update(
            {
                ("placements", place, "exclude", k): ("placements", at, "exclude", n)
                for k, (n, _s) in enumerate(left_out)
            }
        )
        payload.kept.update(
            {
                ("placements", place, "exclude", k): one["keep"]
                for k, (_n, one) in enumerate(left_out)
                if "keep" in one
            }
        )
        simple = {
            name: value
            for name, value in row.items()
            if name in {"channel", "product", "expected_orders"}
        }
        placement = compact(simple, expected_orders=plain) | {
            "waves": [w for _n, w in waves],
            "exclude": [s for _n, s in left_out],
        }
        placements.append((at, placement))
    put_rows(payload, "placements", placements)
    return payload


def wave_of(row: Mapping[str, Any]) -> dict[str, Any]:
    return compact(
        {name: row[name] for name in ("on", "from", "until", "share", "to") if name in row},
        share=share,
    )


def resources(data: Mapping[str, Any]) -> Payload:
    payload = Payload()
    rows = [
        (at, compact(row, quantity=plain))
        for at, row in rows_of(data, "resource_requests")
        if not is_blank(row)
    ]
    put_rows(payload, "resource_requests", rows)
    return payload


def service(data: Mapping[str, Any]) -> Payload:
    given = data.get("service_plan")
    plan = dict(given) if isinstance(given, Mapping) else {}
    payload = Payload({"service_plan": plan})
    scripts = [(at, dict(row)) for at, row in rows_of(plan, "scripts") if row.get("text")]
    plan["scripts"] = [row for _at, row in scripts]
    payload.aliases = {
        ("service_plan", "scripts", n): ("service_plan", "scripts", at)
        for n, (at, _row) in enumerate(scripts)
    }
    plan["training_on"] = plan.get("training_on") or None
    return payload


def comms(data: Mapping[str, Any]) -> Payload:
    points = [
        line.strip() for line in str(data.get("selling_points", "")).splitlines() if line.strip()
    ]
    aliases: dict[Path, Path] = {
        ("selling_points", n): ("selling_points",) for n in range(len(points))
    }
    return Payload({"selling_points": points}, aliases)


def flat_errors(errors: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every message of a serializer's errors with the path that it stands at."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            parts = (
                []
                if name == "non_field_errors"
                else [int(part) if part.isdigit() else part for part in str(name).split(".")]
            )
            yield from flat_errors(inner, (*path, *parts))
    elif isinstance(errors, list | tuple):
        for at, inner in enumerate(errors):
            yield from flat_errors(
                inner, (*path, at) if isinstance(inner, Mapping | list | tuple) else path
            )
    elif errors:
        yield path, str(errors)
