"""What channel and product managers change: channels, products, loading rules."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from channels.enums import Fit
from channels.models import Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from channels.registries import Plan, plans
from common import clock, locks
from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission
from organization.rows import require_any, save_row

# Who founds a company enters its first catalogue; later its managers keep it.
CATALOGUE = (Permission.MANAGE_CHANNELS, Permission.MANAGE_PRODUCTS, Permission.MANAGE_SETUP)
CHANNELS = (Permission.MANAGE_CHANNELS, Permission.MANAGE_SETUP)


def save_channel(
    *, channel: Channel, actor: User, reason: str = "", now: dt.datetime | None = None
) -> Channel:
    """Add or change a channel; later checks count with its new capacity.

    Raises ``Refused``: 403; 400 where plans under way use a channel that is taken out of use and
    nobody says why. Raises ``ValidationError``.
    """
    require_any(actor, CHANNELS)
    if (using := left_behind(channel, actor)) and not reason.strip():
        refuse(
            "required",
            _("%(n)s plans under way use this channel. Say why it is taken out of use."),
            status=400,
            attr="reason",
            n=len(using),
        )
    save_row(
        channel,
        kind="channel",
        code=channel.code,
        actor=actor,
        area="channels",
        reason=reason,
        now=now,
    )
    return channel


def left_behind(channel: Channel, actor: User) -> list[Plan]:
    """The plans under way that lose this channel if it is saved as it is now: none while it stays
    in use.
    """
    if channel.is_active or not Channel.objects.filter(pk=channel.pk, is_active=True).exists():
        return []
    return plans().on_channel(actor, channel)


def save_product(*, product: Product, actor: User, now: dt.datetime | None = None) -> Product:
    """Add or change a product. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, CATALOGUE)
    save_row(product, kind="product", code=product.code, actor=actor, area="channels", now=now)
    return product


def save_family(
    *, family: ProductFamily, actor: User, now: dt.datetime | None = None
) -> ProductFamily:
    """Add or change a product family. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, CATALOGUE)
    save_row(family, kind="product_family", code=family.code, actor=actor, area="channels", now=now)
    return family


def save_group(
    *, group: CustomerGroup, actor: User, now: dt.datetime | None = None
) -> CustomerGroup:
    """Add or change a customer group. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, CATALOGUE)
    save_row(group, kind="customer_group", code=group.code, actor=actor, area="channels", now=now)
    return group


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
    require_any(actor, CHANNELS)
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
