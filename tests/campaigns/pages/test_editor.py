from __future__ import annotations

import json

import pytest

from campaigns import commands
from campaigns.enums import CampaignState, SourceKind
from campaigns.models import Campaign, PlanVersion
from channels.models import CustomerGroup, LoadingRule, Product
from common import clock
from common.models import AuditEvent
from customers.models import Customer
from findings.commands.recording import renew
from tests.factories.campaigns import day, make_checking, make_coordinating, make_draft
from tests.factories.channels import make_group
from tests.factories.customers import link, make_customer, make_organisation
from tests.factories.resources import make_reservation, make_resource, make_stock
from tests.markup import flat

pytestmark = pytest.mark.django_db

ROW = {"product": "recharge", "pay": "100", "get": "50", "get_kind": "balance", "stackable": ""}


def url(plan, tail=""):
    return f"/campaigns/{plan.code}/edit/{tail}"


def row(root, number, **values):
    return {f"{root}.{number}.{name}": value for name, value in values.items()}


def basics(plan, **changes):
    values = {
        "name": "新名字",
        "category": "promotion",
        "starts_on": day(10).isoformat(),
        "ends_on": day(40).isoformat(),
        "branches[]": ["", "branch-east"],
        "enrolment": "opt_in",
        "flex_days": "7",
        "budget": "1,000.00",
    }
    return {"etag": plan.content_tag, **values, **changes}


@pytest.fixture
def editor(page, world):
    """An htmx session of the planner, and their draft."""
    return page(world.planner, htmx=True), make_draft(world.planner)


def event(response, name):
    return json.loads(response["HX-Trigger"])[name]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_editor_opens(page, world, language):
    plan = make_draft(
        world.planner,
        placements=[
            {
                "channel": "sms",
                "waves": [
                    {"on": day(11).isoformat(), "from": "10:00", "until": "18:00", "share": 0.5}
                ],
            }
        ],
        audience={
            "include": [
                {"segment": "everybody"},
                {"filter": {"all": [{"field": "arpu", "op": "gte", "value": "30"}]}},
                {"list": ["N0001"]},
            ]
        },
        participants=[{"unit": "product", "product": "music-pack", "cost_share": "0.30"}],
    )

    response = page(world.planner, language=language).get(url(plan))

    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="50%"' in text
    assert 'value="10:00"' in text
    assert 'value="30%"' in text
    assert response.context["sections"][0].code == "basics"


def test_editor_of_another_department_is_forbidden_once_the_plan_is_visible(page, world):
    plan = make_checking(world.planner)

    assert page(world.rival).get(url(plan)).status_code == 403
    assert page(world.rival).post(url(plan, "basics/"), basics(plan)).status_code == 403


def test_editor_sends_a_submitted_plan_back_to_its_page(page, world):
    plan = make_checking(world.planner)

    assert page(world.planner).get(url(plan)).url == f"/campaigns/{plan.code}/"


def test_basics_are_saved_by_themselves(editor):
    client, plan = editor

    response = client.post(url(plan, "basics/"), basics(plan))

    plan = Campaign.objects.select_related("working").get()
    assert response.status_code == 200
    assert plan.name == "新名字"
    assert [unit.code for unit in plan.working.branches.all()] == ["branch-east"]
    assert str(plan.working.budget) == "1000.00"
    assert event(response, "plan-saved")["etag"] == plan.content_tag
    assert "Saved at" in response.content.decode()


def test_wrong_dates_stand_at_their_field_and_change_nothing(editor):
    client, plan = editor

    response = client.post(
        url(plan, "basics/"), basics(plan, ends_on=day(5).isoformat(), budget="-3")
    )

    assert response.status_code == 422
    assert set(event(response, "plan-refused")["errors"]) == {"budget"}
    assert Campaign.objects.get().name == plan.name
    response = client.post(url(plan, "basics/"), basics(plan, ends_on=day(5).isoformat()))
    assert set(event(response, "plan-refused")["errors"]) == {"ends_on"}
    assert not AuditEvent.objects.filter(action="change").exists()


