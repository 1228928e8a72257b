"""What was foreseen of a way out is what the check finds once it is applied, in the database."""

from __future__ import annotations

import pytest
from django.db import transaction

from common import jobs
from findings.commands import apply_way_out
from findings.models import Finding
from organization.enums import ClosedKind
from organization.models import ClosedDay, Policy
from tests.factories.campaigns import day
from tests.factories.customers import link, make_customers, make_organisation
from tests.preflight.companies import offers, submitted

pytestmark = pytest.mark.django_db


def waves(*days: int) -> list[dict[str, object]]:
    share = round(1 / len(days), 2)
    return [{"on": day(by).isoformat(), "share": share} for by in days]


@pytest.fixture
def troubled(world):
    """A plan with a clash, too many SMS, a wave on a bill run and an offer that may be stacked."""
    customers = make_customers(12, prefix="P")
    firm = make_organisation("FIRM")
    for customer in customers[:4]:
        link(firm, customer.party)
    Policy.objects.create(
        key="preflight.pressure_sms_limit",
        value="1",
        valid_from=day(0),
        changed_at="2026-01-01T00:00Z",
    )
    ClosedDay.objects.create(on=day(14), kind=ClosedKind.BILL_RUN)
    submitted(
        world.rival,
        customers[:9],
        owner_unit="enterprise",
        offers=offers("30.00", stackable=None),
        placements=[
            {"channel": "sms", "waves": waves(20)},
            {"channel": "social-outlet", "product": "recharge"},
        ],
    )
    return submitted(
        world.planner,
        [],
        audience={
            "include": [{"list": ["FIRM", *(one.number for one in customers[6:])]}],
            "exclude": [],
        },
        offers=offers("50.00", stackable=None),
        flex_days=60,
        placements=[
            {"channel": "sms", "waves": waves(14, 16)},
            {"channel": "social-outlet", "product": "recharge"},
        ],
    )


def test_every_way_out_of_the_plan_leads_where_the_check_foresaw(world, troubled):
    tried = []
    for finding in Finding.objects.filter(campaigns=troubled, state="open"):
        for way in finding.ways_out:
            is_known = (finding.rule, way["kind"]) in tried
            if way["campaign"] != troubled.code or not way["outlook"] or is_known:
                continue
            if {"nobody_left", "only_channel"} & set(way["outlook"]["hindrances"]):
                continue
            with transaction.atomic():
                run = apply_way_out(
                    finding_id=finding.pk,
                    way_out_id=way["id"],
                    actor=world.planner,
                    extra={"text": "请这样说"},
                )
                jobs.drain()
                run.refresh_from_db()
                still = Finding.objects.filter(pk=finding.pk, state="open").exists()
                found = {"blocking": run.blocking, "warning": run.warnings, "notice": run.notices}
                transaction.set_rollback(True)
            foreseen = {name: way["outlook"][name] for name in found}
            assert foreseen == found, (finding.rule, way)
            assert still is not way["solves"] or not way["solves"], (finding.rule, way)
            tried.append((finding.rule, way["kind"]))

    kinds = {"exclude_shared", "align_terms", "shift_dates", "forbid_stacking", "attach_script"}
    assert kinds | {"exclude_persons", "move_wave"} <= {kind for _rule, kind in tried}


def test_at_most_one_way_out_of_a_finding_is_recommended_and_it_is_the_best(troubled):
    found = Finding.objects.filter(campaigns=troubled, state="open")
    assert found
    for finding in found:
        chosen = [way for way in finding.ways_out if way["recommended"]]
        assert len(chosen) == len({way["campaign"] for way in chosen})  # one for each side
        for way in chosen:
            assert way["outlook"]["is_better"]
            assert way["outlook"]["hindrances"] == []


def test_what_the_other_side_foresaw_stays(world, troubled):
    """The check of one plan keeps what that of the other found of the other's own ways out."""
    clash = Finding.objects.get(campaigns=troubled, rule="offer-clash", severity="blocking")
    theirs = next(plan for plan in clash.campaigns.all() if plan.pk != troubled.pk)
    jobs.enqueue("preflight.recheck", theirs.code, payload={"campaign": theirs.code})
    jobs.drain()

    clash.refresh_from_db()
    foreseen = {
        way["campaign"]: bool(way["outlook"])
        for way in clash.ways_out
        if way["kind"] == "exclude_shared"
    }
    assert foreseen == {troubled.code: True, theirs.code: True}
