"""``{% load deliveries %}``: why a message did not get through."""

from __future__ import annotations

from django import template

from organization.delivery.failures import sentence
from organization.models import Delivery

register = template.Library()


@register.filter
def why_failed(delivery: Delivery) -> str:
    """The reason in the reader's language; empty for none."""
    return sentence(delivery.failure, delivery.detail)
