"""What customers hold, as the CRM tells it in bulk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from channels.models import Product
from common import locks
from common.write import written
from customers import access
from customers.models import Customer, Holding
from organization.models import User
from organization.permissions import Permission

MOST = 10_000
Key = tuple[int, int, dt.date | None]


@dataclass(frozen=True, slots=True)
class Upserted:
    created: int
    changed: int
    unchanged: int


@transaction.atomic
def upsert_holdings(
    *, holdings: Sequence[Mapping[str, Any]], actor: User, now: dt.datetime | None = None
) -> Upserted:
    """Create or change holdings, named by customer ``number``, ``product`` code and ``starts_on``;
    the last one of a key wins.

    ``exclusive_group`` is the product's unless said. Raises ``Refused`` (403), or
    ``ValidationError`` naming each wrong one, and then changes nothing.
    """
    access.require(Permission.IMPORT_CUSTOMERS, actor)
    wanted = _wanted(holdings)
    customers = {key[0] for key in wanted}
    known = {
        (row.customer_id, row.product_id, row.starts_on): row
        for row in locks.many(Holding.objects.filter(customer__in=customers))
    }
    fresh = [row for key, row in wanted.items() if key not in known]
    changed = []
    for key, row in wanted.items():
        old = known.get(key)
        if old is not None and (old.ends_on, old.exclusive_group) != (
            row.ends_on,
            row.exclusive_group,
        ):
            old.ends_on, old.exclusive_group = row.ends_on, row.exclusive_group
            changed.append(old)
    Holding.objects.bulk_create(fresh, batch_size=2000)
    Holding.objects.bulk_update(changed, ["ends_on", "exclusive_group"], batch_size=2000)
    if fresh or changed:
        details = {"created": len(fresh), "changed": len(changed)}
        written(
            "customers.holdings",
            "holdings",
            "bulk",
            actor=actor,
            now=now,
            log=("customers", "change"),
            of=["holdings"],
            details=details,
        )
    return Upserted(len(fresh), len(changed), len(holdings) - len(fresh) - len(changed))


def _wanted(holdings: Sequence[Mapping[str, Any]]) -> dict[Key, Holding]:
    """The holdings as they shall be. Raises ``ValidationError`` with the place of each wrong
    one.
    """
    customers = dict(
        Customer.objects.filter(number__in={row["number"] for row in holdings}).values_list(
            "number", "id"
        )
    )
    products = {
        row.code: row
        for row in Product.objects.filter(code__in={row["product"] for row in holdings})
    }
    errors: dict[str, list[ValidationError]] = {}
    wanted: dict[Key, Holding] = {}
    for place, row in enumerate(holdings):
        starts_on, ends_on = row.get("starts_on"), row.get("ends_on")
        for name, table in (("number", customers), ("product", products)):
            if row[name] not in table:
                errors[f"holdings.{place}.{name}"] = [
                    ValidationError(
                        _("Unknown: %(values)s."), code="unknown", params={"values": row[name]}
                    )
                ]
        if starts_on and ends_on and ends_on < starts_on:
            errors[f"holdings.{place}.ends_on"] = [
                ValidationError(_("The end lies before the start."), code="dates_reversed")
            ]
        if not errors:
            product = products[row["product"]]
            group = row.get("exclusive_group") or product.exclusive_group
            key = (customers[row["number"]], product.pk, starts_on)
            wanted[key] = Holding(
                customer_id=key[0],
                product=product,
                starts_on=starts_on,
                ends_on=ends_on,
                exclusive_group=group,
            )
    if errors:
        raise ValidationError(errors)
    return wanted
