from __future__ import annotations

import pytest

from findings.enums import Severity
from preflight.context import Context
from preflight.rules.resource_shortage import ResourceShortage
from preflight.snapshot import RequestLine
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