def test_refused_section_bars_submission_whatever_else_is_saved(editor):
    client, plan = editor

    answers = [
        client.post(url(plan, "basics/"), basics(plan, budget="约500万")),
        client.post(
            url(plan, "comms/"),
            {"etag": plan.content_tag, "selling_points": "送话费", "refused": ["basics:1"]},
        ),
    ]

    for response in answers:
        text = response.content.decode()
        assert "Not saved, something needs mending: Basics." in text
        assert "/do/submit/" not in text
        assert 'href="#s-basics"' in text
    plan.refresh_from_db()
    mended = client.post(url(plan, "basics/"), basics(plan))
    assert "Not saved, something needs mending" not in mended.content.decode()


def test_wrong_input_is_kept_without_script(page, world):
    plan = make_draft(world.planner)

    response = page(world.planner).post(url(plan, "basics/"), basics(plan, name="", budget="viel"))

    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="viel"' in text
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="e-budget"' in text


def test_save_without_script_comes_back_to_the_section(page, world):
    plan = make_draft(world.planner)

    response = page(world.planner).post(
        url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "充100送50\n\n 送话费 "}
    )

    assert response.url == url(plan) + "#s-comms"
    assert [point.text for point in plan.working.selling_points.all()] == ["充100送50", "送话费"]


def test_stale_edit_is_refused_and_says_who_was_faster(editor):
    client, plan = editor
    client.post(url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "first"})

    response = client.post(
        url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "second"}
    )

    assert response.status_code == 409
    assert "planner.consumer" in response.content.decode()
    assert "You changed this plan in another window" in response.content.decode()
    assert event(response, "plan-stale")["etag"] == Campaign.objects.get().content_tag
    assert [point.text for point in plan.working.selling_points.all()] == ["first"]


def test_stale_edit_without_script_keeps_the_text(page, world):
    plan = make_draft(world.planner)
    client = page(world.planner)
    client.post(url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "first"})

    response = client.post(
        url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "second"}
    )

    assert response.status_code == 409
    assert "second" in response.content.decode()


def test_offers_are_saved_with_their_rates(editor):
    client, plan = editor
    blank = row("offers", 9, product="", pay="", get="", get_kind="balance", stackable="")
    data = (
        {"etag": plan.content_tag}
        | blank
        | row("offers", 4, **ROW | {"stackable": "no", "lock_months": "5"})
        | row("offers", 2, **ROW | {"get": "１１０"})
    )

    response = client.post(url(plan, "offers/"), data)

    offers = list(Campaign.objects.get().working.offers.all())
    assert [(offer.get, offer.stackable, offer.lock_months) for offer in offers] == [
        (50, False, 5),
        (110, None, 0),
    ]
    assert [name for name, _figure in response.context["offer_figures"]] == ["offers-4", "offers-2"]
    assert 'id="rate-offers-2"' in response.content.decode()
    assert "110%" in response.content.decode() or "110.0%" in response.content.decode()


def test_error_in_an_offer_names_the_row_of_the_form(editor):
    client, plan = editor

    response = client.post(
        url(plan, "offers/"),
        {"etag": plan.content_tag}
        | row("offers", 3, product="", pay="", get="")
        | row("offers", 7, **ROW | {"pay": "x"}),
    )

    assert set(event(response, "plan-refused")["errors"]) == {"offers.7.pay"}


def test_waves_over_the_whole_stand_at_the_wave(editor):
    client, plan = editor
    wave = {"on": day(11).isoformat(), "share": "60%", "to": "all"}
    data = {"etag": plan.content_tag} | row(
        "placements", 5, channel="sms", product="", expected_orders="3,000"
    )
    data |= row("placements.5.waves", 1, **wave) | row("placements.5.waves", 8, **wave)

    response = client.post(url(plan, "channels/"), data)

    assert set(event(response, "plan-refused")["errors"]) == {"placements.5.waves.8.share"}
    response = client.post(url(plan, "channels/"), data | {"placements.5.waves.8.share": "40%"})
    placement = Campaign.objects.get().working.placements.get()
    assert response.status_code == 200
    assert placement.expected_orders == 3000
    assert [str(one.share) for one in placement.waves.all()] == ["0.60", "0.40"]


