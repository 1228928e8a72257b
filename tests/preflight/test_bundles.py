"""A joint product that does not suit, in the database: found, taken out, and looked at again when
what it stands on changes.
"""

from __future__ import annotations

import pytest

from campaigns.commands.participation import answer_invitation
from campaigns.models import Campaign
from channels.commands import save_pair, save_product
from channels.models import BrandPair, Product
from common import jobs
from customers.models import ProductTarget
from customers.segments import change_segment, create_segment
from customers.target_kind import TARGETS
from findings.acceptors import signatures_for
from findings.access import readable
from findings.commands import accept_finding, apply_way_out
from findings.models import Finding
from organization.enums import Role
from organization.models import Notice
from tests.factories.customers import make_customers
from tests.factories.organization import make_user
from tests.preflight.companies import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(plan: Campaign) -> list[Finding]:
    return list(Finding.objects.filter(campaigns=plan, rule="bundle-fit", state="open"))


@pytest.fixture
def manager():
    return make_user(Role.CHANNEL_MANAGER, None)


@pytest.fixture
def segment(world):
    few = [one.number for one in make_customers(10, prefix="F")]
    return create_segment(actor=world.planner, name="乐迷", numbers=few, owner_unit=world.consumer)


@pytest.fixture
def joined(world):
    """A plan for twenty customers that takes the enterprise department's music along."""
    return submitted(
        world.planner,
        make_customers(20, prefix="P"),
        participants=[{"unit": "enterprise", "product": "music-pack", "cost_share": "0.20"}],
    )


@pytest.fixture
def misfit(joined, segment, manager):
    """It is meant for others."""
    target = ProductTarget(product=Product.objects.get(code="music-pack"), segment=segment)
    TARGETS.save(TARGETS.form(instance=target), manager)
    jobs.drain()
    return joined


def test_a_target_that_is_said_is_looked_at(misfit):
    (finding,) = found(misfit)

    assert finding.case == "audience"
    assert finding.facts["fitting_persons"] == 0
    assert finding.persons_set.persons == 20


def test_it_goes_when_the_segment_means_others(world, misfit, segment):
    few = [f"P{n:04d}" for n in range(1, 7)]
    change_segment(segment_id=segment.pk, actor=world.planner, numbers=few)
    jobs.drain()

    assert not found(misfit)


def test_without_a_target_a_doubt_stands_only_while_others_have_one(misfit, manager):
    other = ProductTarget.objects.get()
    other.product = Product.objects.get(code="recharge")
    TARGETS.save(TARGETS.form(instance=other), manager)
    ProductTarget.objects.exclude(product__code="recharge").delete()
    jobs.enqueue("preflight.recheck", misfit.code, payload={"campaign": misfit.code})
    jobs.drain()
    assert [one.case for one in found(misfit)] == ["unknown"]

    TARGETS.remove(ProductTarget.objects.get(), manager)
    jobs.enqueue("preflight.recheck", misfit.code, payload={"campaign": misfit.code})
    jobs.drain()
    assert not found(misfit)


def test_brands_kept_apart_are_found_when_they_are_entered(joined, manager):
    for code, brand in (("recharge", "政企"), ("music-pack", "声浪")):
        product = Product.objects.get(code=code)
        product.brand = brand
        save_product(product=product, actor=manager)
    jobs.drain()
    assert not found(joined)

    save_pair(pair=BrandPair(code="apart", brand="声浪", other_brand="政企"), actor=manager)
    jobs.drain()

    assert [one.case for one in found(joined)] == ["brands"]


def test_it_goes_when_the_other_unit_will_not_join(world, misfit):
    answer_invitation(campaign_id=misfit.pk, accepts=False, reason="不参加", actor=world.rival)
    jobs.drain()

    assert not found(misfit)


def test_the_product_is_taken_out_and_its_unit_is_told(world, misfit):
    (finding,) = found(misfit)
    (way,) = [one for one in finding.ways_out if "segment" in one["params"]]
    assert way["solves"]

    run = apply_way_out(finding_id=finding.pk, way_out_id=way["id"], actor=world.planner)
    jobs.drain()

    assert not run.version.participants.exists()
    assert not found(misfit)
    told = Notice.objects.get(case="left_out_own")
    assert told.user == world.rival


def test_the_heads_of_both_units_read_and_accept_it(world, misfit):
    (finding,) = found(misfit)

    assert [{one.role for one in way} for way in signatures_for(finding)] == [
        {"head:consumer", "head:enterprise"},
        {"leadership"},
    ]
    assert list(readable(world.rival_head, misfit)) == [finding]
    for head in (world.head, world.rival_head):
        accept_finding(finding_id=finding.pk, actor=head, reason="只在一个分公司试点")
    finding.refresh_from_db()
    assert finding.state == "accepted"
