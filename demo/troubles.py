"""The open troubles of the company, ready to be seen: plans that contradict, crowd, press or bind
their customers.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.enums import CampaignState as S
from customers.models import Customer
from demo.backdated import BackdatedPlan, backdate
from demo.plans import Planner
from demo.populace import Firm, Person, Populace
from demo.segments import every, where
from demo.terms import top_up
from demo.world import World

ONE = dt.timedelta(days=1)
LISTED = 40
PHONES = 12
PREPAID = {
    "filter": every(
        where("kind", "eq", "person"),
        where("attributes.付费方式", "eq", "预付费"),
        where("arpu", "between", ["30", "58"]),
    )
}
SMALL_FIRMS = {"filter": every(where("kind", "eq", "organisation"), where("tier", "ne", "A 类"))}


def clashing_offers(planner: Planner) -> list[dict[str, Any]]:
    """Pay 100 get 50 at the social outlets against the enterprise's pay 100 get 30: in the crowded
    week, and at the National Day.
    """
    plans = []
    for where_, season, days in (("K", "{season}", 31), ("N", "国庆", 38)):
        plans += [
            planner.plan(
                owner="consumer",
                name=f"{season}充100送50",
                product="recharge",
                category="promotion",
                starts_on=planner.first_day(f"{where_}0"),
                days=days,
                audience=[PREPAID],
                channels="os",
                offer=top_up("50.00", description="充100送50，当月到账"),
            ),
            planner.plan(
                owner="enterprise",
                name=f"{season}集团成员充100送30",
                product="recharge",
                category="promotion",
                starts_on=planner.first_day(f"{where_}3"),
                days=days,
                audience=[SMALL_FIRMS],
                channels="oh",
                offer=top_up("30.00", description="集团成员充100送30"),
            ),
        ]
    return plans


def enrolled_by_default(planner: Planner) -> dict[str, Any]:
    """A data service that is switched on with the plan unless the customer objects."""
    return planner.plan(
        owner="product",
        name="视频彩铃随套餐开通",
        product="video-ring",
        category="data",
        starts_on=planner.first_day("K1"),
        days=40,
        audience="U4",
        channels="a",
        enrolment="forced",
    )


def short_of_leaflets(planner: Planner) -> dict[str, Any]:
    """A plan that wants more leaflets in one branch than lie there and are sure to come."""
    starts_on = planner.first_day("37")
    asks = [
        {
            "resource": "leaflet-a4",
            "unit": unit,
            "quantity": quantity,
            "needed_by": (starts_on - 8 * ONE).isoformat(),
        }
        for unit, quantity in (("branch-east", 20_000), ("branch-south", 20_000))
    ]
    return planner.plan(
        owner="consumer",
        name="{season}返乡亲情号",
        product="family-number",
        category="mobile_service",
        starts_on=starts_on,
        days=30,
        audience="J3",
        channels="hs",
        resource_requests=asks,
    )


def phones_for_one(
    world: World, planner: Planner, populace: Populace
) -> tuple[list[BackdatedPlan], dict[str, Any]]:
    """Two approved plans and a third one in coordination, each of which calls one and the same
    general manager about a gift phone; the third one has a phone for everybody on its list.
    """
    manager = general_manager(populace)
    others = [person for person in _callable(populace) if person is not manager]
    numbers = dict(
        Customer.objects.filter(party__in=[p.key for p in (manager, *others)]).values_list(
            "party", "number"
        )
    )
    size = min(LISTED, len(others) // 3)
    rows = (
        ("consumer", "钻石客户礼机回馈", "device-contract", "device", "10"),
        ("enterprise", "集团关键人关怀礼机", "device-contract", "device", "13"),
        ("product", "新通话体验官礼机", "call-hd", "mobile_service", "24"),
    )
    plans = []
    for number, (owner, name, product, category, start) in enumerate(rows):
        people = [manager, *others[number * size : (number + 1) * size]]
        if owner == "product":
            people = people[:PHONES]  # its list of recipients is settled: a phone for each
        starts_on = planner.first_day(start)
        plans.append(
            planner.plan(
                owner=owner,
                name=name,
                product=product,
                category=category,
                starts_on=starts_on,
                days=25,
                audience=[
                    {"filter": every(where("number", "in", sorted(numbers[p.key] for p in people)))}
                ],
                channels="c",
                resource_requests=[
                    {
                        "resource": "gift-phone",
                        "unit": "branch-east",
                        "quantity": PHONES,
                        "needed_by": (starts_on - 3 * ONE).isoformat(),
                    }
                ],
            )
        )
    told = [
        backdate(
            world.scenario, plan, S.APPROVED, author=world.planner_of(plan["owner_unit"]).username
        )
        for plan in plans[:2]
    ]
    return told, plans[2]


def general_manager(populace: Populace) -> Person:
    """The head of the largest firm whose general manager may be called."""
    reachable = set(populace.agreed_to_calls) - set(populace.quiet)
    firms: list[Firm] = sorted(populace.firms, key=lambda firm: (-len(firm.members), firm.ordinal))
    return next(firm.contacts[0] for firm in firms if firm.contacts[0].ordinal in reachable)


def _callable(populace: Populace) -> list[Person]:
    """Persons who agreed to calls and are on no list, in their order: managers first."""
    reachable = set(populace.agreed_to_calls) - set(populace.quiet)
    managers = [
        firm.contacts[0] for firm in populace.firms if firm.contacts[0].ordinal in reachable
    ]
    return list({person.key: person for person in managers}.values())
