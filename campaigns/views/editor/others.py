"""Other plans that an audience names: found by name or code, however the code is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaigns.access import visible_to
from campaigns.models import Campaign
from campaigns.views.editor.lists import Choice
from campaigns.views.editor.typed import CODE
from common.folding import has_words
from organization.models import User

SUGGESTED = 12
LONGEST = 80


def suggested(user: User, campaign: Campaign, text: str) -> list[Choice]:
    """The plans with a frozen audience whose name or code holds the text, newest first."""
    found = (
        visible_to(user)
        .filter(
            has_words(text.strip()[:LONGEST], "code", "name"), working__audience_set__isnull=False
        )
        .exclude(pk=campaign.pk)
        .order_by("-code")[:SUGGESTED]
    )
    return [Choice(one.code, one.name) for one in found]


def name_by_code(data: Any, user: User) -> None:
    """Where the form names another plan by its name, put the code of the one plan of that name."""
    for source in _sources(data):
        named = str(source["campaign"])
        if CODE.fullmatch(named):
            continue
        found = list(visible_to(user).filter(name=named).values_list("code", flat=True)[:2])
        if len(found) == 1:
            source["campaign"] = found[0]


def _sources(data: Any) -> Iterator[dict[str, Any]]:
    audiences = [data.get("audience"), data.get("eligibility")]
    rows = [row for one in audiences if one for side in one.values() for row in side]
    rows += [row for one in data.get("placements", []) for row in one.get("exclude", [])]
    yield from (row for row in rows if row.get("campaign"))
