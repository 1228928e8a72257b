"""What channel and product managers change: channels, products, loading rules."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from channels.enums import Fit
from channels.models import Channel, CustomerGroup, LoadingRule, Product
from common import clock, locks
from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission


def require(actor: User, permission: Permission) -> None:
    """Raise ``Refused`` (403) unless the actor holds the permission."""
    if not actor.may(permission):
        refuse("no-permission", _("Your role does not allow this."), status=403)


def _save(row: models.Model, *, kind: str, code: str, actor: User, now: dt.datetime | None) -> None:
    is_new = row.pk is None
    row.full_clean()
    row.save()
    written(
        f"add_{kind}" if is_new else f"change_{kind}",
        kind,
        code,
        actor=actor,
        now=now,
        log=("channels", "change"),
    )


@transaction.atomic
def save_channel(*, channel: Channel, actor: User, now: dt.datetime | None = None) -> Channel:
    """Add or change a channel; later checks count with its new capacity. Raises ``Refused``,
    ``ValidationError``.
    """
    require(actor, Permission.MANAGE_CHANNELS)
    _save(channel, kind="channel", code=channel.code, actor=actor, now=now)
    return channel


@transaction.atomic
def save_product(*, product: Product, actor: User, now: dt.datetime | None = None) -> Product:
    """Add or change a product. Raises ``Refused``, ``ValidationError``."""
    if not actor.may(Permission.MANAGE_CHANNELS):
        require(actor, Permission.MANAGE_PRODUCTS)
    _save(product, kind="product", code=product.code, actor=actor, now=now)
    return product


@transaction.atomic
def set_fit(
    *,
    product: Product,
    customer_group: CustomerGroup,
    channel: Channel,
    fit: Fit,
    reason: str,
    actor: User,
    now: dt.datetime | None = None,
) -> LoadingRule:
    """Say how well a product suits a group on a channel from today on: ends the rule in force,
    starts its next version.

    Setting the fit that is in force changes nothing. Raises ``Refused`` (403 without permission,
    400 without a reason).
    """
    require(actor, Permission.MANAGE_CHANNELS)
    if not reason.strip():
        refuse("required", _("Say why; the reason stays with the rule."), status=400, attr="reason")
    at = now or clock.now()
    today = clock.today(at)
    key = {"product": product, "customer_group": customer_group, "channel": channel}
    locks.many(Product.objects.filter(pk=product.pk))
    newest = LoadingRule.objects.filter(**key).order_by("-version").first()
    if newest and newest.fit == fit and newest.valid_until is None:
        return newest
    if newest and newest.valid_until is None:
        newest.valid_until = max(newest.valid_from, today - dt.timedelta(days=1))
        newest.save(update_fields=["valid_until"])
    rule = LoadingRule(
        **key,
        fit=fit,
        version=newest.version + 1 if newest else 1,
        reason=reason.strip()[:200],
        valid_from=today,
    )
    rule.full_clean()
    rule.save()
    code = f"{product.code}/{customer_group.code}/{channel.code}"
    written(
        "set_fit",
        "loading_rule",
        code,
        actor=actor,
        now=at,
        log=("channels", "fit"),
        reason=reason,
        from_state=newest.fit if newest else "",
        to_state=fit,
    )
    return rule
