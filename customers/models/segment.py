from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from channels.models.product import Named
from customers.enums import SegmentKind
from customers.models.party_set import PartySet
from organization.models import Unit


class Segment(Named):
    """A named set of customers: by a filter that is evaluated when it is used, or as a fixed list.

    ``definition`` is the filter tree of the API (``customers.filters``), stored canonically: its
    shape is recursive, so rows would say no more than the tree does.
    """

    kind = models.CharField(max_length=6, choices=SegmentKind.choices)
    definition = models.JSONField(null=True, blank=True)
    members = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    etag = models.PositiveIntegerField(default=1, db_default=1)

    class Meta(Named.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SegmentKind.FILTER, definition__isnull=False, members__isnull=True)
                | Q(kind=SegmentKind.LIST, definition__isnull=True, members__isnull=False),
                name="segment_filter_or_list",
                violation_error_message=_("A segment is either a filter or a list."),
            )
        ]
