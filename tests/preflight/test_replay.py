"""A finished run asked again: on what it stood on, whatever has changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from campaigns.commands import change_state
from campaigns.models import Campaign
from channels.enums import Fit
from channels.models import Channel, LoadingRule, Product
from common import clock, jobs
from customers.models import Customer, DoNotContact, Holding, Party, Touch
from findings.models import CheckRun, Finding, KeptRun
from organization.commands import change_policy
from organization.enums import ClosedKind
from organization.models import ClosedDay, Policy, Unit
from preflight.engine import evaluate
from preflight.kept_run import CLASSES, unpacked
from preflight.packing import pack, unpack
from preflight.reading import watched
from preflight.replay import replayed
from resources.models import Stock
from tests.factories.campaigns import day, make_resource, make_stock
from tests.factories.channels import make_group
from tests.factories.customers import hold, make_customers
from tests.preflight.builders import context, offer, other, people, placement, plan, touch, wave
from tests.preflight.companies import offers, people_in, submitted

SMS = [
    {
        "channel": "sms",
        "product": "recharge",
        "waves": [
            {"on": day(12).isoformat(), "share": "0.5"},
            {"on": day(14).isoformat(), "share": "0.5"},
        ],
    },
    {"channel": "social-outlet", "product": "recharge", "expected_orders": 100},
]


def crowded_run(world) -> CheckRun:
    """A plan with a trouble of nearly every kind, checked beside another unit's."""
    customers = make_customers(20, prefix="P")
    east = Unit.objects.get(code="branch-east")
    people_in(customers, east)
    Channel.objects.filter(code="sms").update(capacity_per_day=5)
    product = Product.objects.get(code="recharge")
    Product.objects.filter(pk=product.pk).update(
        exclusive_group="main-plan", monthly_fee=Decimal("5.00")
    )
    hold(customers[0], product, ends_on=day(400))
    customers[1].group = make_group("enterprise-member")
    customers[1].save()
    LoadingRule.objects.create(
        product=product,
        customer_group=customers[1].group,
        channel=Channel.objects.get(code="sms"),
        fit=Fit.FORBIDDEN,
        valid_from=day(-1),
    )
    DoNotContact.objects.create(party=customers[2].party, contact_class="", since=day(-1))
    ClosedDay.objects.create(on=day(10), kind=ClosedKind.FREEZE)
    make_stock(make_resource(), east, 10)
    for number in range(4):
        Touch.objects.create(
            party=customers[3].party,
            happened_on=day(-1 - number),
            kind="contact",
            contact_class="sms",
            source="test",
            key=str(number),
        )
    change_policy(
        key="preflight.clash_near_days",
        value="20",
        valid_from=day(11),
        reason="",
        actor=world.leader,
    )
    theirs = {"owner_unit": "enterprise", "offers": offers("30.00"), "placements": SMS}
    submitted(world.rival, customers, **theirs)
    own = submitted(
        world.planner,
        customers,
        enrolment="opt_out",
        placements=SMS,
        resource_requests=[
            {
                "resource": "leaflet-a4",
                "unit": "branch-east",
                "quantity": 12,
                "needed_by": day(5).isoformat(),
            }
        ],
        service_plan={},
    )
    return own.check_runs.latest("created_at")


def change_the_world(world) -> None:
    """Whatever a check reads says something else now, the other plan among it."""
    DoNotContact.objects.all().delete()
    Holding.objects.all().delete()
    ClosedDay.objects.all().delete()
    LoadingRule.objects.all().delete()
    Stock.objects.update(on_hand=1_000)
    Channel.objects.filter(code="sms").update(capacity_per_day=None)
    Product.objects.filter(code="recharge").update(exclusive_group="", monthly_fee=0)
    told = {
        "preflight.clash_tier_tolerance": "0",
        "preflight.pressure_sms_limit": "900",
        "campaigns.control_percent": "20",
    }
    Policy.objects.bulk_create(
        Policy(key=key, value=value, valid_from=day(-9), changed_at=clock.now())
        for key, value in told.items()
    )
    same = Party.objects.get(number=Customer.objects.get(number="P0001").party.number)
    Party.objects.filter(customers__number="P0002").update(counted_as=same.ordinal)
    theirs = Campaign.objects.get(owner_unit__code="enterprise")
    change_state(campaign_id=theirs.pk, name="withdraw", actor=world.rival)
    jobs.drain()


