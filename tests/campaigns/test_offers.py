"""What an offer costs, gives and at what rate: the same to the pages and to the rules."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from campaigns import offers
from campaigns.enums import GetKind
from campaigns.guards import missing_for_submission
from campaigns.models import Offer
from campaigns.plan_json.parts import OfferSerializer
from campaigns.plan_view import formatting
from campaigns.review_status import review_status_of, status_of_parts
from channels.models import Product, ProductFamily
from preflight.rules.offer_clash import OfferClash
from preflight.version_parts import offer_terms
from tests.factories.campaigns import make_draft
from tests.preflight.builders import context, other, people, plan
from tests.preflight.builders import only as only_finding

RECHARGE = Product(code="recharge", family=ProductFamily(code="top-up"))


def row(pay: str, get: str, **more: object) -> Offer:
    """An unsaved tier of the recharge product; ``get`` is balance unless said."""
    values = {"min_spend": Decimal(0), "lock_months": 0, "get_value": Decimal(get), **more}
    return Offer(product=RECHARGE, pay=Decimal(pay), get=Decimal(get), **values)


@pytest.mark.parametrize(
    ("offer", "paid", "amount", "is_monthly", "text", "short"),
    [
        pytest.param(row("100", "50"), 100, "0.5", False, "50.0% (50 ÷ 100)", "50.0%", id="pay"),
        pytest.param(
            row("100", "60", min_spend=Decimal(20), lock_months=10),
            300,
            "0.2",
            False,
            "20.0% (60 ÷ 300)",
            "20.0%",
            id="the minimum spend of the bound time is paid too",
        ),
        pytest.param(
            row("0", "120", min_spend=Decimal(50), lock_months=12),
            600,
            "10",
            True,
            "¥10 for each bound month",
            "¥10 a month",
            id="without pay per bound month, whatever has to be spent",
        ),
        pytest.param(
            row("0", "30"),
            0,
            "30",
            True,
            "¥30 for each bound month",
            "¥30 a month",
            id="without pay and bond once",
        ),
        pytest.param(
            row("100", "50", get_value=Decimal(0)),
            100,
            "0.5",
            False,
            "50.0% (50 ÷ 100)",
            "50.0%",
            id="balance is worth itself",
        ),
        pytest.param(
            row("100", "1", get_kind="gift", get_value=Decimal(40)),
            100,
            "0.4",
            False,
            "40.0% (40 ÷ 100)",
            "40.0%",
            id="a gift is worth what the plan says",
        ),
    ],
)
def test_page_editor_and_rule_know_one_rate(offer, paid, amount, is_monthly, text, short):
    terms = offer_terms(offer, number=1)

    for side in (offer, terms):
        assert offers.paid(side) == paid
        assert offers.rate(side) == offers.Rate(Decimal(amount), is_monthly=is_monthly)
    with translation.override("en"):
        assert formatting.rate_text(offer) == text
        assert formatting.short_rate(offer) == short


@pytest.mark.parametrize("kind", [one for one in GetKind if one != GetKind.BALANCE])
def test_what_nobody_gave_a_worth_has_no_rate(kind):
    offer = row("100", "1", get_kind=kind, get_value=Decimal(0))

    assert (offer.value, offers.rate(offer)) == (None, None)
    assert offer_terms(offer, number=1).value is None
    assert "0" not in formatting.rate_text(offer) + formatting.short_rate(offer)


def test_where_nothing_is_got_nothing_is_unknown():
    assert offers.rate(row("100", "0", get_kind="gift")) == offers.Rate(
        Decimal(0), is_monthly=False
    )


def test_a_finding_says_the_rate_of_the_page():
    own = row("0", "120", min_spend=Decimal(50), lock_months=12)
    theirs = row("0", "60", min_spend=Decimal(50), lock_months=12)
    mine, members = (
        build(audience=people(9), offers=(offer_terms(one, number=1),))
        for build, one in ((plan, own), (other, theirs))
    )

    facts = only_finding(OfferClash(), mine, context(members)).facts

    assert facts["rate_own"] == offers.rate(own).amount == 10
    assert facts["rate_other"] == offers.rate(theirs).amount == 5
    assert facts["gap_per_month"] == "5.00"


@pytest.mark.parametrize(
    ("terms", "value"),
    [
        pytest.param({"get": "50.00"}, "50.00", id="balance"),
        pytest.param({"get": "50.00", "get_value": "40.00"}, "40.00", id="said"),
        pytest.param({"get": "1.00", "get_kind": "gift"}, None, id="a gift of unknown worth"),
        pytest.param(
            {"get": "1.00", "get_kind": "device", "get_value": None}, None, id="said to be unknown"
        ),
    ],
)
def test_api_fills_in_the_worth_that_the_rules_count(world, terms, value):
    serializer = OfferSerializer(data={"product": "recharge", "pay": "100.00", **terms})

    assert serializer.is_valid(), serializer.errors
    read = Offer(**serializer.validated_data)
    assert read.value == (None if value is None else Decimal(value))
    assert OfferSerializer(read).data["get_value"] == value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "is_void"),
    [
        ({}, True),
        ({"pay": "10.00"}, False),
        ({"get": "5.00"}, False),
        ({"lock_months": 12}, False),
        ({"description": "到店即享"}, False),
    ],
)
def test_an_offer_that_says_nothing_is_not_submitted(world, said, is_void):
    nothing = {"product": "recharge", "kind": "recharge_gift", "pay": "0.00", "get": "0.00"}
    plan = make_draft(world.planner, offers=[nothing | said])

    loaded = [
        reason.attr
        for status in (review_status_of(plan), status_of_parts(plan.working))
        for reason in missing_for_submission(plan.working, status)
        if reason.attr and reason.attr.startswith("offers")
    ]

    assert loaded == ["offers.0.get"] * 2 * is_void


@pytest.mark.django_db
def test_a_product_with_a_monthly_fee_is_an_offer_by_itself(world):
    Product.objects.filter(code="recharge").update(monthly_fee=20)
    plan = make_draft(
        world.planner,
        offers=[{"product": "recharge", "kind": "plain", "pay": "0.00", "get": "0.00"}],
    )

    assert review_status_of(plan).void_offers == []
    assert status_of_parts(plan.working).void_offers == []
