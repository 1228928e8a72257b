"""A section on its way from the form into the plan: read as the API's JSON, checked by the API's
own serializer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from campaigns.models import Campaign, PlanVersion
from campaigns.plan_json.plan import PlanSerializer
from campaigns.plan_json.representation import plan_json
from campaigns.unsaved import changed_version
from campaigns.views.editor.along import moved_along
from campaigns.views.editor.form import Path, Read, nested, read, show
from campaigns.views.editor.lines import StoredLines, mark_of
from campaigns.views.editor.others import name_by_code
from campaigns.views.editor.shape import OMIT, PLAN, SECTIONS
from organization.models import User


@dataclass(slots=True)
class Attempt:
    """What came of reading a section: the plan's values for the command, or the sentences at the
    form's fields by name. ``tree`` is what was typed.
    """

    section: str
    tree: Mapping[str, Any]
    read: Read
    plan: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)


def posted_section(section: str, posted: QueryDict) -> Attempt:
    """A section as it was posted, not checked yet."""
    tree = nested(posted)
    return Attempt(section, tree, read(SECTIONS[section], tree))


def shown(campaign: Campaign, version: PlanVersion, viewer: User) -> dict[str, Any]:
    """The form of the whole plan as it is stored."""
    return dict(show(PLAN, plan_json(campaign, version, viewer, references=mark_of)))


def check(
    tried: Attempt,
    campaign: Campaign,
    version: PlanVersion,
    viewer: User,
    *,
    since: dt.date | None = None,
) -> None:
    """Check what was changed against the plan, as a PATCH of the API is: what stands as it stood is
    neither checked nor written again. With ``since``, what was planned for that first day comes
    along.
    """
    campaign.working = version
    stored = read(PLAN, shown(campaign, version, viewer)).data
    name_by_code(tried.read.data, viewer)
    moved = moved_along(tried.read.data, version, since) if since else {}
    if moved:
        campaign.working = changed_version(version, moved)
    changed = {
        name: value for name, value in tried.read.data.items() if value != stored.get(name, OMIT)
    }
    context = {"viewer": viewer, "stored": StoredLines(version)}
    serializer = PlanSerializer(campaign, data=changed, partial=True, context=context)
    if serializer.is_valid():
        tried.plan = moved | dict(serializer.validated_data)
    for path, text in flat_errors(serializer.errors):
        tried.errors.setdefault(tried.read.name_of(path), []).append(text)


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
            is_part = isinstance(inner, Mapping | list | tuple)
            yield from flat_errors(inner, (*path, at) if is_part else path)
    elif errors:
        yield path, str(errors)
