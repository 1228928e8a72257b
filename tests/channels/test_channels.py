import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from channels import commands, queries
from channels.enums import Fit
from channels.models import Channel, LoadingRule
from common.errors import Refused
from common.models import AuditEvent
from organization.enums import Role
from tests.factories.campaigns import make_checking
from tests.factories.channels import make_channel, make_group, make_product
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
TODAY = dt.date(2027, 3, 1)


def cell():
    return {
        "product": make_product("recharge"),
        "customer_group": make_group("consumer"),
        "channel": make_channel("sms"),
    }


def test_set_fit_starts_the_next_version_and_ends_the_last():
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER)
    commands.set_fit(
        **key, fit=Fit.ALLOWED, reason="start", actor=manager, now=NOW - dt.timedelta(days=30)
    )

    rule = commands.set_fit(**key, fit=Fit.FORBIDDEN, reason="complaints", actor=manager, now=NOW)

    assert (rule.version, rule.fit, rule.valid_until) == (2, Fit.FORBIDDEN, None)
    assert queries.rules_in_force(TODAY)["recharge", "consumer", "sms"] == rule
    assert (
        queries.rules_in_force(TODAY - dt.timedelta(days=1))["recharge", "consumer", "sms"].fit
        == Fit.ALLOWED
    )
    assert AuditEvent.objects.filter(action="set_fit").count() == 2


def test_set_fit_twice_on_one_day_keeps_one_rule_in_force():
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER)
    commands.set_fit(**key, fit=Fit.ALLOWED, reason="start", actor=manager, now=NOW)

    commands.set_fit(**key, fit=Fit.PREFERRED, reason="better", actor=manager, now=NOW)

    assert queries.rules_in_force(TODAY)["recharge", "consumer", "sms"].fit == Fit.PREFERRED
    assert [rule.fit for rule in LoadingRule.objects.in_force(TODAY)] == [Fit.PREFERRED]


def test_rule_in_force_is_the_newest_that_is_valid_on_the_day():
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER)
    days = [NOW + dt.timedelta(days=n) for n in (0, 0, 5)]
    for at, fit in zip(days, [Fit.FORBIDDEN, Fit.ALLOWED, Fit.TRIAL], strict=True):
        commands.set_fit(**key, fit=fit, reason="x", actor=manager, now=at)

    def in_force(offset: int) -> list[str]:
        rules = LoadingRule.objects.in_force(TODAY + dt.timedelta(days=offset))
        return [rule.fit for rule in rules]

    assert [in_force(offset) for offset in (-1, 0, 1, 4, 5, 400)] == [
        [],
        [Fit.ALLOWED],
        [Fit.ALLOWED],
        [Fit.ALLOWED],
        [Fit.TRIAL],
        [Fit.TRIAL],
    ]


def test_the_fit_in_force_with_another_reason_is_a_version_with_its_reason():
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER)
    commands.set_fit(**key, fit=Fit.ALLOWED, reason="start", actor=manager, now=NOW)

    rule = commands.set_fit(**key, fit=Fit.ALLOWED, reason="again", actor=manager, now=NOW)

    assert (rule.version, rule.reason, rule.set_by, rule.set_at) == (2, "again", manager, NOW)


def test_what_a_rule_says_already_is_refused_in_words():
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER)
    commands.set_fit(**key, fit=Fit.ALLOWED, reason="start", actor=manager, now=NOW)

    with pytest.raises(Refused) as refusal:
        commands.set_fit(**key, fit=Fit.ALLOWED, reason=" start ", actor=manager, now=NOW)

    assert refusal.value.reasons[0].code == "unchanged"
    assert LoadingRule.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "reason", "status"),
    [
        (Role.PLANNER, "why", 403),
        (Role.CHANNEL_MANAGER, " ", 400),
        (Role.CHANNEL_MANAGER, "长" * 201, 400),
    ],
)
def test_set_fit_refusals_change_nothing(role, reason, status):
    key = cell()

    with pytest.raises(Refused) as refusal:
        commands.set_fit(**key, fit=Fit.FORBIDDEN, reason=reason, actor=make_user(role), now=NOW)

    assert refusal.value.status == status
    assert not LoadingRule.objects.exists()


