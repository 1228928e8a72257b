from __future__ import annotations

from django.db import models

from channels.models import Product
from customers.models.segment import Segment


class ProductTarget(models.Model):
    """For whom a product is meant (业务目标客群): one segment for each product."""

    product = models.OneToOneField(Product, models.CASCADE, related_name="target")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("product__code",)

    def __str__(self) -> str:
        return f"{self.product} – {self.segment}"
