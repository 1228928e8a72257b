"""Writes families, products, customer groups and channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from channels.models import Channel, CustomerGroup, Product, ProductFamily
from demo.catalogue_data import FAMILIES
from demo.channels_data import CHANNELS, GROUPS
from organization.models import Unit


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was written, by code."""

    products: Mapping[str, Product]
    groups: Mapping[str, CustomerGroup]
    channels: Mapping[str, Channel]


def load_catalogue(units: Mapping[str, Unit]) -> Catalogue:
    """Write everything that plans choose from."""
    rows = [
        ProductFamily(code=code, name=name, name_en=name_en) for code, name, name_en, *_ in FAMILIES
    ]
    families = {family.code: family for family in ProductFamily.objects.bulk_create(rows)}
    products = [
        Product(
            code=code,
            name=name,
            name_en=name_en,
            family=families[family],
            billing_kind=billing,
            brand=brand,
            exclusive_group=exclusive,
            monthly_fee=Decimal(fee),
            owner_unit=units[owner],
        )
        for family, _, _, owner, billing, lines in FAMILIES
        for code, name, name_en, brand, fee, exclusive in lines
    ]
    groups = [
        CustomerGroup(code=code, name=name, name_en=name_en) for code, name, name_en in GROUPS
    ]
    return Catalogue(
        products={product.code: product for product in Product.objects.bulk_create(products)},
        groups={group.code: group for group in CustomerGroup.objects.bulk_create(groups)},
        channels={
            channel.code: channel for channel in Channel.objects.bulk_create(_channels(units))
        },
    )


def _channels(units: Mapping[str, Unit]) -> list[Channel]:
    return [
        Channel(
            code=code,
            name=name,
            name_en=name_en,
            direction=direction,
            contact_class=contact_class,
            is_public=public,
            is_staffed=staffed,
            needs_consent=consent,
            owner_unit=units[owner],
            capacity_per_day=per_day,
            capacity_per_week=per_week,
            outlets=outlets,
            position=number,
        )
        for number, (
            code,
            name,
            name_en,
            direction,
            contact_class,
            public,
            staffed,
            consent,
            owner,
            per_day,
            per_week,
            outlets,
        ) in enumerate(CHANNELS, start=1)
    ]
