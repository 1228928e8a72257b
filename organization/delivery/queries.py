"""What administrators see of webhooks and of what did not get through."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from organization.models import Delivery, DeliveryState, Webhook


def webhooks_with_trouble() -> QuerySet[Webhook]:
    """All webhooks, each with how many messages ``failed`` and ``waiting``, and when one was last
    ``sent_at``.
    """
    return (
        Webhook.objects.select_related("unit")
        .annotate(
            failed=Count("deliveries", filter=Q(deliveries__state=DeliveryState.FAILED)),
            waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
            last_sent_at=Max("deliveries__sent_at"),
        )
        .order_by("code")
    )


def failed() -> QuerySet[Delivery]:
    """What was given up, and what failed and waits for its next attempt; the newest first."""
    stuck = Q(state=DeliveryState.FAILED) | Q(state=DeliveryState.WAITING) & ~Q(failure="")
    return Delivery.objects.filter(stuck).select_related("user", "webhook").order_by("-told_at")