PAGES = ["channels:list", "channels:matrix", "channels:products"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", [*PAGES, "channels:new", "channels:product-new"])
def test_pages_open_for_the_channel_manager(client, name, language):
    commands.set_fit(
        **cell(), fit=Fit.PREFERRED, reason="start", actor=make_user(Role.CHANNEL_MANAGER)
    )
    client.force_login(make_user(Role.CHANNEL_MANAGER, language=language))

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [*((page, 200) for page in PAGES), ("channels:new", 403), ("channels:product-new", 403)],
)
def test_planner_reads_channels_but_does_not_change_them(client, name, status):
    client.force_login(make_user(Role.PLANNER))

    assert client.get(reverse(name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_branch_viewer_has_no_business_with_channels(client, name):
    client.force_login(make_user(Role.BRANCH_VIEWER))

    assert client.get(reverse(name)).status_code == 403


def test_channel_form_keeps_a_channel_that_the_database_would_refuse_out(client):
    client.force_login(make_user(Role.CHANNEL_MANAGER))

    form = {
        "code": "sms",
        "name": "短信",
        "direction": "push",
        "contact_class": "none",
        "outlets": 0,
    }
    response = client.post(reverse("channels:new"), form)

    assert response.status_code == 422
    assert not Channel.objects.exists()


def test_channel_is_changed_through_its_page(client):
    make_channel("sms")
    client.force_login(make_user(Role.CHANNEL_MANAGER))

    form = {
        "name": "短信",
        "direction": "push",
        "contact_class": "sms",
        "outlets": 0,
        "capacity_per_day": 5000,
        "is_active": "on",
    }
    client.post(reverse("channels:channel", args=["sms"]), form)

    assert Channel.objects.get().capacity_per_day == 5000
    assert AuditEvent.objects.filter(action="change_channel", object_code="sms").exists()


def test_a_channel_that_plans_use_leaves_only_with_a_reason(client, world):
    plan = make_checking(world.planner)
    channel = plan.working.placements.get().channel
    client.force_login(make_user(Role.CHANNEL_MANAGER, language="en"))
    form = {
        "name": channel.name,
        "direction": channel.direction,
        "contact_class": channel.contact_class,
        "outlets": 0,
    }
    url = reverse("channels:channel", args=[channel.code])

    refused = client.post(url, form)
    channel.refresh_from_db()
    assert (refused.status_code, channel.is_active) == (422, True)
    assert plan.code in refused.content.decode()

    client.post(url, form | {"reason": "contract ended"})
    channel.refresh_from_db()
    event = AuditEvent.objects.get(action="change_channel")
    assert not channel.is_active
    assert event.reason == "contract ended"
    assert event.details["changes"]["is_active"] == ["true", "false"]


def test_cell_page_changes_the_fit(client):
    key = cell()
    client.force_login(make_user(Role.CHANNEL_MANAGER))
    url = reverse("channels:cell", args=["recharge", "consumer", "sms"])

    client.post(url, {"fit": "forbidden", "reason": "complaints"})

    assert LoadingRule.objects.get(**key).fit == Fit.FORBIDDEN
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("fit", ["", Fit.FORBIDDEN, Fit.TRIAL])
def test_cell_page_begins_with_the_fit_in_force(client, fit):
    key, manager = cell(), make_user(Role.CHANNEL_MANAGER, display_name="韩渡")
    if fit:
        commands.set_fit(**key, fit=fit, reason="start", actor=manager)
    client.force_login(manager)

    page = client.get(reverse("channels:cell", args=["recharge", "consumer", "sms"]))

    chosen = f'<option value="{fit or Fit.ALLOWED}" selected>'
    assert chosen in page.content.decode()
    assert page.content.decode().count(" selected>") == 1
    assert ("韩渡" in page.content.decode().split("<tbody>")[1]) is bool(fit)


@pytest.mark.parametrize("query", ["family=family", "product=recharge", "group=consumer"])
def test_matrix_offers_pairs_without_a_rule_once_it_is_narrowed(client, query):
    key = cell()
    family = key["product"].family
    client.force_login(make_user(Role.CHANNEL_MANAGER))
    link = reverse("channels:cell", args=["recharge", "consumer", "sms"])

    every = client.get(reverse("channels:matrix")).content.decode()
    page = client.get(
        f"{reverse('channels:matrix')}?{query.replace('=family', f'={family.code}')}"
    ).content.decode()

    assert link not in every
    assert link in page


@pytest.mark.parametrize(
    ("day", "week", "status"), [(10, 10, 302), (11, 10, 422), (0, 10, 422), ("", 10, 302)]
)
def test_a_channels_week_holds_a_day(client, day, week, status):
    make_channel("sms")
    client.force_login(make_user(Role.CHANNEL_MANAGER))
    form = {
        "name": "短信",
        "direction": "push",
        "contact_class": "sms",
        "outlets": 0,
        "capacity_per_day": day,
        "capacity_per_week": week,
        "is_active": "on",
    }

    assert client.post(reverse("channels:channel", args=["sms"]), form).status_code == status


def test_matrix_costs_the_same_for_many_rules(client, django_assert_num_queries):
    manager = make_user(Role.CHANNEL_MANAGER)
    key = cell()
    commands.set_fit(**key, fit=Fit.ALLOWED, reason="start", actor=manager)
    with django_assert_num_queries(2):
        queries.matrix(day=TODAY)
    for code in ("campus", "enterprise"):
        commands.set_fit(
            **{**key, "customer_group": make_group(code)},
            fit=Fit.ALLOWED,
            reason="start",
            actor=manager,
        )
    with django_assert_num_queries(2):
        queries.matrix(day=TODAY)


@pytest.mark.parametrize(
    "path", ["products/", "channels/", "loading-rules/", "loading-rules/matrix/"]
)
@pytest.mark.parametrize(("role", "status"), [(Role.PLANNER, 200), (Role.AUDITOR, 403)])
def test_api_lists_are_for_those_who_plan(path, role, status):
    client = APIClient()
    client.force_authenticate(make_user(role))

    assert client.get(f"/api/v1/{path}").status_code == status


@pytest.mark.parametrize(
    "query",
    ["fit=splendid", "on=yesterday", "product__name=x", "product=nothing", "channel=nothing"],
)
def test_api_refuses_unknown_filters(query):
    client = APIClient()
    client.force_authenticate(make_user(Role.PLANNER))

    assert client.get(f"/api/v1/loading-rules/?{query}").status_code == 400


@pytest.mark.parametrize(
    ("value", "status"), [("true", 200), ("false", 200), ("maybe", 400), ("2", 400)]
)
def test_api_reads_yes_and_no_and_nothing_else(value, status):
    client = APIClient()
    client.force_authenticate(make_user(Role.PLANNER))
    make_channel("app", is_active=True)

    response = client.get(f"/api/v1/channels/?is_active={value}")

    assert response.status_code == status
    assert status == 400 or response.json()["count"] == (1 if value == "true" else 0)


def cells_of(products, channels):
    return [f"{product}/consumer/{channel}" for product in products for channel in channels]


@pytest.fixture
def twenty():
    """Five products on four channels."""
    make_group("consumer")
    products = [make_product(f"p{n}").code for n in range(5)]
    channels = [make_channel(f"c{n}").code for n in range(4)]
    return cells_of(products, channels)


def test_many_cells_get_one_fit_at_once_and_each_a_version_with_the_reason(client, twenty):
    manager = make_user(Role.CHANNEL_MANAGER)
    client.force_login(manager)
    url = f"{reverse('channels:matrix')}?pick=on&group=consumer"

    answer = client.post(url, {"cell": twenty, "fit": "discouraged", "reason": "complaints"})

    assert (answer.status_code, answer["Location"]) == (302, url)
    rules = LoadingRule.objects.values_list("fit", "reason", "version", "set_by")
    assert list(rules) == [("discouraged", "complaints", 1, manager.pk)] * 20
    assert AuditEvent.objects.filter(action="set_fit", reason="complaints").count() == 20


def test_cells_that_say_so_already_are_left_and_all_of_them_are_refused(client, twenty):
    client.force_login(make_user(Role.CHANNEL_MANAGER))
    url = f"{reverse('channels:matrix')}?pick=on&group=consumer"
    form = {"fit": "forbidden", "reason": "law"}
    client.post(url, form | {"cell": twenty[:3]})

    client.post(url, form | {"cell": twenty[:5]})
    again = client.post(url, form | {"cell": twenty[:5]}, HTTP_REFERER=url)

    assert LoadingRule.objects.count() == 5
    assert LoadingRule.objects.filter(version=1).count() == 5
    assert "Nothing was changed" in client.get(url).content.decode() or again.status_code == 409


@pytest.mark.parametrize(
    "form",
    [
        {"fit": "forbidden", "reason": ""},
        {"fit": "", "reason": "law"},
        {"fit": "forbidden", "reason": "law", "cell": ["p0/consumer/nowhere"]},
    ],
)
def test_wrong_choice_of_cells_keeps_what_was_chosen(client, twenty, form):
    client.force_login(make_user(Role.CHANNEL_MANAGER))
    url = f"{reverse('channels:matrix')}?pick=on&group=consumer"

    answer = client.post(url, {"cell": twenty[:2]} | form)

    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == (0 if "cell" in form else 2)
    assert not LoadingRule.objects.exists()


def test_only_who_keeps_channels_can_choose_cells(client, twenty):
    client.force_login(make_user(Role.PLANNER))
    url = f"{reverse('channels:matrix')}?pick=on&group=consumer"

    client.post(url, {"cell": twenty, "fit": "forbidden", "reason": "law"})

    assert "checkbox" not in client.get(url).content.decode()
    assert not LoadingRule.objects.exists()


def test_a_channel_becomes_another_one_for_plans_only_with_a_reason(client, world):
    """More is welcome without a word; less, or to count as something else, is not."""
    channel = make_checking(world.planner).working.placements.get().channel
    channel.capacity_per_day = 500
    channel.save()
    client.force_login(make_user(Role.CHANNEL_MANAGER, language="en"))
    url = reverse("channels:channel", args=[channel.code])
    as_is = {
        "name": channel.name,
        "direction": channel.direction,
        "contact_class": channel.contact_class,
        "capacity_per_day": 500,
        "outlets": channel.outlets,
        "is_active": "on",
        **{
            name: "on"
            for name in ("needs_consent", "is_public", "is_staffed")
            if getattr(channel, name)
        },
    }
    turned = {"direction": "push", "contact_class": "sms"}
    for change in ({"capacity_per_day": 499}, turned):
        assert client.post(url, as_is | change).status_code == 422, change
    assert client.post(url, as_is | {"capacity_per_day": 501}).status_code == 302

    said = as_is | turned | {"capacity_per_day": 501, "reason": "gateway closed"}
    assert client.post(url, said).status_code == 302

    page = " ".join(client.get(url).content.decode().split())
    assert "gateway closed" in page
    assert "no contact → SMS" in page


def test_products_name_what_they_are_not_held_with(client):
    for code in ("plan-59", "plan-79", "plan-99", "plan-199"):
        make_product(code, name=code, exclusive_group="main-plan")
    make_product("music", name="music")
    client.force_login(make_user(Role.CHANNEL_MANAGER, language="en"))

    page = client.get(reverse("channels:products")).content.decode()

    assert "main-plan" not in page
    assert "plan-199, plan-59 and 1 more" in page