@pytest.mark.django_db
def test_a_run_finds_the_same_whatever_has_changed_since(world):
    run = crowded_run(world)
    found = Finding.objects.filter(fingerprint__in=run.fingerprints)
    rules = set(found.values_list("rule", flat=True))
    assert {"offer-clash", "contact-pressure", "consent", "resource-shortage"} <= rules

    now = replayed(run)
    change_the_world(world)
    later = replayed(run)

    assert now is not None
    assert now.is_same
    assert later is not None
    assert later.is_same, (later.differing, later.missing, later.added)
    assert len(now.same) == len(later.same) == len(run.fingerprints)
    newest = CheckRun.objects.filter(campaign=run.campaign).latest("created_at")
    assert newest.pk != run.pk
    assert set(newest.fingerprints) != set(run.fingerprints)
    second = replayed(newest)
    assert second is not None
    assert second.is_same


@pytest.mark.django_db
def test_each_run_says_what_every_rule_read(world):
    read = crowded_run(world).inputs["rules"]

    assert {"pressure_sms_limit", "pressure_block_share"} <= set(
        read["contact-pressure"]["policies"]
    )
    assert {"touches", "plans", "channels"} <= set(read["contact-pressure"]["inputs"])
    assert read["opt-out-enrolment"] == {"policies": [], "inputs": []}
    assert "supplies" in read["resource-shortage"]["inputs"]
    assert "do_not_contact" in read["consent"]["inputs"]


@pytest.mark.django_db
def test_only_the_last_runs_of_a_plan_are_kept(world):
    own = submitted(world.planner, make_customers(3, prefix="P"))
    for _again in range(4):
        jobs.enqueue("preflight.recheck", own.code, payload={"campaign": own.code})
        jobs.drain()

    runs = list(CheckRun.objects.filter(campaign=own).order_by("-created_at"))
    assert len(runs) == 5
    assert set(KeptRun.objects.values_list("run", flat=True)) == {one.pk for one in runs[:3]}
    assert replayed(runs[4]) is None


@dataclass(frozen=True)
class Gone:
    what: str


def test_a_context_reads_as_it_was_written():
    around = context(
        other(audience=people(1, 9), offers=(offer("100", None),)),
        touches=(touch("sms", "2026-09-01", people(5)),),
        policies={"pressure_sms_limit": 0, "clash_tier_tolerance": Decimal("0.1")},
        closed=((day(3), "freeze"),),
    )
    checked = plan(
        audience=people(20),
        placements=(placement("sms", wave("2026-10-05", people(20), starts_at=dt.time(9, 30))),),
    )

    assert unpack(pack((checked, around)), CLASSES) == (checked, around)
    assert len(pack([people(1, 10**5)] * 9)) < len(pack(people(1, 10**5))) + 200
    with pytest.raises(TypeError, match="object"):
        pack((object(),))
    assert unpacked(pack(Gone(what="of another release"))) is None


def test_watching_changes_no_answer():
    checked = plan(audience=people(900), offers=(offer("100", "50"),))
    around = context(other(audience=people(400, 1200), offers=(offer("100", "30"),)))

    plain, seen = evaluate(checked, around), evaluate(checked, watched(around))

    assert [one.fingerprint for one in plain.findings] == [one.fingerprint for one in seen.findings]
    assert "plans" in seen.read["offer-clash"].inputs
    assert "clash_near_days" in seen.read["offer-clash"].policies
    assert not plain.read["offer-clash"].inputs
