"""Playbooks as lists show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.enums import Category
from coordination.enums import Mode
from coordination.models import Playbook, PlaybookItem, PlaybookVersion
from coordination.playbooks.composing import code_of


@dataclass(frozen=True, slots=True)
class Cell:
    """The playbook of a category and mode, if there is one."""

    code: str
    mode: Mode
    playbook: Playbook | None


def playbooks() -> QuerySet[Playbook]:
    """All playbooks with the number of their newest version and of its items."""
    newest = PlaybookVersion.objects.filter(playbook=OuterRef("pk")).order_by("-number")
    items = (
        PlaybookItem.objects.filter(version=OuterRef("newest_pk"))
        .order_by()
        .values("version")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Playbook.objects.annotate(
        newest_pk=Subquery(newest.values("pk")[:1]),
        number=Subquery(newest.values("number")[:1]),
        count=Coalesce(Subquery(items), 0),
    ).order_by("code")


def overview() -> list[tuple[Category, list[Cell]]]:
    """Every category with its playbooks, in one query."""
    known = {(one.category, one.mode): one for one in playbooks()}
    return [
        (
            category,
            [
                Cell(code_of(category, mode), mode, known.get((category.value, mode.value)))
                for mode in Mode
            ],
        )
        for category in Category
    ]
