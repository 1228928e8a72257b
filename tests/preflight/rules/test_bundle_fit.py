"""Joint products that do not suit a plan: too few of whom they are meant for, or brands apart."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from pyroaring import FrozenBitMap

from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from preflight.applying import applied
from preflight.context import BrandPairFacts, Context, TargetFacts
from preflight.rules.bundle_fit import BundleFit
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot
from tests.preflight.builders import cases_of, context, findings, offer, only, people, plan
from tests.seeds import times

RULE = BundleFit()
APART = (BrandPairFacts(brand="声浪", other_brand="政企", reason="公私分开"),)


def joint(product: str = "music", brand: str = "") -> ParticipantSnapshot:
    return ParticipantSnapshot(unit="product", product=product, brand=brand)


def meant(**targets: FrozenBitMap) -> dict[str, object]:
    """The context's knowledge of whom products are meant for."""
    facts = {
        name: TargetFacts(segment=f"{name}-fans", parties=one) for name, one in targets.items()
    }
    return {"targets": facts, "has_targets": True}


@pytest.mark.parametrize(("fitting", "cases"), [(29, ["audience"]), (30, []), (31, [])])
def test_below_thirty_per_cent_of_the_audience_it_warns(fitting, cases):
    checked = plan(audience=people(100), participants=(joint(),))

    assert cases_of(RULE, checked, context(**meant(music=people(fitting)))) == cases


def test_the_share_is_a_policy():
    checked = plan(audience=people(100), participants=(joint(),))
    around = context(policies={"bundle_share": Decimal("0.10")}, **meant(music=people(29)))

    assert cases_of(RULE, checked, around) == []
    around = context(policies={"bundle_share": Decimal("0.2951")}, **meant(music=people(29)))
    assert only(RULE, checked, around).facts["limit"] == 29.5


def test_facts_tell_both_sides_of_the_share():
    checked = plan(audience=people(1, 200), participants=(joint(),))
    found = only(RULE, checked, context(**meant(music=people(191, 500))))

    assert found.severity == Severity.WARNING
    assert found.subject == {"product": "music", "unit": "product"}
    assert found.facts == {
        "persons": 190,
        "fitting_persons": 10,
        "audience_persons": 200,
        "share": 0.05,
        "percent": 5,
        "limit": 30,
        "segment": "music-fans",
    }
    assert found.persons == people(1, 190)
    assert [(way.kind, dict(way.params)) for way in found.ways_out] == [
        ("drop_participant", {"unit": "product", "product": "music"}),
        ("drop_participant", {"unit": "product", "product": "music", "segment": "music-fans"}),
        ("make_commitment", {"trial": "music"}),
    ]


def test_organisations_count_with_their_people_alone():
    firm = ORGANISATION_BASE + 1
    checked = plan(audience=[1, 2, firm], participants=(joint(),))

    assert cases_of(RULE, checked, context(**meant(music=FrozenBitMap([1, firm])))) == []
    assert cases_of(RULE, checked, context(**meant(music=FrozenBitMap([firm])))) == ["audience"]


@pytest.mark.parametrize(
    ("around", "cases"),
    [
        pytest.param({}, [], id="nobody has said it of any product"),
        pytest.param(meant(video=people(5)), ["unknown"], id="not of this one"),
    ],
)
def test_without_a_target_it_cannot_be_ruled_out(around, cases):
    checked = plan(audience=people(10), participants=(joint(),))

    assert cases_of(RULE, checked, context(**around)) == cases


@pytest.mark.parametrize(
    ("brands", "products"),
    [
        pytest.param(("政企", "声浪"), [["music", "recharge"]], id="the offer's brand"),
        pytest.param(("声浪", "政企"), [["music", "recharge"]], id="whichever is named first"),
        pytest.param(("政企", "政企"), [], id="one brand"),
        pytest.param(("", "声浪"), [], id="no brand"),
    ],
)
def test_brands_apart_are_found_from_either_side(brands, products):
    own, theirs = brands
    checked = plan(
        audience=people(10),
        offers=(offer(brand=own),),
        participants=(joint(brand=theirs),),
    )
    found = findings(RULE, checked, context(brands_apart=APART))

    assert [one.subject["product"] for one in found] == products
    assert all(one.facts["reasons"] == ["公私分开"] for one in found)


def test_brands_apart_without_a_reason_stand_without_one():
    apart = (*APART, BrandPairFacts(brand="声浪", other_brand="光居"))
    checked = plan(offers=(offer(brand="光居"),), participants=(joint(brand="声浪"),))

    assert only(RULE, checked, context(brands_apart=apart)).facts["reasons"] == []


def test_two_joint_products_that_stand_apart_are_named_once():
    checked = plan(
        audience=people(10),
        participants=(joint("music", "声浪"), joint("line", "政企")),
    )
    found = only(RULE, checked, context(brands_apart=APART))

    assert found.subject["product"] == ["line", "music"]
    assert found.facts["brands"] == ["政企", "声浪"]


def test_taking_the_product_out_settles_it():
    checked = plan(audience=people(10), participants=(joint(), joint("video")))
    around = context(**meant(music=people(1), video=people(10)))
    found = only(RULE, checked, around)

    after = applied(checked, found.ways_out[0], found, around)

    assert after is not None
    assert [one.product for one in after.participants] == ["video"]
    assert cases_of(RULE, after, around) == []


def counted(audience: set[int], targets: dict[str, set[int]], brands: list[str]) -> set[str]:
    """Person by person, pair by pair: what has to be found of the products a, b, c."""
    found = set()
    for name, target in targets.items():
        persons = [one for one in audience if one < ORGANISATION_BASE]
        if persons and 10 * sum(one in target for one in persons) < 3 * len(persons):
            found.add(f"audience {name}")
    for place in range(1, len(brands)):
        if any({brands[place], one} == {"声浪", "政企"} for one in brands[:place]):
            found.add(f"brands {'abc'[place - 1]}")
    return found


def randomly(seed: int) -> tuple[PlanSnapshot, Context, set[str]]:
    dice = random.Random(seed)
    everybody = [*range(1, dice.randint(2, 40)), ORGANISATION_BASE + 1]
    audience = set(dice.sample(everybody, dice.randint(1, len(everybody))))
    targets = {name: set(dice.sample(everybody, dice.randint(0, len(everybody)))) for name in "abc"}
    brands = [dice.choice(["", "声浪", "政企", "光居"]) for _ in range(4)]
    checked = plan(
        audience=audience,
        offers=(offer(brand=brands[0]),),
        participants=tuple(
            joint(name, brand) for name, brand in zip("abc", brands[1:], strict=True)
        ),
    )
    sets = {name: FrozenBitMap(one) for name, one in targets.items()}
    around = context(brands_apart=APART, **meant(**sets))
    return checked, around, counted(audience, targets, brands)


@pytest.mark.parametrize("seed", range(times(60)))
def test_as_counted_person_by_person(seed):
    checked, around, expected = randomly(seed)

    found = findings(RULE, checked, around)

    assert sorted(f"{one.case} {one.subject['product'][0]}" for one in found) == sorted(expected)
