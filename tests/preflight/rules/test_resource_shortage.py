from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from campaigns.enums import CampaignState
from findings.enums import Severity
from preflight.applying import EDITS
from preflight.context import Context
from preflight.gifts import GiftFacts
from preflight.rules.resource_shortage import ResourceShortage
from preflight.snapshot_parts import RequestLine
from resources.availability import Coming, Held, Supply
from tests.preflight.builders import cases_of, context, day, findings, only, plan, ways

RULE = ResourceShortage()


def request(
    quantity: int, unit: str = "branch-east", *, resource: str = "leaflet", by: str = "2026-09-25"
) -> RequestLine:
    return RequestLine(resource=resource, unit=unit, quantity=quantity, needed_by=day(by))


def there(
    on_hand: int = 0,
    *,
    coming: tuple[tuple[int, str], ...] = (),
    held: tuple[tuple[int, str], ...] = (),
    asked: tuple[tuple[int, str], ...] = (),
) -> Supply:
    """Pieces on hand, deliveries with their day, what campaigns hold firmly and only asked for."""
    return Supply(
        on_hand=on_hand,
        coming=tuple(Coming(day(on), pieces) for pieces, on in coming),
        held=(
            *(Held(campaign, pieces, day("2026-09-20")) for pieces, campaign in held),
            *(
                Held(campaign, pieces, day("2026-09-20"), is_hard=False)
                for pieces, campaign in asked
            ),
        ),
    )


def shelves(east: Supply | None = None, **others: Supply) -> Context:
    """The leaflets of the branches."""
    named = {"east": east, **others}
    return context(
        supplies={("leaflet", f"branch-{at}"): one for at, one in named.items() if one is not None}
    )


OTHER, OWN = "C2026-0002", "C2026-0001"


def test_an_amendment_needs_what_its_plan_has_not_had():
    amendment = plan(requests=(request(500),))
    had = replace(there(100), had=300)

    found = only(RULE, amendment, shelves(had))

    assert (found.facts["requested"], found.facts["short_by"]) == (200, 100)
    assert found.facts["by_branch"]["branch-east"]["on_hand"] == 100
    assert ways(found)["reduce_request"].params["quantity"] == 400
    assert findings(RULE, amendment, shelves(replace(had, had=400))) == []
    assert findings(RULE, amendment, shelves(replace(had, had=501))) == []


@pytest.mark.parametrize(
    ("east", "cases"),
    [
        pytest.param(there(100), [], id="just enough"),
        pytest.param(there(99), ["hard"], id="one short"),
        pytest.param(None, ["hard"], id="nothing there"),
        pytest.param(there(60, coming=((40, "2026-09-25"),)), [], id="arrives in time"),
        pytest.param(there(60, coming=((40, "2026-09-26"),)), ["hard"], id="arrives a day late"),
        pytest.param(there(120, held=((21, OTHER),)), ["hard"], id="others hold it firmly"),
        pytest.param(there(120, asked=((21, OTHER),)), ["soft"], id="others asked for it"),
        pytest.param(there(100, held=((50, OWN),)), [], id="this plan's own"),
    ],
)
def test_what_is_missing(east, cases):
    assert cases_of(RULE, plan(requests=(request(100),)), shelves(east)) == cases


def test_one_finding_for_a_resource_with_all_its_branches():
    checked = plan(
        requests=(
            request(100),
            request(80, "branch-west"),
            request(10, "branch-north"),
            request(5, resource="gift"),
        )
    )
    around = shelves(
        there(70, held=((20, OTHER),), asked=((30, OTHER),)), west=there(60), north=there(40)
    )

    gift, leaflet = findings(RULE, checked, around)

    assert (gift.subject, leaflet.subject) == ({"resource": "gift"}, {"resource": "leaflet"})
    assert leaflet.severity == Severity.BLOCKING
    assert (leaflet.facts["short_by"], leaflet.facts["units"]) == (
        70,
        ["branch-east", "branch-west"],
    )
    assert leaflet.facts["by_branch"]["branch-east"] == {
        "requested": 100,
        "on_hand": 70,
        "arriving": 0,
        "held_hard": 20,
        "held_soft": 30,
        "short_by": 50,
        "needed_by": "2026-09-25",
        "short_on": "2026-09-25",
    }
    assert leaflet.facts["holders"] == {"C2026-0002": 20}


def test_ways_out_say_what_is_left():
    around = shelves(there(70), west=there(50, asked=((10, OTHER),)), north=there(20))

    found = ways(only(RULE, plan(requests=(request(100), request(15, "branch-west"))), around))

    assert found["transfer_stock"].params == {
        "resource": "leaflet",
        "from": "branch-west",
        "to": "branch-east",
        "quantity": 25,
    }
    assert found["transfer_stock"].effect == {"short_before": 30, "short_after": 5, "left_there": 0}
    assert not found["transfer_stock"].solves
    assert found["reduce_request"].params == {
        "resource": "leaflet",
        "unit": "branch-east",
        "quantity": 70,
    }
    assert found["accept"].effect == {"quantity_now": 70, "back_order": 30}


