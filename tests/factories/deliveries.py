"""Webhooks, and messages that did not get through."""

from __future__ import annotations

from common import clock
from organization.models import Delivery, DeliveryState, Way, Webhook, WebhookForm


def make_webhook(code: str) -> Webhook:
    """A webhook of the whole company that nobody answers."""
    now = clock.now()
    return Webhook.objects.create(
        code=code,
        name=code,
        form=WebhookForm.WECOM,
        url="https://robot.example/send?key=k",
        is_active=False,
        created_at=now,
        updated_at=now,
    )


def make_delivery(webhook: Webhook) -> Delivery:
    """A message that was given up."""
    now = clock.now()
    return Delivery.objects.create(
        way=Way.TEST,
        webhook=webhook,
        told_at=now,
        not_before=now,
        state=DeliveryState.FAILED,
        failure="status",
        detail="500",
    )