def test_channel_shows_how_it_fits(editor):
    client, plan = editor
    LoadingRule.objects.create(
        product=Product.objects.get(code="recharge"),
        customer_group=CustomerGroup.objects.filter(code="consumer").first()
        or make_group("consumer"),
        channel=plan.working.placements.get().channel,
        fit="forbidden",
        valid_from=clock.today(),
    )

    assert "forbidden" in client.get(url(plan)).content.decode()


def test_audience_takes_segments_conditions_and_lists(editor):
    client, plan = editor
    group = make_group("consumer", name="个人客户", name_en="Consumer")
    data = {"etag": plan.content_tag, "eligibility.own": ""}
    data |= row("audience", 0, side="include", segment="everybody")
    data |= row("audience", 1, side="exclude", list="N0001, N0002")
    data |= row("audience", 2, side="include") | row(
        "audience.2.filter.all", 0, field="group", op="in", **{"value[]": [group.code, ""]}
    )
    data |= row("audience.2.filter.all", 1, field="arpu", op="between", value="10 .. 20")

    response = client.post(url(plan, "audience/"), data)

    rows = Campaign.objects.get().working.sources.all()
    assert response.status_code == 200
    assert {(row.side, row.kind) for row in rows} == {
        ("include", "segment"),
        ("include", "filter"),
        ("exclude", "list"),
    }
    assert rows.get(kind=SourceKind.FILTER).filter["all"][0]["value"] == [group.code]
    assert (
        event(response, "plan-saved")["names"]["audience-include-1-filter-all-1"]
        == "audience-2-filter-all-1"
    )


def test_wrong_condition_stands_at_its_value(editor):
    client, plan = editor
    data = {"etag": plan.content_tag} | row("audience", 6, side="include")
    data |= row("audience.6.filter.all", 3, field="arpu", op="gte", value="viel")

    response = client.post(url(plan, "audience/"), data)

    assert set(event(response, "plan-refused")["errors"]) == {"audience.6.filter.all.3.value"}


@pytest.mark.parametrize("name", ["value", "value[]"])
def test_word_is_no_code_and_stands_at_its_value(editor, name):
    client, plan = editor
    make_group("consumer", name="个人客户", name_en="Consumer")
    before = plan.working.sources.get().segment.code
    condition = row("audience.0.filter.all", 0, field="group", op="eq", **{name: "Consumer"})

    response = client.post(
        url(plan, "audience/"),
        {"etag": plan.content_tag} | row("audience", 0, side="include") | condition,
    )

    assert set(event(response, "plan-refused")["errors"]) == {"audience.0.filter.all.0.value"}
    assert plan.working.sources.get().segment.code == before


def test_line_of_another_plan_cannot_be_kept(page, world):
    other = make_draft(
        world.rival, owner_unit="enterprise", audience={"include": [{"list": ["N0001"]}]}
    )
    plan = make_draft(world.planner)
    stolen = f"list:{other.working.sources.get().members_id}"

    response = page(world.planner, htmx=True).post(
        url(plan, "audience/"),
        {"etag": plan.content_tag} | row("audience", 0, side="include", stored=stolen),
    )

    assert response.status_code == 422
    assert set(event(response, "plan-refused")["errors"]) == {"audience.0"}


def test_panel_counts_the_audience_and_its_waves(page, world, exact_counts):
    plan = make_draft(
        world.planner,
        audience={"include": [{"segment": "everybody"}], "exclude": [{"list": ["N0001"]}]},
        placements=[{"channel": "sms", "waves": [{"on": day(11).isoformat(), "share": 1}]}],
    )

    counted = page(world.planner, htmx=True).get(url(plan, "audience/count/")).context["counted"]

    assert (counted.matching, counted.total) == (3, 2)
    assert [step.persons for step in counted.taken] == [1]
    assert counted.lines["audience-include-0"] == "3"
    assert counted.lines["placements-0-waves-0"] == "2"


