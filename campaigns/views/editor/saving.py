"""A section on its way from the form into the plan: parsed, checked by the API's own serializer,
handed to the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from campaigns.api.serializers import PlanSerializer
from campaigns.audiences import Audience, Source, stored_sources
from campaigns.formdata import Nested, parse
from campaigns.models import Campaign, PlanVersion
from campaigns.views.editor.choices import Choices
from campaigns.views.editor.payload import Path, Payload, flat_errors
from campaigns.views.editor.sections import KINDS
from campaigns.views.editor.values import keep_key

GONE = _("This line is no longer part of the plan; load the page again.")


@dataclass(slots=True)
class Attempt:
    """What came of checking a section: the plan's values for the command, or the sentences at the
    form's fields by name.
    """

    nested: Nested
    payload: Payload
    plan: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return not self.errors


def attempt(
    section: str,
    posted: QueryDict,
    campaign: Campaign,
    version: PlanVersion,
    viewer: Any,
    choices: Choices,
) -> Attempt:
    """Check the posted fields of a section against the plan."""
    kind = KINDS[section]
    nested = parse(posted, roots=kind.roots)
    payload = kind.build(nested.data)
    words_to_codes(payload.data, choices)
    tried = Attempt(nested, payload)
    data = without_kept(payload)
    serializer = PlanSerializer(campaign, data=data, partial=True, context={"viewer": viewer})
    if serializer.is_valid():
        tried.plan = dict(serializer.validated_data)
        tried.errors = put_back(tried, version)
    else:
        for path, text in flat_errors(serializer.errors):
            place = payload.form_path(path_with_kept(path, payload))
            tried.errors.setdefault(nested.name_of(place), []).append(text)
    return tried


def words_to_codes(data: Mapping[str, Any], choices: Choices) -> None:
    """In every condition, the words that people chose become the codes that they stand for."""
    lines = [
        line
        for key in ("audience", "eligibility")
        for side in (data.get(key) or {}).values()
        for line in side
    ]
    lines += [
        line for placement in data.get("placements", ()) for line in placement.get("exclude", ())
    ]
    for line in lines:
        for condition in (
            line.get("filter", {}).get("all", ()) if isinstance(line.get("filter"), dict) else ()
        ):
            condition["value"] = choices.to_code(condition["field"], condition["value"])


def _lists(payload: Payload) -> dict[Path, list[Any]]:
    """The lists of audience lines in a payload, by their path."""
    found: dict[Path, list[Any]] = {}
    for key in ("audience", "eligibility"):
        for side, lines in (payload.data.get(key) or {}).items():
            found[key, side] = lines
    for at, placement in enumerate(payload.data.get("placements", ())):
        found["placements", at, "exclude"] = placement["exclude"]
    return found


def without_kept(payload: Payload) -> dict[str, Any]:
    """The payload for the serializer, without the lines that are taken over unseen."""
    data = dict(payload.data)
    for key in ("audience", "eligibility"):
        if data.get(key):
            data[key] = {
                side: [line for line in lines if "keep" not in line]
                for side, lines in data[key].items()
            }
    if "placements" in data:
        data["placements"] = [
            row | {"exclude": [line for line in row["exclude"] if "keep" not in line]}
            for row in data["placements"]
        ]
    return data


def path_with_kept(path: Path, payload: Payload) -> Path:
    """A path in what the serializer saw as a path in the payload with its kept lines."""
    for base, lines in _lists(payload).items():
        if path[: len(base)] == base and len(path) > len(base) and isinstance(path[len(base)], int):
            seen = [at for at, line in enumerate(lines) if "keep" not in line]
            place = int(path[len(base)])
            return (*base, seen[place] if place < len(seen) else place, *path[len(base) + 1 :])
    return path


def put_back(tried: Attempt, version: PlanVersion) -> dict[str, list[str]]:
    """Put the kept lines back in their places. A line that the plan does not hold (any more) is an
    error at its row.
    """
    if not tried.payload.kept:
        return {}
    rows = list(version.sources.all())
    stored = dict(zip((keep_key(row) for row in rows), stored_sources(rows), strict=True))
    errors: dict[str, list[str]] = {}
    for base, lines in _lists(tried.payload).items():
        marks = [str(line["keep"]) for line in lines if "keep" in line]
        if not marks:
            continue
        for at, line in enumerate(lines):
            if "keep" in line and str(line["keep"]) not in stored:
                name = tried.nested.name_of(tried.payload.form_path((*base, at)))
                errors.setdefault(name, []).append(str(GONE))
        if not errors:
            _merge(
                tried.plan,
                base,
                [stored[str(line["keep"])] if "keep" in line else None for line in lines],
            )
    return errors


def _merge(plan: dict[str, Any], base: Path, slots: list[Source | None]) -> None:
    """Fill the empty slots with the checked lines, in order."""
    if base[0] == "placements":
        placement = plan["placements"][base[1]]
        checked = iter(placement["exclude"])
        placement["exclude"] = [slot or next(checked) for slot in slots]
        return
    audience: Audience = plan[str(base[0])]
    checked = iter(getattr(audience, str(base[1])))
    plan[str(base[0])] = replace(
        audience, **{str(base[1]): [slot or next(checked) for slot in slots]}
    )
