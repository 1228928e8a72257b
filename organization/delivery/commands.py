"""Webhooks set up, tried and taken out; what people want by mail; sending again."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import refuse
from common.write import check_etag, written
from organization.commands import require
from organization.delivery.failures import Failed, sentence
from organization.delivery.mailing import SALT
from organization.delivery.posting import checked_url
from organization.models import (
    Delivery,
    DeliveryState,
    MailChoice,
    MailMode,
    User,
    Webhook,
    WebhookForm,
)
from organization.notice_kinds import kinds
from organization.outbox import enqueue, write_test
from organization.permissions import Permission

AREA = "webhook"
SECRETS = ("url", "secret")
# What an audit row may say of a webhook.
TOLD = ("name", "form", "language", "kinds", "is_active")


@transaction.atomic
def save_webhook(
    *,
    webhook: Webhook,
    values: Mapping[str, Any],
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Webhook:
    """Add a webhook or change one; an address or secret that is left empty stays as it is.

    Raises ``Refused``: 403, 400 at the field, 412 changed since it was read.
    """
    require(actor, Permission.MANAGE_SETUP)
    at = now or clock.now()
    is_new = webhook.pk is None
    if not is_new:
        webhook = locks.one(Webhook, webhook.pk)
        check_etag(webhook.etag, etag)
    for name, value in values.items():
        if name not in SECRETS or value:
            setattr(webhook, name, value)
    _check(webhook)
    webhook.created_at = webhook.created_at if not is_new else at
    webhook.updated_at = at
    webhook.etag = 1 if is_new else webhook.etag + 1
    webhook.full_clean()
    webhook.save()
    details = {name: str(values[name]) for name in TOLD if name in values}
    changed = [name for name in SECRETS if values.get(name)]
    action = "add_webhook" if is_new else "change_webhook"
    _written(action, webhook, actor, at, {**details, **({"fields": changed} if changed else {})})
    return webhook


def _check(webhook: Webhook) -> None:
    try:
        checked_url(webhook.url)
    except Failed as failed:
        refuse(failed.code, sentence(failed.code, failed.detail), status=400, attr="url")
    if unknown := [one for one in webhook.kinds if one not in kinds()]:
        text = _("There is no kind of notices “%(kind)s”.")
        refuse("unknown", text, status=400, attr="kinds", kind=unknown[0])
    if webhook.form == WebhookForm.GENERIC and not webhook.secret:
        webhook.secret = secrets.token_urlsafe(32)


@transaction.atomic
def remove_webhook(*, webhook: Webhook, actor: User, now: dt.datetime | None = None) -> None:
    """Take a webhook out, with what still waited for it. Raises ``Refused`` (403)."""
    require(actor, Permission.MANAGE_SETUP)
    _written("remove_webhook", webhook, actor, now or clock.now(), {"name": webhook.name})
    webhook.delete()


@transaction.atomic
def try_webhook(*, webhook: Webhook, actor: User, now: dt.datetime | None = None) -> Delivery:
    """Have a test message sent. Raises ``Refused`` (403)."""
    require(actor, Permission.MANAGE_SETUP)
    at = now or clock.now()
    row = write_test(webhook, at)
    _written("try_webhook", webhook, actor, at, {})
    return row


@transaction.atomic
def send_again(*, delivery_id: int, actor: User, now: dt.datetime | None = None) -> Delivery:
    """Try once more what was given up. Raises ``Refused``: 403, 404 it did not fail."""
    require(actor, Permission.MANAGE_SETUP)
    at = now or clock.now()
    rows = locks.many(Delivery.objects.filter(pk=delivery_id, state=DeliveryState.FAILED))
    if not rows:
        refuse("not-found", _("There is nothing to send again."), status=404)
    row = rows[0]
    row.state, row.attempt, row.not_before = DeliveryState.WAITING, 0, at
    row.save(update_fields=["state", "attempt", "not_before"])
    enqueue(row)
    written("send_again", "delivery", str(row.key), actor=actor, now=at)
    return row


@transaction.atomic
def choose_mail(*, user: User, modes: Mapping[str, str]) -> None:
    """When one gets notices by mail, by kind; ``""`` is every kind without a choice of its own, and
    an empty mode takes a choice back. Raises ``Refused`` (400).
    """
    for kind, mode in modes.items():
        if kind and kind not in kinds():
            refuse("unknown", _("There is no kind of notices “%(kind)s”."), status=400, kind=kind)
        if mode and mode not in MailMode.values:
            refuse("invalid", _("Choose one of the offered times."), status=400, attr=kind)
        if mode:
            MailChoice.objects.update_or_create(user=user, kind=kind, defaults={"mode": mode})
        else:
            MailChoice.objects.filter(user=user, kind=kind).delete()


def subscription_of(token: str) -> tuple[User, str] | None:
    """Whose mails of which kind a link ends; None for a link that is not ours."""
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=said["user"]).first()
    return (user, said["kind"]) if user is not None else None


def _written(
    action: str, webhook: Webhook, actor: User, at: dt.datetime, details: dict[str, Any]
) -> None:
    unit = webhook.unit.code if webhook.unit else ""
    written(
        action,
        "webhook",
        webhook.code,
        actor=actor,
        now=at,
        unit=unit,
        details={**details, "host": webhook.host},
    )