def test_panel_and_head_of_a_draft_tell_no_small_number(page, world):
    plan = make_draft(world.planner, audience={"include": [{"list": ["N0001", "N0002"]}]})

    panel = page(world.planner, htmx=True).get(url(plan, "audience/count/"))
    head = page(world.planner).get(url(plan).removesuffix("edit/")).context["head"]

    few = str(panel.context["counted"].lines["audience-include-0"])
    assert "20" in few
    assert panel.content.decode().count(few) >= 3
    assert (head.persons, head.persons_told) == (20, few)


def test_panel_counts_organisations_with_their_people(page, world, exact_counts):
    firm = make_organisation("FIRM")
    inside, also, _outside = Customer.objects.order_by("number")
    for person in (inside, also):
        link(firm, person.party)
    make_customer("F1", party=firm, arpu=90)
    firms = {
        "all": [
            {"field": "kind", "op": "eq", "value": "organisation"},
            {"field": "arpu", "op": "gte", "value": "80"},
        ]
    }
    everybody = {"segment": "everybody"}
    plan = make_draft(
        world.planner, audience={"include": [everybody], "exclude": [{"filter": firms}]}
    )
    only_firms = make_draft(world.planner, audience={"include": [{"filter": firms}]})
    client = page(world.planner, htmx=True)

    response = client.get(url(plan, "audience/count/"))
    lines = client.get(url(only_firms, "audience/count/")).context["counted"].lines

    counted = response.context["counted"]
    assert [(step.persons, step.organisations) for step in counted.taken] == [(2, 1)]
    assert (counted.matching, counted.total, response.context["members"]) == (3, 1, 0)
    assert [lines[f"audience-include-0-filter-all-{at}"] for at in (0, 1)] == ["2", "2"]


def test_panel_is_closed_to_others(page, world):
    plan = make_checking(world.planner)

    assert page(world.rival, htmx=True).get(url(plan, "audience/count/")).status_code == 403
    assert page(world.viewer, htmx=True).get(url(plan, "audience/count/")).status_code == 404


def test_resources_show_what_is_short(editor, world):
    client, plan = editor
    resource = make_resource("leaflet-a4")
    make_stock(resource, world.branch, 100)
    make_reservation(resource, world.branch, 40, campaign="C2020-0001", needed_by=day(5))
    data = {"etag": plan.content_tag} | row(
        "resource_requests",
        2,
        resource="leaflet-a4",
        unit="branch-east",
        quantity="1,000",
        needed_by=day(9).isoformat(),
    )

    response = client.post(url(plan, "resources/"), data)

    ((name, figure),) = response.context["request_figures"]
    assert name == "resource_requests-2"
    assert (figure["free"], figure["taken"], figure["short"]) == (100, 40, 940)


def test_service_plan_is_saved(editor):
    client, plan = editor

    client.post(
        url(plan, "service/"),
        {"etag": plan.content_tag, "service_plan.script": "这样说", "service_plan.training_on": ""},
    )

    version = PlanVersion.objects.get()
    assert version.script == "这样说"
    assert version.training_on is None


def test_submit_says_what_is_missing_and_where(page, world):
    plan = make_draft(world.planner, audience=None, placements=[{"channel": "sms"}])

    response = page(world.planner).get(url(plan))

    states = {section.code: section.state for section in response.context["sections"]}
    assert states["audience"] == "todo"
    assert states["channels"] == "bad"
    assert states["offers"] == "ok"
    assert len(response.context["missing"]) == 2


def test_unknown_section_is_not_there(editor):
    client, plan = editor

    assert client.post(url(plan, "nonsense/"), {"etag": plan.content_tag}).status_code == 404


def test_editor_escapes_what_was_typed(page, world):
    plan = make_draft(
        world.planner, name='"><script>x</script>', selling_points=["</textarea><script>y</script>"]
    )

    text = page(world.planner).get(url(plan)).content.decode()

    assert "<script>x" not in text
    assert "<script>y" not in text


