from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from common.display import in_language
from organization.enums import UnitKind

slug_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use lower-case letters, digits and single hyphens.")
)


class UnitQuerySet(models.QuerySet["Unit"]):
    def active(self) -> UnitQuerySet:
        return self.filter(is_active=True)

    def branches(self) -> UnitQuerySet:
        return self.filter(kind=UnitKind.BRANCH)

    def in_tree(self) -> UnitQuerySet:
        """In the order of the tree: each unit below the one above it, siblings by position."""
        places = {
            path: (position, code)
            for path, position, code in Unit.objects.values_list("path", "position", "code")
        }

        def place(path: str) -> list[tuple[int, str]]:
            codes = path.strip("/").split("/")
            return [places[f"/{'/'.join(codes[: n + 1])}/"] for n in range(len(codes))]

        order = [When(path=path, then=n) for n, path in enumerate(sorted(places, key=place))]
        return self.order_by(Case(*order, default=len(order))) if order else self


def paths_above(path: str) -> list[str]:
    """A unit's path and those of all units above it, the company's first."""
    codes = path.strip("/").split("/")
    return [f"/{'/'.join(codes[: n + 1])}/" for n in range(len(codes))]


class Unit(models.Model):
    """Node of the one tree of the company. ``path`` holds the codes from the root, so a subtree is
    one prefix.
    """

    code = models.SlugField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=400, unique=True, editable=False)
    mark = models.CharField(
        max_length=2, blank=True, help_text=_("One character that stands for the unit in charts.")
    )
    mark_en = models.CharField(max_length=2, blank=True)
    colour = models.CharField(
        max_length=4, default="fg", help_text=_("Key of the unit's colour: gk, zq, cp, fg or sg.")
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("position", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(kind=UnitKind.COMPANY),
                name="unit_root_is_company",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Two units of one name below one unit could not be told apart where one is chosen. What
        was so before stays; a name that is given now is looked at.
        """
        before = Unit.objects.filter(pk=self.pk).first()
        beside = Unit.objects.filter(parent=self.parent).exclude(pk=self.pk)
        problems = {
            name: ValidationError(
                _("%(unit)s beside it has this name already."),
                code="taken",
                params={"unit": other.code},
            )
            for name in ("name", "name_en")
            if (given := getattr(self, name))
            and (before is None or getattr(before, name) != given)
            and (other := beside.filter(**{f"{name}__iexact": given}).first())
        }
        if problems:
            raise ValidationError(problems)

    @property
    def label(self) -> str:
        """The name in the active language."""
        return in_language(self.name, self.name_en)

    @property
    def badge(self) -> str:
        """The character that stands for the unit in charts, in the active language."""
        return in_language(self.mark, self.mark_en)

    @property
    def paths_above(self) -> list[str]:
        """The paths of the unit and of all units above it, the company's first."""
        return paths_above(self.path)

    def contains(self, other: Unit) -> bool:
        """Whether ``other`` is this unit or lies below it."""
        return other.path.startswith(self.path)
