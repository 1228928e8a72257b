from __future__ import annotations

from django.conf import settings
from django.db import models

from campaigns.enums import Category
from coordination.enums import Mode
from coordination.models.component import RoleComponent
from coordination.models.terms import Terms


class Playbook(models.Model):
    """The role components of a category's plans (协同模板), one after the other or side by side.
    Every change is a new version; plans keep the one with which they were first submitted.
    """

    code = models.CharField(max_length=40, unique=True, editable=False)
    category = models.CharField(max_length=16, choices=Category.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.FLOW)
    is_active = models.BooleanField(default=True)
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("category", "mode")
        constraints = [
            models.UniqueConstraint(fields=["category", "mode"], name="playbook_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} · {self.get_mode_display()}"


class PlaybookVersion(models.Model):
    """A playbook as it was saved; immutable, the one of the highest number holds."""

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="playbook_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.playbook_id}/{self.number}"


class PlaybookItem(Terms):
    """A component as a version of a playbook holds it: its words of that day, its own lead and
    gate, and the items that have to be kept first.
    """

    version = models.ForeignKey(PlaybookVersion, models.CASCADE, related_name="items")
    component = models.ForeignKey(RoleComponent, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    waits_for = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["version", "component"], name="playbook_item_once")
        ]

    def __str__(self) -> str:
        return self.label