def test_saved_plan_can_be_submitted(page, world):
    plan = make_draft(world.planner)

    page(world.planner).post(f"/campaigns/{plan.code}/do/submit/")

    assert Campaign.objects.get().state == CampaignState.CHECKING


def test_new_campaign_starts_a_draft(page, world):
    client = page(world.planner)
    assert client.get("/campaigns/new/").status_code == 200
    data = {
        "name": "秋季",
        "category": "promotion",
        "owner_unit": "consumer",
        "starts_on": day(5).isoformat(),
        "ends_on": day(9).isoformat(),
    }

    response = client.post("/campaigns/new/", data)

    plan = Campaign.objects.get()
    assert response.url == url(plan)
    assert plan.author == world.planner


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"ends_on": day(1).isoformat()}, "ends_on"),
        ({"category": ""}, "category"),
        ({"owner_unit": "nowhere"}, "owner_unit"),
    ],
)
def test_new_campaign_keeps_wrong_input(page, world, change, field):
    data = {
        "name": "秋季",
        "category": "promotion",
        "owner_unit": "consumer",
        "starts_on": day(5).isoformat(),
        "ends_on": day(9).isoformat(),
    }

    response = page(world.planner).post("/campaigns/new/", data | change)

    assert response.status_code == 422
    assert list(response.context["errors"]) == [field]
    assert not Campaign.objects.exists()


def test_new_campaign_of_another_department_is_forbidden(page, world):
    data = {
        "name": "秋季",
        "category": "promotion",
        "owner_unit": "enterprise",
        "starts_on": day(5).isoformat(),
        "ends_on": day(9).isoformat(),
    }

    response = page(world.planner, htmx=True).post("/campaigns/new/", data)

    assert response.status_code == 403
    assert not Campaign.objects.exists()


def test_new_campaign_is_for_planners(page, world):
    assert page(world.head).get("/campaigns/new/").status_code == 403
    assert page(world.viewer).get("/campaigns/new/").status_code == 403


def test_moving_the_plan_takes_its_dates_along(page, world):
    resource = make_resource("leaflet-a4")
    plan = make_draft(
        world.planner,
        placements=[
            {
                "channel": "sms",
                "product": "recharge",
                "waves": [{"on": day(11).isoformat(), "share": 0.5}],
                "exclude": [{"list": ["N0001"]}],
            }
        ],
        resource_requests=[
            {
                "resource": resource.code,
                "unit": "branch-east",
                "quantity": 5,
                "needed_by": day(9).isoformat(),
            }
        ],
        service_plan={"training_on": day(8).isoformat(), "script": "这样说"},
    )

    response = page(world.planner).post(url(plan, "move/"), {"starts_on": day(60).isoformat()})

    version = PlanVersion.objects.get()
    placement = version.placements.get()
    assert response.url == url(plan)
    assert (version.starts_on, version.ends_on) == (day(60), day(90))
    assert placement.waves.get().on == day(61)
    assert placement.exclusions.get().members.size == 1
    assert version.resource_requests.get().needed_by == day(59)
    assert (version.training_on, version.script) == (day(58), "这样说")


def test_moving_needs_a_day_and_ones_own_draft(page, world):
    plan = make_draft(world.planner)

    assert (
        page(world.planner, htmx=True).post(url(plan, "move/"), {"starts_on": "soon"}).status_code
        == 400
    )
    assert (
        page(world.rival).post(url(plan, "move/"), {"starts_on": day(60).isoformat()}).status_code
        == 404
    )