def test_a_soft_shortage_warns():
    found = only(
        RULE,
        plan(requests=(request(100),)),
        shelves(there(110, asked=((30, OTHER),))),
    )

    assert (found.severity, found.facts["short_by"], found.facts["held_soft"]) == (
        Severity.WARNING,
        20,
        30,
    )


def test_no_more_is_missing_than_was_asked_for():
    found = only(
        RULE,
        plan(requests=(request(100),)),
        shelves(there(110, asked=((900, OTHER),))),
    )

    assert (found.facts["short_by"], ways(found)["accept"].effect["quantity_now"]) == (100, 0)


def test_a_firm_shortage_counts_only_the_branches_that_lack_firmly():
    around = shelves(
        there(50, coming=((20, "2026-09-20"), (5, "2026-09-25"), (90, "2026-09-26"))),
        west=there(100, asked=((30, OTHER),)),
    )
    around.supplies["leaflet", "branch-east"] = replace(
        around.supplies["leaflet", "branch-east"],
        held=(
            Held("C2026-0004", 4, day("2026-09-20")),
            Held(OTHER, 2, day("2026-09-20")),
            Held("C2026-0003", 4, day("2026-10-20")),
            Held(OTHER, 1, day("2026-09-20")),
            Held(OWN, 8, day("2026-09-20")),
            Held("C2026-0005", 60, day("2026-09-20"), is_hard=False),
        ),
    )
    checked = plan(
        requests=(
            request(100, by="2026-09-25"),
            request(80, "branch-west", by="2026-09-10"),
        )
    )

    found = only(RULE, checked, around)

    assert found.case == "hard"
    assert found.facts == {
        "short_by": 32,
        "requested": 100,
        "units": ["branch-east"],
        "held_hard": 7,
        "held_soft": 60,
        "needed_by": "2026-09-25",
        "by_branch": {
            "branch-east": {
                "requested": 100,
                "on_hand": 50,
                "arriving": 25,
                "held_hard": 7,
                "held_soft": 60,
                "short_by": 32,
                "needed_by": "2026-09-25",
                "short_on": "2026-09-25",
            }
        },
        # What C2026-0003 needs in October comes with the delivery of the 26th.
        "holders": {"C2026-0004": 4, OTHER: 3},
    }
    assert list(found.facts["holders"]) == ["C2026-0004", OTHER]


def test_a_soft_shortage_sums_its_branches_and_names_all_who_hold():
    around = shelves(
        there(100, held=((10, OTHER),), asked=((20, "C2026-0003"), (70, OWN))),
        west=there(60, coming=((30, "2026-09-09"),), asked=((25, "C2026-0003"),)),
        north=there(10),
    )
    checked = plan(
        requests=(
            request(80, "branch-west", by="2026-09-10"),
            request(85, by="2026-09-25"),
            request(10, "branch-north", by="2026-09-01"),
        )
    )

    found = only(RULE, checked, around)

    assert (found.case, found.severity) == ("soft", Severity.WARNING)
    facts = found.facts
    assert (facts["short_by"], facts["requested"], facts["needed_by"]) == (30, 165, "2026-09-10")
    assert facts["units"] == ["branch-east", "branch-west"]
    assert (facts["held_hard"], facts["held_soft"]) == (10, 45)
    assert facts["by_branch"]["branch-west"] == {
        "requested": 80,
        "on_hand": 60,
        "arriving": 30,
        "held_hard": 0,
        "held_soft": 25,
        "short_by": 15,
        "needed_by": "2026-09-10",
        "short_on": "2026-09-20",
    }
    assert list(facts["holders"].items()) == [("C2026-0003", 45), (OTHER, 10)]
    assert [str(way.kind) for way in found.ways_out] == ["reduce_request", "accept"] * 2


def test_every_resource_is_looked_at_in_its_order():
    checked = plan(
        requests=(
            request(5, resource="gift"),
            request(5, resource="banner"),
            request(5, resource="leaflet"),
        )
    )

    found = findings(RULE, checked, shelves(there(4)))

    assert [one.subject["resource"] for one in found] == ["banner", "gift", "leaflet"]
    assert found[-1].facts["short_by"] == 1
    around = context(supplies={("gift", "branch-east"): there(5)})
    assert [one.subject["resource"] for one in findings(RULE, checked, around)] == [
        "banner",
        "leaflet",
    ]


