from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from channels.models.product import Named
from customers.enums import SegmentKind, SegmentRefresh
from customers.models.party_set import PartySet
from organization.models import Unit


class Segment(Named):
    """A named set of customers: by a filter, or as a fixed list. A filter is evaluated when it is
    used; one that is refreshed otherwise means whom it meant at ``kept_at``, who are ``kept``.

    ``definition`` is the filter tree of the API (``customers.filters``), stored canonically: its
    shape is recursive, so rows would say no more than the tree does.
    """

    kind = models.CharField(max_length=6, choices=SegmentKind.choices)
    definition = models.JSONField(null=True, blank=True)
    members = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    refresh = models.CharField(
        max_length=8,
        choices=SegmentRefresh.choices,
        default=SegmentRefresh.LIVE,
        db_default=SegmentRefresh.LIVE,
    )
    kept = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="kept_by"
    )
    kept_at = models.DateTimeField(null=True, blank=True)
    etag = models.PositiveIntegerField(default=1, db_default=1)

    class Meta(Named.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SegmentKind.FILTER, definition__isnull=False, members__isnull=True)
                | Q(kind=SegmentKind.LIST, definition__isnull=True, members__isnull=False),
                name="segment_filter_or_list",
                violation_error_message=_("A segment is either a filter or a list."),
            ),
            models.CheckConstraint(
                condition=Q(refresh=SegmentRefresh.LIVE, kept__isnull=True, kept_at__isnull=True)
                | Q(kind=SegmentKind.FILTER, kept__isnull=False, kept_at__isnull=False),
                name="segment_kept_or_live",
                violation_error_message=_("Only a filter is refreshed at times."),
            ),
        ]


class SegmentVersion(models.Model):
    """Whom a segment meant, from when on and by whose word. Never changed: an earlier one is used
    again by a new version that says the same.
    """

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField(null=True, blank=True)
    members = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True)
    kept = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="kept_by_version"
    )
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["segment", "number"], name="segment_version_once"),
            models.CheckConstraint(
                condition=Q(definition__isnull=False, members__isnull=True)
                | Q(definition__isnull=True, members__isnull=False),
                name="segment_version_filter_or_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id} version {self.number}"
