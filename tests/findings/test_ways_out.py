"""Mending what was found: each way out makes the next revision."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import replace

import pytest
from django.db import connection
from pyroaring import BitMap

from campaigns.audiences import version_audience
from campaigns.loading import whole
from campaigns.models import Campaign
from campaigns.plan_view.plans import lines
from common.errors import Refused
from common.models import AuditEvent
from customers import bitmaps
from findings.commands import apply_way_out, foresee_way_out
from findings.commands.edit import Edit
from findings.commands.edits import EDITS
from findings.enums import WayOutKind
from findings.models import CheckRun, Finding
from findings.types import WayOut
from findings.way_forms import FORMS
from organization.enums import Role
from organization.models import Notice
from preflight import stored_plans
from tests.factories.campaigns import (
    day,
    found,
    make_checking,
    make_clash,
    make_coordinating,
    make_resource,
    run_check,
)
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def way(kind, own=True, **params):
    def make(campaign, other):
        shown = {
            key: value(campaign, other) if callable(value) else value
            for key, value in params.items()
        }
        return WayOut(kind=kind, campaign=(campaign if own else other).code, params=shown)

    return make


def take(campaign, finding, actor, number=0, **extra):
    """Apply the way out; what was foreseen before is what is submitted."""
    step = {
        "finding_id": finding.pk,
        "way_out_id": finding.ways_out[number]["id"],
        "actor": actor,
        "extra": extra,
    }
    foreseen = foresee_way_out(**step)
    before = snapshot(foreseen), said(foreseen)
    run = apply_way_out(**step)
    campaign.refresh_from_db()
    applied = whole([run.version_id])[run.version_id]
    assert before == (snapshot(applied), said(applied))
    assert foreseen.number == applied.number
    return run


def snapshot(version):
    """What rules read, with the sets in a shape that compares."""
    plan = stored_plans.plan_of(version)
    values = {name: getattr(plan, name) for name in plan.__dataclass_fields__}
    placements = [
        (
            one.key,
            one.expected_orders,
            set(one.parties),
            [(w.on, set(w.persons)) for w in one.waves],
        )
        for one in plan.placements
    ]
    sets = {"audience": set(plan.audience), "eligibility": set(plan.eligibility)}
    return values | sets | {"placements": placements}


def said(version):
    return [*lines(version, with_budget=True, with_audience=True)]


WAVES = [{"on": day(10).isoformat(), "share": 0.5}, {"on": day(20).isoformat(), "share": 0.5}]
SMS = {
    "placements": [
        {"channel": "sms", "product": "recharge", "waves": WAVES},
        {"channel": "social-outlet", "product": "recharge"},
    ]
}
ON_SMS = {"channel": "sms", "product": "recharge"}


def test_excluding_everybody_is_refused(world, client_of):
    campaign, _other, finding = make_clash(
        world, way(WayOutKind.EXCLUDE_SHARED, **{"with": lambda own, other: other.code})
    )

    response = client_of(world.planner).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/apply/",
        {"way_out": finding.ways_out[0]["id"]},
    )

    assert response.status_code == 409  # everybody is shared in this small company
    assert response.json()["errors"][0]["code"] == "empty-audience"
    assert fresh(campaign).revision == 1


def test_excluding_the_shared_customers_leaves_the_others(world):
    few = {"include": [{"list": ["N0001"]}]}
    other = make_coordinating(
        world.rival,
        owner_unit="enterprise",
        audience=few,
        eligibility={"include": [{"list": ["N0001", "N0002"]}]},
    )
    campaign = make_checking(world.planner)
    leave = WayOut(
        kind=WayOutKind.EXCLUDE_SHARED, campaign=campaign.code, params={"with": other.code}
    )
    run_check(campaign, found(campaign, other, ways_out=[leave], persons=BitMap([0, 1])))

    take(campaign, Finding.objects.get(), world.planner)

    assert set(version_audience(campaign.working)) == {2}
    kinds = campaign.working.sources.filter(side="exclude").values_list("kind", flat=True)
    assert list(kinds) == ["campaign", "list"]


def test_excluding_persons_leaves_the_others(world, client_of):
    campaign, _other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))

    response = client_of(world.planner).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/apply/",
        {"way_out": finding.ways_out[0]["id"]},
    )

    assert response.status_code == 202
    campaign = fresh(campaign)
    assert response.json() == {
        "campaign": campaign.code,
        "state": "checking",
        "check_run": str(CheckRun.objects.get(version=campaign.working).pk),
    }
    assert campaign.revision == 2
    assert set(version_audience(campaign.working)) == {2}
    assert AuditEvent.objects.filter(action="apply_way_out", object_code=campaign.code).count() == 1


def test_earlier_revision_stays_as_it_was(world):
    campaign, _other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))
    before = campaign.working

    take(campaign, finding, world.planner)

    before.refresh_from_db()
    assert before.number == 1
    assert len(bitmaps.load(before.audience_set_id)) == 3
    assert not before.sources.filter(side="exclude").exists()


def test_excluding_at_one_placement(world):
    campaign, _other, finding = make_clash(
        world, way(WayOutKind.EXCLUDE_PERSONS, placements=[ON_SMS]), **SMS
    )

    take(campaign, finding, world.planner)

    sms = campaign.working.placements.get(channel__code="sms")
    assert set(bitmaps.load(sms.excluded_set_id)) == {0, 1}
    assert len(version_audience(campaign.working)) == 3


def test_shifting_moves_everything_that_has_a_date(world):
    make_resource("leaflet-a4")
    request = {
        "resource": "leaflet-a4",
        "unit": "branch-east",
        "quantity": 5,
        "needed_by": day(8).isoformat(),
    }
    moved = way(WayOutKind.SHIFT_DATES, starts_on=day(15), ends_on=day(45))
    plan = {
        **SMS,
        "resource_requests": [request],
        "service_plan": {"training_on": day(4).isoformat()},
    }
    campaign, _other, finding = make_clash(world, moved, **plan)

    take(campaign, finding, world.planner)

    version = campaign.working
    assert (version.starts_on, version.ends_on, version.training_on) == (day(15), day(45), day(9))
    assert [wave.on for wave in version.placements.first().waves.all()] == [day(15), day(25)]
    assert version.resource_requests.get().needed_by == day(13)


def test_dropping_and_moving_waves(world):
    drop = way(WayOutKind.DROP_WAVE, **ON_SMS, wave=2, on=day(20))
    move = way(WayOutKind.MOVE_WAVE, **ON_SMS, wave=1, on=day(10), to=day(12))
    campaign, _other, finding = make_clash(world, drop, move, **SMS)

    take(campaign, finding, world.planner)
    assert [wave.on for wave in campaign.working.placements.first().waves.all()] == [day(10)]

    run_check(
        campaign, found(campaign, _other, ways_out=[move(campaign, _other)], persons=BitMap([0]))
    )
    take(campaign, Finding.objects.get(), world.planner)
    assert [wave.on for wave in campaign.working.placements.first().waves.all()] == [day(12)]


@pytest.mark.parametrize(
    ("to", "is_taken"),
    [
        pytest.param(-1, False, id="yesterday"),
        pytest.param(0, True, id="today"),
        pytest.param(30, True, id="the last day"),
        pytest.param(31, False, id="the day after"),
    ],
)
def test_wave_moves_within_what_is_left_of_the_window(world, to, is_taken):
    """The window of a coordinating plan has begun: the clock has not come by yet."""
    move = way(WayOutKind.MOVE_WAVE, **ON_SMS, wave=2, on=day(20), to=day(to))
    campaign, _other, finding = make_clash(world, move, **SMS)
    version = whole([campaign.working_id])[campaign.working_id]
    version.starts_on, version.ends_on = day(-5), day(30)
    edit = Edit(
        version=version,
        finding=finding,
        params=FORMS[WayOutKind.MOVE_WAVE].params.decode(finding.ways_out[0]["params"]),
        extra={},
        today=day(0),
    )

    for other in ({"wave": 1}, {"wave": 0}, {"wave": 3}, {"on": day(21)}):
        with pytest.raises(Refused):
            EDITS[WayOutKind.MOVE_WAVE](replace(edit, params={**edit.params, **other}))
    if is_taken:
        placements = EDITS[WayOutKind.MOVE_WAVE](edit)["placements"]
        assert placements[0]["waves"][1]["on"] == day(to)
    else:
        with pytest.raises(Refused) as refusal:
            EDITS[WayOutKind.MOVE_WAVE](edit)
        assert refusal.value.reasons[0].code == "outdated"


@pytest.mark.parametrize("until", [dt.time(9, 30), None])
def test_wave_moves_into_other_hours_of_its_day(world, until):
    hours = {"from": dt.time(8), "until": until}
    move = way(WayOutKind.MOVE_WAVE, **ON_SMS, wave=1, on=day(10), to=day(10), **hours)
    campaign, _other, finding = make_clash(world, move, **SMS)

    assert finding.ways_out[0]["params"]["from"] == "08:00"
    take(campaign, finding, world.planner)

    wave = fresh(campaign).working.placements.first().waves.first()
    assert (wave.on, wave.starts_at, wave.ends_at) == (day(10), dt.time(8), until)


def test_step_that_no_longer_fits_is_refused(world):
    campaign, _other, finding = make_clash(
        world, way(WayOutKind.DROP_WAVE, **ON_SMS, wave=3, on=day(20)), **SMS
    )

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert refusal.value.reasons[0].code == "outdated"
    assert fresh(campaign).working.number == 1


def test_changing_and_leaving_channels(world):
    change = way(
        WayOutKind.CHANGE_CHANNEL, channel="social-outlet", product="recharge", to="own-hall"
    )
    leave = way(WayOutKind.LEAVE_CHANNEL, channel="sms")
    campaign, other, finding = make_clash(world, change, leave, **SMS)

    take(campaign, finding, world.planner)
    assert [one.channel.code for one in campaign.working.placements.all()] == ["sms", "own-hall"]

    run_check(
        campaign, found(campaign, other, ways_out=[leave(campaign, other)], persons=BitMap([0]))
    )
    take(campaign, Finding.objects.get(), world.planner)
    assert [one.channel.code for one in campaign.working.placements.all()] == ["own-hall"]


def test_leaving_the_only_channel_is_refused_with_what_is_missing(world):
    campaign, _other, finding = make_clash(
        world, way(WayOutKind.LEAVE_CHANNEL, channel="social-outlet")
    )

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert [reason.attr for reason in refusal.value.reasons] == ["placements"]


def test_terms_stacking_enrolment_and_requests(world):
    make_resource("leaflet-a4")
    request = {
        "resource": "leaflet-a4",
        "unit": "branch-east",
        "quantity": 5,
        "needed_by": day(8).isoformat(),
    }
    ways = [
        way(WayOutKind.ALIGN_TERMS, offer=1, get="30.00", get_value="30.00", lock_months=12),
        way(WayOutKind.FORBID_STACKING, exclusive_group="recharge-gift"),
        way(WayOutKind.OPT_IN),
        way(WayOutKind.REDUCE_REQUEST, resource="leaflet-a4", unit="branch-east", quantity=2),
    ]
    campaign, other, finding = make_clash(
        world, *ways, enrolment="opt_out", resource_requests=[request]
    )

    for number in range(len(ways)):
        take(campaign, finding, world.planner, number)
        run_check(
            campaign,
            found(
                campaign,
                other,
                ways_out=[one(campaign, other) for one in ways],
                persons=BitMap([0, 1]),
            ),
        )
        finding = Finding.objects.get()

    campaign.refresh_from_db()
    offer = campaign.working.offers.get()
    assert (str(offer.get), str(offer.get_value), offer.lock_months) == ("30.00", "30.00", 12)
    assert (offer.stackable, offer.exclusive_group) == (False, "recharge-gift")
    assert campaign.working.enrolment == "opt_in"
    assert campaign.working.resource_requests.get().quantity == 2
    assert campaign.revision == 5


def test_script_needs_words(world, client_of):
    attach = way(WayOutKind.ATTACH_SCRIPT, **{"with": lambda own, other: other.code})
    campaign, other, finding = make_clash(world, attach)
    client, url = (
        client_of(world.planner),
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/apply/",
    )
    body = {"way_out": finding.ways_out[0]["id"]}

    missing = client.post(url, body)
    assert (missing.status_code, missing.json()["errors"][0]["attr"]) == (400, "text")

    assert client.post(url, body | {"text": "两个活动不能同时参加。"}).status_code == 202
    shown = client.get(f"/api/v1/campaigns/{campaign.code}/").json()
    assert shown["service_plan"]["scripts"] == [
        {"campaign": other.code, "text": "两个活动不能同时参加。"}
    ]


def test_general_words_of_the_service_plan_explain_no_other_offer(world):
    attach = way(WayOutKind.ATTACH_SCRIPT, **{"with": lambda own, other: other.code})
    campaign, _other, finding = make_clash(world, attach, service_plan={"script": "本案很好。"})

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert (refusal.value.status, refusal.value.reasons[0].attr) == (400, "text")
    assert not campaign.working.explanations.exists()


def test_advice_says_where_to_go(world):
    campaign, _other, finding = make_clash(world, way(WayOutKind.ALIGN_THEME, theme="spring"))

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert (refusal.value.status, refusal.value.reasons[0].code) == (409, "advice-only")


def test_a_word_is_replaced_at_its_places_in_the_plans_own_texts(world):
    places = [{"text": "name", "at": 0}, {"text": "selling_points.2", "at": 2}]
    campaign, _other, finding = make_clash(
        world,
        way(WayOutKind.REPHRASE, word="最佳", to="优选", places=places),
        name="最佳充值",
        selling_points=["便宜", "网速最佳，最佳"],
    )

    take(campaign, finding, world.planner)

    assert campaign.name == "优选充值"
    points = campaign.working.selling_points.values_list("text", flat=True)
    assert list(points) == ["便宜", "网速优选，最佳"]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"word": "最佳", "to": "优选"}, "advice-only"),
        ({"word": "最佳", "to": "优选", "places": [{"text": "name", "at": 1}]}, "outdated"),
        ({"word": "最佳", "to": "优选", "places": [{"text": "terms", "at": 0}]}, "outdated"),
    ],
)
def test_a_word_elsewhere_is_not_replaced(world, params, code):
    campaign, _other, finding = make_clash(
        world, way(WayOutKind.REPHRASE, **params), name="最佳充值"
    )

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert refusal.value.reasons[0].code == code
    assert fresh(campaign).name == "最佳充值"


def test_another_slot_is_asked_for_in_the_place_of_one(world):
    for code in ("screen", "lift"):
        make_resource(code, kind="media_slot")
    request = {
        "resource": "screen",
        "unit": "branch-east",
        "quantity": 2,
        "needed_by": day(8).isoformat(),
    }
    campaign, _other, finding = make_clash(
        world,
        way(WayOutKind.CHANGE_RESOURCE, resource="screen", unit="branch-east", to="lift"),
        resource_requests=[request],
    )

    take(campaign, finding, world.planner)

    (asked,) = campaign.working.resource_requests.all()
    assert (asked.resource.code, asked.quantity) == ("lift", 2)


def test_the_resource_keeper_is_asked_to_order(world, client_of):
    keeper = make_user(Role.RESOURCE_KEEPER, None)
    make_resource("leaflet-a4")
    campaign, _other, finding = make_clash(
        world,
        way(
            WayOutKind.REORDER,
            resource="leaflet-a4",
            unit="branch-east",
            quantity=30,
            by=day(2),
        ),
    )

    client_of(world.planner).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/propose/",
        {"way_out": finding.ways_out[0]["id"]},
    )

    assert Notice.objects.filter(user=keeper, case="asked").count() == 1


def test_other_sides_click_is_a_proposal(world, client_of):
    campaign, _other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))
    other_url = f"/api/v1/campaigns/{_other.code}/findings/{finding.pk}/"
    client, body = client_of(world.rival), {"way_out": finding.ways_out[0]["id"]}

    refused = client.post(f"{other_url}apply/", body)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "not-your-plan")

    proposed = client.post(f"{other_url}propose/", body)
    assert proposed.status_code == 201
    assert proposed.json()["campaign"] == campaign.code
    assert Notice.objects.filter(user=world.planner, case="proposed").count() == 1


def test_a_proposal_is_declined_with_words_and_can_be_made_again(world, client_of):
    campaign, other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))
    theirs = f"/api/v1/campaigns/{other.code}/findings/{finding.pk}"
    mine = f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}"
    named = {"way_out": finding.ways_out[0]["id"]}
    asking, asked = client_of(world.rival), client_of(world.planner)

    early = asked.post(f"{mine}/decline/", named | {"text": "No."})
    proposed = asking.post(f"{theirs}/propose/", named | {"text": "They are yours since May."})
    not_theirs = asking.post(f"{theirs}/decline/", named | {"text": "No."})
    wordless = asked.post(f"{mine}/decline/", named | {"text": " "})
    declined = asked.post(f"{mine}/decline/", named | {"text": "They are our best customers."})
    again = asking.post(f"{theirs}/propose/", named)

    assert early.json()["errors"][0]["code"] == "not-proposed"
    assert "They are yours since May." in proposed.json()["text"]
    assert (not_theirs.status_code, wordless.status_code) == (403, 400)
    assert (declined.status_code, again.status_code) == (201, 201)
    notice = Notice.objects.get(user=world.rival, case="declined")
    assert notice.params["person"] == str(world.planner)


@pytest.mark.parametrize(
    ("kind", "params", "told"),
    [
        (WayOutKind.ACCEPT, {"resource": "leaflet-a4", "unit": "branch-east"}, "head"),
    ],
)
def test_advice_is_asked_for_from_who_can_follow_it(world, client_of, kind, params, told):
    campaign, _other, finding = make_clash(world, way(kind, **params))

    answer = client_of(world.planner).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/propose/",
        {"way_out": finding.ways_out[0]["id"]},
    )

    assert answer.status_code == 201
    assert Notice.objects.filter(user=getattr(world, told), case="asked").count() == 1
    assert not Notice.objects.filter(user=world.planner, case="asked").exists()


def test_unknown_way_out(world, client_of):
    campaign, _other, finding = make_clash(world)

    response = client_of(world.planner).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/apply/",
        {"way_out": "drop-everything"},
    )

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (400, "way_out")


def test_clicking_twice_makes_one_revision(world):
    campaign, _other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))
    take(campaign, finding, world.planner)

    with pytest.raises(Refused) as refusal:
        take(campaign, finding, world.planner)

    assert refusal.value.reasons[0].code == "wrong-state"
    assert fresh(campaign).revision == 2


@pytest.mark.database
def test_the_approval_lock_is_held_while_a_plan_is_revised_and_not_to_look_ahead(world):
    """What is approved meanwhile would be approved beside a plan that is no longer so."""
    _campaign, _other, finding = make_clash(world, way(WayOutKind.EXCLUDE_PERSONS))
    step = {"finding_id": finding.pk, "way_out_id": finding.ways_out[0]["id"]}

    foresee_way_out(**step, actor=world.planner)
    assert not holds_lock("approval")
    apply_way_out(**step, actor=world.planner)
    assert holds_lock("approval")


def holds_lock(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
            " AND pid = pg_backend_pid()",
            [zlib.crc32(name.encode())],
        )
        return bool(cursor.fetchone()[0])


def test_every_kind_is_applied_or_says_what_to_do():
    clicked = {kind for kind, form in FORMS.items() if not form.advice or form.click}
    assert set(EDITS) == clicked
