"""Plans as lower floors speak of them: by name to those who may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from campaigns.access import visible_to
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign, Offer, Placement
from campaigns.notices import page_of
from campaigns.people import heads_of
from campaigns.queries import codes_of
from channels.models import Channel
from channels.registries import Plan, Plans, Sold, register_plans
from organization.models import User


def named(user: User, codes: Collection[str]) -> dict[str, Plan]:
    """The plans of these codes that the user may see, by code. One query, none without codes."""
    rows = visible_to(user).filter(code__in=set(codes)) if codes else ()
    return {row.code: _plan(row) for row in rows}


def on_channel(user: User, channel: Channel) -> list[Plan]:
    """The plans under way that use the channel, as far as the user sees them."""
    rows = visible_to(user).filter(state__in=ACTIVE_STATES, working__placements__channel=channel)
    return [_plan(row) for row in rows.order_by("code").distinct()]


def answerable(codes: Collection[str]) -> dict[str, tuple[Plan, list[User]]]:
    """Who answers for each of these plans: its author, who finalised it, the heads of its unit."""
    rows = Campaign.objects.filter(code__in=set(codes)).select_related(
        "owner_unit", "author", "finalised_by"
    )
    return {
        row.code: (
            _plan(row),
            [
                person
                for person in dict.fromkeys(
                    (row.author, row.finalised_by, *heads_of(row.owner_unit))
                )
                if person is not None and person.is_active
            ],
        )
        for row in rows
    }


def sold(texts: Collection[str]) -> dict[str, Sold]:
    """What the plan that each text means ever submitted to sell, by the texts that mean one. Four
    queries; none without texts.
    """
    codes = codes_of(texts) if texts else {}
    if not codes:
        return {}
    submitted = {
        "version__campaign__code__in": set(codes.values()),
        "version__submitted_at__isnull": False,
    }
    offered: dict[int, set[str]] = defaultdict(set)
    for version, product in Offer.objects.filter(**submitted).values_list(
        "version", "product__code"
    ):
        offered[version].add(product)
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for code, version, channel, product in Placement.objects.filter(**submitted).values_list(
        "version__campaign__code", "version", "channel__code", "product__code"
    ):
        pairs[code] |= {(channel, one) for one in ([product] if product else offered[version])}
    plans = Campaign.objects.filter(code__in=set(codes.values())).select_related("owner_unit")
    by_code = {
        plan.code: Sold(code=plan.code, unit=plan.owner_unit, pairs=frozenset(pairs[plan.code]))
        for plan in plans
    }
    return {text: by_code[code] for text, code in codes.items()}


def _plan(row: Campaign) -> Plan:
    return Plan(code=row.code, name=row.name, url=page_of(row))


register_plans(Plans(named=named, on_channel=on_channel, answerable=answerable, sold=sold))
