from __future__ import annotations

import pytest

from findings.enums import Severity
from preflight.context import ArrivalLine, HeldLine, StockLine
from preflight.rules.resource_shortage import ResourceShortage
from preflight.snapshot import RequestLine
from tests.preflight.builders import cases_of, context, day, findings, only, plan, ways

RULE = ResourceShortage()


def request(
    quantity: int, unit: str = "branch-east", *, resource: str = "leaflet", by: str = "2026-09-25"
) -> RequestLine:
    return RequestLine(resource=resource, unit=unit, quantity=quantity, needed_by=day(by))


def there(on_hand: int, unit: str = "branch-east") -> StockLine:
    return StockLine(resource="leaflet", unit=unit, on_hand=on_hand)


def held(
    quantity: int, unit: str = "branch-east", *, hard: bool = True, campaign: str = "C2026-0002"
) -> HeldLine:
    return HeldLine(
        resource="leaflet", unit=unit, campaign=campaign, quantity=quantity, is_hard=hard
    )


def arrival(quantity: int, on: str) -> ArrivalLine:
    return ArrivalLine(
        resource="leaflet", unit="branch-east", quantity=quantity, expected_on=day(on)
    )


@pytest.mark.parametrize(
    ("around", "cases"),
    [
        pytest.param({"stock": (there(100),)}, [], id="just enough"),
        pytest.param({"stock": (there(99),)}, ["hard"], id="one short"),
        pytest.param({}, ["hard"], id="nothing there"),
        pytest.param(
            {"stock": (there(60),), "arrivals": (arrival(40, "2026-09-25"),)},
            [],
            id="arrives in time",
        ),
        pytest.param(
            {"stock": (there(60),), "arrivals": (arrival(40, "2026-09-26"),)},
            ["hard"],
            id="arrives a day late",
        ),
        pytest.param(
            {"stock": (there(120),), "held": (held(21),)}, ["hard"], id="others hold it firmly"
        ),
        pytest.param(
            {"stock": (there(120),), "held": (held(21, hard=False),)},
            ["soft"],
            id="others asked for it",
        ),
        pytest.param(
            {"stock": (there(100),), "held": (held(50, campaign="C2026-0001"),)},
            [],
            id="this plan's own",
        ),
    ],
)
def test_what_is_missing(around, cases):
    assert cases_of(RULE, plan(requests=(request(100),)), context(**around)) == cases


def test_one_finding_for_a_resource_with_all_its_branches():
    checked = plan(
        requests=(
            request(100),
            request(80, "branch-west"),
            request(10, "branch-north"),
            request(5, resource="gift"),
        )
    )
    around = context(
        stock=(there(70), there(60, "branch-west"), there(40, "branch-north")),
        held=(held(20), held(30, hard=False)),
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
    }
    assert leaflet.facts["holders"] == {"C2026-0002": 20}


def test_ways_out_say_what_is_left():
    around = context(
        stock=(there(70), there(50, "branch-west"), there(20, "branch-north")),
        held=(held(10, "branch-west", hard=False),),
    )

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
        context(stock=(there(110),), held=(held(30, hard=False),)),
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
        context(stock=(there(110),), held=(held(900, hard=False),)),
    )

    assert (found.facts["short_by"], ways(found)["accept"].effect["quantity_now"]) == (100, 0)
