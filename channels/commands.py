"""What channel and product managers change: channels, products, loading rules."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from channels.enums import Fit
from channels.models import Channel, CustomerGroup, LoadingRule, Product
from channels.registries import Plan, plans
from common import clock, locks
from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission


def require(actor: User, permission: Permission) -> None:
    """Raise ``Refused`` (403) unless the actor holds the permission."""
    if not actor.may(permission):
        refuse("no-permission", _("Your role does not allow this."), status=403)


def _save(
    row: models.Model,
    *,
    kind: str,
    code: str,
    actor: User,
    now: dt.datetime | None,
    reason: str = "",
) -> None:
    before = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    row.full_clean()
    row.save()
    written(
        f"change_{kind}" if before else f"add_{kind}",
        kind,
        code,
        actor=actor,
        now=now,
        log=("channels", "change"),
        reason=reason,
        details={"changed": differences(before, row)} if before else {},
    )


def differences(before: models.Model, after: models.Model) -> dict[str, list[str | None]]:
    """The fields that differ, each with what it was and what it is."""
    values = {
        field.name: (field.value_from_object(before), field.value_from_object(after))
        for field in after._meta.concrete_fields
    }
    return {
        name: [None if one is None else str(one) for one in pair]
        for name, pair in values.items()
        if pair[0] != pair[1]
    }


@transaction.atomic
def save_channel(
    *, channel: Channel, actor: User, reason: str = "", now: dt.datetime | None = None
) -> Channel:
    """Add or change a channel; later checks count with its new capacity.

    Raises ``Refused``: 403; 400 where plans under way use a channel that is taken out of use and
    nobody says why. Raises ``ValidationError``.
    """
    require(actor, Permission.MANAGE_CHANNELS)
    if (using := left_behind(channel, actor)) and not reason.strip():
        refuse(
            "required",
            _("%(n)s plans under way use this channel. Say why it is taken out of use."),
            status=400,
            attr="reason",
            n=len(using),
        )
    _save(channel, kind="channel", code=channel.code, actor=actor, now=now, reason=reason)
    return channel


def left_behind(channel: Channel, actor: User) -> list[Plan]:
    """The plans under way that lose this channel if it is saved as it is now: none while it stays
    in use.
    """
    if channel.is_active or not Channel.objects.filter(pk=channel.pk, is_active=True).exists():
        return []
    return plans().on_channel(actor, channel)


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

    The fit in force with another reason is a version of its own, for the reason is what people
    read; with the same reason there is nothing to say: Raises ``Refused`` (409), also 403 without
    permission and 400 without a reason.
    """
    require(actor, Permission.MANAGE_CHANNELS)
    if not reason.strip():
        refuse("required", _("Say why; the reason stays with the rule."), status=400, attr="reason")
    at = now or clock.now()
    today = clock.today(at)
    key = {"product": product, "customer_group": customer_group, "channel": channel}
    locks.many(Product.objects.filter(pk=product.pk))
    newest = LoadingRule.objects.filter(**key).order_by("-version").first()
    is_open = newest is not None and newest.valid_until is None
    if newest and is_open and (newest.fit, newest.reason) == (fit, reason.strip()[:200]):
        refuse(
            "unchanged",
            _("The rule says this already, for the same reason. Nothing was changed."),
            attr="reason",
        )
    if newest and is_open:
        newest.valid_until = max(newest.valid_from, today - dt.timedelta(days=1))
        newest.save(update_fields=["valid_until"])
    rule = LoadingRule(
        **key,
        fit=fit,
        version=newest.version + 1 if newest else 1,
        reason=reason.strip()[:200],
        valid_from=today,
        set_by=actor,
        set_at=at,
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
