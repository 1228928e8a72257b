"""What channel and product managers change: channels, products, loading rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from channels.enums import Fit
from channels.models import (
    BrandPair,
    CallRate,
    Channel,
    CustomerGroup,
    HotlineCalls,
    HotlineRoster,
    LoadingRule,
    Product,
    ProductFamily,
)
from channels.models.hotline import HotlineDay
from channels.registries import Plan, plans
from common import clock, locks
from common.errors import refuse, words_within
from common.write import written
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

# Who founds a company enters its first catalogue; later its managers keep it.
CATALOGUE = (Permission.MANAGE_CHANNELS, Permission.MANAGE_PRODUCTS, Permission.MANAGE_SETUP)
CHANNELS = (Permission.MANAGE_CHANNELS, Permission.MANAGE_SETUP)
# What suits a product is said by those who answer for products.
PRODUCTS = (Permission.MANAGE_PRODUCTS, Permission.MANAGE_CHANNELS, Permission.MANAGE_SETUP)
BRANDS = "brands"
HOTLINE = (Permission.MANAGE_HOTLINE, Permission.MANAGE_SETUP)
# Areas of the change log; ``preflight.readers`` says which plans a change of each touches.
HOTLINE_DAYS, CALL_RATES = "hotline", "call-rates"
HOTLINE_OBJECTS = {HotlineCalls: "hotline_calls", HotlineRoster: "hotline_roster"}
MOST_CELLS = 500
LONGEST_REASON = 200
# By what checks tell a channel: what it counts as, and how much it carries.
COUNTS_AS = (
    "is_active",
    "direction",
    "contact_class",
    "is_public",
    "is_staffed",
    "needs_consent",
)
CAPACITIES = ("capacity_per_day", "capacity_per_week")

Cell = tuple[Product, CustomerGroup, Channel]


def save_channel(
    *, channel: Channel, actor: User, reason: str = "", now: dt.datetime | None = None
) -> Channel:
    """Add or change a channel; later checks count with its new capacity.

    Raises ``Refused``: 403; 400 where plans under way use a channel that becomes another one for
    them and nobody says why. Raises ``ValidationError``.
    """
    require_any(actor, CHANNELS)
    if (using := unsettled(channel, actor)) and not reason.strip():
        refuse(
            "required",
            ngettext(
                "%(n)s plan under way uses this channel. Say why it changes for it.",
                "%(n)s plans under way use this channel. Say why it changes for them.",
                len(using),
            ),
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


def unsettled(channel: Channel, actor: User) -> list[Plan]:
    """The plans under way for which the channel, saved as it is now, becomes another one: out of
    use, of another kind, or less than it was. None while it only carries more.
    """
    before = Channel.objects.filter(pk=channel.pk, is_active=True).first()
    if before is None:
        return []
    is_other = any(getattr(before, name) != getattr(channel, name) for name in COUNTS_AS)
    is_less = any(
        carries is not None and (carried is None or carries < carried)
        for carries, carried in (
            (getattr(channel, name), getattr(before, name)) for name in CAPACITIES
        )
    )
    return plans().on_channel(actor, channel) if is_other or is_less else []


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


def save_pair(*, pair: BrandPair, actor: User, now: dt.datetime | None = None) -> BrandPair:
    """Add or change two brands that are not sold together. Raises ``Refused``,
    ``ValidationError``.
    """
    require_any(actor, PRODUCTS)
    save_row(pair, kind="brand_pair", code=pair.code, actor=actor, area=BRANDS, now=now)
    return pair


def remove_pair(*, pair: BrandPair, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a pair that was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, PRODUCTS)
    remove_row(pair, kind="brand_pair", code=pair.code, actor=actor, area=BRANDS, now=now)


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
    rules = set_fits(
        cells=[(product, customer_group, channel)], fit=fit, reason=reason, actor=actor, now=now
    )
    return rules[0]


@transaction.atomic
def set_fits(
    *,
    cells: Sequence[Cell],
    fit: Fit,
    reason: str,
    actor: User,
    now: dt.datetime | None = None,
) -> list[LoadingRule]:
    """``set_fit`` for many cells, all or none; those that say so already for the same reason are
    left as they are. Returns the new versions. Raises ``Refused``: 403; 400 without a cell, without
    a reason or for more than ``MOST_CELLS``; 409 where every cell says so already.
    """
    require_any(actor, CHANNELS)
    if not cells or len(cells) > MOST_CELLS:
        sentence = _("Choose at least one cell, and at most %(most)s at once.")
        refuse("invalid", sentence, status=400, attr="cell", most=MOST_CELLS)
    why = words_within(reason, LONGEST_REASON, attr="reason")
    if not why:
        refuse("required", _("Say why; the reason stays with the rule."), status=400, attr="reason")
    at = now or clock.now()
    locks.many(Product.objects.filter(pk__in={product.pk for product, _group, _channel in cells}))
    said = [_set_one(cell, fit, why, actor, at) for cell in dict.fromkeys(cells)]
    rules = [rule for rule in said if rule is not None]
    if not rules:
        refuse(
            "unchanged",
            _("The rule says this already, for the same reason. Nothing was changed."),
            attr="reason",
        )
    return rules


def _set_one(cell: Cell, fit: Fit, reason: str, actor: User, at: dt.datetime) -> LoadingRule | None:
    """The next version of one rule; None where the one in force says the same."""
    product, customer_group, channel = cell
    today = clock.today(at)
    key = {"product": product, "customer_group": customer_group, "channel": channel}
    newest = LoadingRule.objects.filter(**key).order_by("-version").first()
    is_open = newest is not None and newest.valid_until is None
    if newest and is_open and (newest.fit, newest.reason) == (fit, reason):
        return None
    if newest and is_open:
        newest.valid_until = max(newest.valid_from, today - dt.timedelta(days=1))
        newest.save(update_fields=["valid_until"])
    rule = LoadingRule(
        **key,
        fit=fit,
        version=newest.version + 1 if newest else 1,
        reason=reason,
        valid_from=today,
        set_by=actor,
        set_at=at,
    )
    rule.full_clean()
    rule.save()
    written(
        "set_fit",
        "loading_rule",
        f"{product.code}/{customer_group.code}/{channel.code}",
        actor=actor,
        now=at,
        log=("channels", "fit"),
        reason=reason,
        from_state=newest.fit if newest else "",
        to_state=fit,
    )
    return rule


def hotline_code(row: HotlineDay) -> str:
    """How logs and addresses name a row: the type of its days and the first of them."""
    return f"{row.day_type}.{row.valid_from.isoformat()}"


def save_hotline_day(*, row: HotlineDay, actor: User, now: dt.datetime | None = None) -> HotlineDay:
    """Add or change calls or a roster. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, HOTLINE)
    save_row(
        row,
        kind=HOTLINE_OBJECTS[type(row)],
        code=hotline_code(row),
        actor=actor,
        area=HOTLINE_DAYS,
        now=now,
    )
    return row


def remove_hotline_day(*, row: HotlineDay, actor: User, now: dt.datetime | None = None) -> None:
    """Take out what was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, HOTLINE)
    remove_row(
        row,
        kind=HOTLINE_OBJECTS[type(row)],
        code=hotline_code(row),
        actor=actor,
        area=HOTLINE_DAYS,
        now=now,
    )


def save_call_rate(*, rate: CallRate, actor: User, now: dt.datetime | None = None) -> CallRate:
    """Add or change how many calls a kind of contact brings. Raises ``Refused`` (403),
    ``ValidationError``.
    """
    require_any(actor, HOTLINE)
    save_row(rate, kind="call_rate", code=rate.contact_class, actor=actor, area=CALL_RATES, now=now)
    return rate


def remove_call_rate(*, rate: CallRate, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a rate that was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, HOTLINE)
    remove_row(
        rate, kind="call_rate", code=rate.contact_class, actor=actor, area=CALL_RATES, now=now
    )
