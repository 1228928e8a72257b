"""A company of so many persons whose plans overlap: one plan is made through the commands and
copied within the database; whom each copy approaches is written in bulk.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyroaring import BitMap

    from campaigns.models import Campaign

PERSONS = """
INSERT INTO customers_party (number, ordinal, kind, name)
    SELECT 'Q' || lpad(n::text, 9, '0'), {base} + n, 'person', '王' || n
    FROM generate_series(1, {persons}) n;
INSERT INTO customers_customer (number, party_id, name, phone, tier, attributes, unit_id)
    SELECT 'Q' || lpad(n::text, 9, '0'), first.id + n, '王' || n, '', '', '{{}}',
        (ARRAY[{branches}])[1 + (n::bigint * {count} / ({persons} + 1))::int % {count}]
    FROM generate_series(1, {persons}) n, (
        SELECT id - 1 AS id FROM customers_party WHERE ordinal = {base} + 1
    ) first;
INSERT INTO customers_indexstale (source, shard, ordinals)
    SELECT source, shard, NULL FROM generate_series(0, ({base} + {persons}) >> {shard_bits}) shard,
        unnest(ARRAY['account', 'holding', 'party']) source;
"""
FAMILIES = 6
BRANCHES = 12
PUSHING_EVERY = 3
# The others start up to so many days around the checked plan, which takes 31 days itself.
DAYS_AROUND = 30
CHECKED_SHARE = 0.1


def seed(persons: int, plans: int) -> Campaign:
    """Write the company into an empty database; returns the plan that is to be checked, in
    coordination. A sixth of the others answer the same need with other terms, a third sends SMS
    in two waves, half are spread over everybody and half over some districts.
    """
    from django.db import connection

    from campaigns.enums import CampaignState as S
    from campaigns.models import Campaign, PlanVersion
    from tests.factories.campaigns import make_approved, make_coordinating, make_world
    from tests.factories.channels import make_product
    from tests.factories.crowd import Copies, copy_plans

    seed_people(persons)
    world = make_world()
    for n in range(1, FAMILIES):
        make_product(f"family-{n}")
    checked = make_coordinating(world.planner, **plan_words("50.00"))
    pending = make_coordinating(world.planner, **plan_words("30.00"))
    approved = make_approved(world.planner, world.head, **plan_words("30.00"))
    owners, within = (world.consumer, world.enterprise), 2 * DAYS_AROUND
    half = plans // 2
    for number, source, state, count in (
        (0, pending, S.COORDINATING, plans - half),
        (plans - half, approved, S.APPROVED, half),
    ):
        copy_plans(Copies(source, state, count, 10 - DAYS_AROUND + 1, within), number, owners)
    Campaign.objects.filter(pk__in=[pending.pk, approved.pk]).update(state=S.WITHDRAWN)
    others = list(
        PlanVersion.objects.exclude(campaign__in=[checked.pk, pending.pk, approved.pk])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    _make_different(others)
    versions = [checked.working_id, *others]
    spread = [every_nth(persons, CHECKED_SHARE, 3), *audiences(persons, len(others))]
    _approach(dict(zip(versions, spread, strict=True)))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ANALYZE")
    return Campaign.objects.get(pk=checked.pk)


def seed_people(persons: int) -> None:
    """Write so many persons with their branches, and the index of them, where they are not there
    yet.
    """
    from django.db import connection

    from customers.index.fold import bring_up_to_date
    from customers.models import Party
    from customers.models.index import INDEX_SHARD_BITS
    from tests.bench.bulk import bare
    from tests.factories.campaigns import make_world
    from tests.factories.organization import make_unit

    if Party.objects.filter(number__startswith="Q").exists():
        return
    make_world()
    branches = [make_unit(f"branch-{n}", kind="branch").pk for n in range(BRANCHES)]
    base = Party.objects.order_by("-ordinal").values_list("ordinal", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        with bare("customers_party", "customers_customer"):
            cursor.execute(
                PERSONS.format(
                    base=base,
                    persons=persons,
                    branches=", ".join(map(str, branches)),
                    count=len(branches),
                    shard_bits=INDEX_SHARD_BITS,
                )
            )
    bring_up_to_date()


def plan_words(get: str) -> dict[str, Any]:
    """A plan with an offer, two waves of SMS, and a public channel."""
    from tests.factories.campaigns import day

    return {
        "offers": [
            {
                "product": "recharge",
                "kind": "recharge_gift",
                "pay": "100.00",
                "get": get,
                "stackable": False,
            }
        ],
        "service_plan": {
            "contingency": "回拨",
            "script": "请这样说",
            "terms": "条款",
            "exit_rule": "随时可退",
        },
        "placements": [
            {
                "channel": "sms",
                "product": "recharge",
                "expected_orders": 100,
                "waves": [{"on": day(n).isoformat(), "share": "0.50"} for n in (12, 20)],
            },
            {"channel": "own-hall", "product": "recharge", "expected_orders": 100},
        ],
    }


def _make_different(versions: Sequence[int]) -> None:
    """Share the families out, and leave SMS to every third plan."""
    from campaigns.models import Offer, Placement, Wave
    from channels.models import Product

    products = ["recharge", *(f"family-{n}" for n in range(1, FAMILIES))]
    keys = {one.code: one.pk for one in Product.objects.filter(code__in=products)}
    for place, code in enumerate(products):
        mine = versions[place::FAMILIES]
        Offer.objects.filter(version__in=mine).update(product=keys[code])
        Placement.objects.filter(version__in=mine).update(product=keys[code])
    silent = [one for place, one in enumerate(versions) if place // FAMILIES % PUSHING_EVERY]
    quiet = Placement.objects.filter(version__in=silent, channel__code="sms")
    Wave.objects.filter(placement__in=quiet).delete()
    quiet.delete()


def every_nth(persons: int, share: float, start: int) -> BitMap:
    """So large a part of the persons, evenly spread."""
    from pyroaring import BitMap

    return BitMap(range(start, persons, round(1 / share)))


def audiences(persons: int, count: int) -> Iterator[BitMap]:
    """By turns a twentieth or so of everybody, and up to four districts."""
    from pyroaring import BitMap

    draw = random.Random(7)
    for place in range(count):
        if place % 2:
            yield every_nth(persons, 1 / draw.randint(15, 27), draw.randrange(27))
        else:
            found = BitMap()
            for _ in range(draw.randint(1, 4)):
                first = draw.randrange(persons)
                found.add_range(first, min(first + persons // draw.randint(50, 200), persons))
            yield found


@cache
def part_of(shard: int) -> BitMap:
    """All ordinals of a part."""
    from pyroaring import BitMap

    from customers.models.party_set import SHARD_BITS

    whole = BitMap()
    whole.add_range(shard << SHARD_BITS, (shard + 1) << SHARD_BITS)
    return whole


def _approach(audience_of: dict[int, BitMap]) -> None:
    """Freeze the audiences of submitted versions; none of them is larger than a shard."""
    from django.db import connection

    from common import clock
    from customers.models import PartySet, PartySetShard
    from customers.models.party_set import SHARD_BITS

    now = clock.now()
    sets = PartySet.objects.bulk_create(
        PartySet(
            size=len(one),
            persons=len(one),
            digest=hashlib.sha256(one.serialize()).hexdigest(),
            created_at=now,
        )
        for one in audience_of.values()
    )
    shards = []
    for row, one in zip(sets, audience_of.values(), strict=True):
        for shard in range((one.max() >> SHARD_BITS) + 1):
            part = one & part_of(shard)
            part.run_optimize()
            if part:
                shards.append(
                    PartySetShard(
                        party_set=row, shard=shard, size=len(part), bitmap=part.serialize()
                    )
                )
    PartySetShard.objects.bulk_create(shards, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_planversion version SET audience_set_id = given.party_set,"
            " eligibility_set_id = given.party_set FROM unnest(%s, %s) AS given (version,"
            " party_set) WHERE version.id = given.version",
            [list(audience_of), [row.pk for row in sets]],
        )