@pytest.mark.parametrize(
    ("others", "giver", "quantity", "left_there", "solves"),
    [
        pytest.param({"west": there(30)}, "west", 30, 0, True, id="exactly what is missing"),
        pytest.param({"west": there(29)}, "west", 29, 0, False, id="a piece too few"),
        pytest.param({"west": there(31)}, "west", 30, 1, True, id="a piece more"),
        pytest.param({"north": there(40), "west": there(50)}, "west", 30, 20, True, id="most"),
        pytest.param(
            {"north": there(50), "west": there(40)}, "north", 30, 20, True, id="most first"
        ),
        pytest.param({"west": there(40), "north": there(40)}, "north", 30, 10, True, id="by code"),
        pytest.param(
            {"north": there(90, held=((55, OTHER),)), "west": there(40)},
            "west",
            30,
            10,
            True,
            id="what is held there stays there",
        ),
        pytest.param(
            {"north": there(90, asked=((55, OTHER),)), "west": there(40)},
            "west",
            30,
            10,
            True,
            id="what is asked for there stays there",
        ),
        pytest.param(
            {"north": there(20, coming=((15, "2026-09-25"), (90, "2026-09-26")))},
            "north",
            30,
            5,
            True,
            id="what comes there in time",
        ),
        pytest.param(
            {"north": there(35, held=((30, OWN),))}, "north", 30, 5, True, id="its own hold there"
        ),
    ],
)
def test_who_can_give(others, giver, quantity, left_there, solves):
    found = only(RULE, plan(requests=(request(100),)), shelves(there(70), **others))

    give = ways(found)["transfer_stock"]
    assert give.campaign == OWN
    assert give.params == {
        "resource": "leaflet",
        "from": f"branch-{giver}",
        "to": "branch-east",
        "quantity": quantity,
    }
    assert give.effect == {
        "short_before": 30,
        "short_after": 30 - quantity,
        "left_there": left_there,
    }
    assert give.solves is solves


def test_nobody_gives_what_the_plan_needs_there_or_has_not():
    around = shelves(there(70), west=there(50), north=there(0))
    around.supplies["gift", "branch-south"] = there(900)
    checked = plan(
        requests=(
            request(100),
            request(20, "branch-west"),
            request(30, "branch-west"),
            request(900, "branch-west", resource="poster"),
        )
    )

    leaflet = findings(RULE, checked, around)[0]

    assert [(str(way.kind), way.campaign, way.params, way.effect) for way in leaflet.ways_out] == [
        (
            "reduce_request",
            OWN,
            {"resource": "leaflet", "unit": "branch-east", "quantity": 70},
            {"quantity_before": 100, "quantity_after": 70, "short_after": 0},
        ),
        (
            "accept",
            OWN,
            {"resource": "leaflet", "unit": "branch-east"},
            {"quantity_now": 70, "back_order": 30},
        ),
    ]


def test_who_accepts_takes_what_is_there_in_each_branch_that_lacks():
    checked = plan(requests=(request(100), request(80, "branch-west"), request(9, "branch-north")))

    found = only(RULE, checked, shelves(there(70), north=there(9)))

    assert list(RULE.back_orders(found.subject, found.facts)) == [
        ("leaflet", "branch-east"),
        ("leaflet", "branch-west"),
    ]


def test_another_gift_of_the_kind_stands_in_where_enough_of_it_is_left():
    gifts = (
        GiftFacts(code="gift", given_as="goods", unit_cost=Decimal(30)),
        GiftFacts(code="cup", given_as="goods", unit_cost=Decimal(28)),
        GiftFacts(code="bag", given_as="goods", unit_cost=Decimal(20)),
        GiftFacts(code="pen", given_as="goods", unit_cost=Decimal(31)),
        GiftFacts(code="towel", given_as="goods"),
        GiftFacts(code="voucher", given_as="credit", unit_cost=Decimal(30)),
    )
    short = replace(request(100, resource="gift"), given_as="goods", unit_cost=Decimal(30))
    around = context(
        gifts=gifts,
        supplies={
            ("gift", "branch-east"): there(10),
            ("cup", "branch-east"): there(100),
            ("bag", "branch-east"): there(300, asked=((200, OTHER),)),
            ("pen", "branch-east"): there(150, held=((51, OTHER),)),
            ("towel", "branch-east"): there(100),
            ("voucher", "branch-east"): there(900),
        },
    )

    found = only(RULE, plan(requests=(short,)), around)
    others = [way.params["to"] for way in found.ways_out if str(way.kind) == "change_resource"]

    assert others == ["cup", "bag"]
    assert not findings(RULE, applied(plan(requests=(short,)), found, around), around)


def applied(checked, found, around):
    """The plan after the first gift in its place."""
    way = next(way for way in found.ways_out if str(way.kind) == "change_resource")
    return EDITS[way.kind](checked, way, found, around)


def test_a_leaflet_is_never_replaced():
    found = only(RULE, plan(requests=(request(100),)), shelves(there(1)))

    assert "change_resource" not in {str(way.kind) for way in found.ways_out}


@pytest.mark.parametrize(
    ("east", "cases"),
    [
        pytest.param(there(0), [], id="has had it all"),
        pytest.param(there(30, held=((30, OWN),), asked=((900, OTHER),)), [], id="others only ask"),
        pytest.param(there(29, held=((30, OWN),)), ["hard"], id="one of what it holds is lost"),
    ],
)
def test_an_approved_plan_needs_what_it_still_holds(east, cases):
    checked = plan(state=CampaignState.LIVE, requests=(request(100),))

    assert cases_of(RULE, checked, shelves(east)) == cases