def test_shares_and_campaigns_without_customers_are_refused_in_words_that_fit_the_form(
    editor, world
):
    client, plan = editor
    other = make_draft(world.planner, name="另一个草稿")
    share = client.post(
        url(plan, "offers/"),
        {
            "etag": plan.content_tag,
            **row("offers", 0, **ROW),
            **row("participants", 0, unit="product", product="music-pack", cost_share="150"),
        },
    )
    source = client.post(
        url(plan, "audience/"),
        {
            "etag": plan.content_tag,
            **row("audience", 0, side="include", campaign=other.code),
            "eligibility.own": "",
        },
    )

    assert "100%" in event(share, "plan-refused")["errors"]["participants.0.cost_share"][0]
    assert (
        "was never submitted" in event(source, "plan-refused")["errors"]["audience.0.campaign"][0]
    )


def test_findings_of_others_are_no_change_of_the_plan(page, world):
    plan = make_coordinating(world.planner)
    commands.change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    plan.refresh_from_db()
    renew([plan])  # what the re-check of another plan does to the sides of a finding

    saved = page(world.planner, htmx=True).post(
        url(plan, "comms/"), {"etag": plan.content_tag, "selling_points": "新卖点"}
    )

    assert saved.status_code == 200


@pytest.mark.parametrize("last", [40, 60])
def test_what_is_dated_moves_along_with_a_first_day_typed_by_hand(editor, world, last):
    client, _plan = editor
    wave = {"on": day(12).isoformat(), "share": 1}
    unit, resource = "branch-east", make_resource()
    plan = make_draft(
        world.planner,
        placements=[{"channel": "sms", "waves": [wave]}],
        resource_requests=[
            {"resource": resource.code, "unit": unit, "quantity": 5, "needed_by": wave["on"]}
        ],
    )
    data = basics(plan, starts_on=day(30).isoformat(), ends_on=day(last).isoformat())

    refused = client.post(url(plan, "basics/"), data)
    moved = client.post(url(plan, "basics/"), data | {"move": day(10).isoformat()})

    text = refused.content.decode()
    assert refused.status_code == 422
    assert f'name="move" value="{day(10).isoformat()}"' in flat(text)
    assert "by 20 days?" in flat(text)
    assert event(moved, "plan-saved") == {"moved": True}
    version = Campaign.objects.get(pk=plan.pk).working
    assert version.placements.get().waves.get().on == day(32)
    assert version.resource_requests.get().needed_by == day(32)
    assert (version.starts_on, version.ends_on) == (day(30), day(60))


@pytest.mark.parametrize(
    "typed", ["{code}", "  {lower} ", "Ｃ{wide}", "集团成员充100送30"], ids=str
)
def test_another_plan_is_named_by_code_in_any_width_and_case_or_by_name(editor, world, typed):
    client, plan = editor
    other = make_coordinating(world.rival, owner_unit="enterprise", name="集团成员充100送30")
    wide = other.code[1:].translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    text = typed.format(code=other.code, lower=other.code.lower(), wide=wide)

    response = client.post(
        url(plan, "audience/"),
        {"etag": plan.content_tag, "eligibility.own": ""}
        | row("audience", 0, side="include", segment="everybody")
        | row("audience", 1, side="exclude", campaign=text),
    )
    offered = client.get(url(plan, "choices/campaigns/"), {"q": "成员充１００"}).content.decode()

    assert response.status_code == 200
    sources = Campaign.objects.get(pk=plan.pk).working.sources
    assert sources.get(kind=SourceKind.CAMPAIGN).campaign == other
    assert f'value="{other.code}"' in offered
    assert plan.code not in offered


def test_wide_digits_count_in_conditions_and_number_lists(editor):
    client, plan = editor
    data = {"etag": plan.content_tag, "eligibility.own": ""}
    data |= row("audience", 0, side="include", list="Ｎ０００１、N0002；N0003")
    data |= row("audience", 1, side="include")
    data |= row("audience.1.filter.all", 0, field="arpu", op="between", value="１０ ~ ２０．５")

    response = client.post(url(plan, "audience/"), data)

    rows = Campaign.objects.get().working.sources.all()
    assert response.status_code == 200
    assert rows.get(kind=SourceKind.LIST).members.size == 3
    assert rows.get(kind=SourceKind.FILTER).filter["all"][0]["value"] == ["10", "20.5"]
