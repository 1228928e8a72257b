import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from organization.enums import Role, UnitKind
from organization.models import Notice
from resources import queries
from resources.enums import Firmness
from resources.models import Arrival, Movement, Resource, Stock
from tests.factories.campaigns import make_approved
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_arrival, make_reservation, make_resource, make_stock

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 3, 1)
SOON = clock.today() + dt.timedelta(days=33)


def branch(code="branch-east", name="城东分公司"):
    return make_unit(code, kind=UnitKind.BRANCH, name=name, name_en=code)


def world_of_two():
    """Two branches; leaflets short in the east, a delivery due there, one on its way to the
    west.
    """
    east, west = branch(), branch("branch-west", "城西分公司")
    leaflet, umbrella = (
        make_resource("leaflet-a4", name="宣传单", name_en="Leaflet"),
        make_resource("umbrella", name="雨伞", kind="gift"),
    )
    today = clock.today()
    make_stock(leaflet, east, 4200)
    make_stock(leaflet, west, 9000)
    make_stock(umbrella, west, 50)
    make_reservation(
        leaflet, east, 4000, campaign="C2027-0001", needed_by=today + dt.timedelta(days=5)
    )
    make_reservation(
        leaflet,
        east,
        1500,
        campaign="C2027-0002",
        needed_by=today + dt.timedelta(days=5),
        firmness=Firmness.SOFT,
    )
    make_arrival(leaflet, east, 90, today)
    make_arrival(umbrella, west, 30, today + dt.timedelta(days=3), is_confirmed=True)
    return east, west


PAGES = [
    ("resources:board", []),
    ("resources:arrivals", []),
    ("resources:detail", ["leaflet-a4"]),
    ("resources:new", []),
    ("resources:edit", ["leaflet-a4"]),
    *(
        ("resources:act", ["leaflet-a4", name])
        for name in ("receive", "transfer", "issue", "count", "announce")
    ),
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "args"), PAGES)
def test_pages_open_for_the_keeper(client, name, args, language):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER, language=language))

    assert client.get(reverse(name, args=args)).status_code == 200


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize("role", [Role.PLANNER, Role.BRANCH_VIEWER, Role.AUDITOR])
def test_pages_by_role(client, name, args, role):
    east, _west = world_of_two()
    client.force_login(make_user(role, east))
    reads = name in {"resources:board", "resources:arrivals", "resources:detail"}

    expected = 200 if reads and role != Role.AUDITOR else 403

    assert client.get(reverse(name, args=args)).status_code == expected


def test_board_shows_what_is_short_and_who_is_to_receive(client):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER, language="en"))

    text = client.get(reverse("resources:board")).content.decode()

    assert "1 place is short" in text
    assert "1,300 short from" in text
    assert "4,000 held" in text
    assert "1,500 asked for" in text
    assert "Received 90" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?short=on", "leaflet-a4", "umbrella"),
        ("?kind=gift", "umbrella", "leaflet-a4"),
        ("?unit=branch-east", "leaflet-a4", "umbrella"),
    ],
)
def test_board_is_narrowed_by_its_address(client, query, shown, hidden):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))

    links = client.get(reverse("resources:board") + query).content.decode()

    assert reverse("resources:detail", args=[shown]) in links
    assert (
        f'<a href="{reverse("resources:detail", args=[hidden])}">' not in links.split("<table")[1]
    )


@pytest.mark.parametrize(
    "query", ["?kind=planet", "?unit=nowhere", "?before=x", "?unit=" + "9" * 400]
)
def test_nonsense_in_the_address_narrows_nothing(client, query):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))

    assert client.get(reverse("resources:board") + query).status_code == 200
    assert client.get(reverse("resources:detail", args=["leaflet-a4"]) + query).status_code == 200


def test_branch_sees_its_own_materials_only_and_no_plan_before_its_approval(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, east, language="en"))

    board = client.get(reverse("resources:board")).content.decode()
    detail = client.get(reverse("resources:detail", args=["leaflet-a4"])).content.decode()

    assert "Received 90" in board
    assert "branch-west" not in board + detail
    assert "umbrella" not in board
    assert "C2027-0001" in detail
    assert "C2027-0002" not in detail
    assert "Asked for" not in detail


def test_branch_confirms_with_one_tap(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, east))
    arrival = Arrival.objects.get(unit=east)

    response = client.post(reverse("resources:confirm", args=[arrival.pk]), {"received": 90})

    assert response.status_code == 302
    assert Stock.objects.get(unit=east).on_hand == 4290


def test_another_number_is_asked_for_a_word_at_the_field(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, east, language="en"))
    url = reverse("resources:confirm", args=[Arrival.objects.get(unit=east).pk])

    response = client.post(url, {"received": 80})

    assert response.status_code == 422
    assert "Say why another quantity came" in response.content.decode()
    assert client.post(url, {"received": 80, "note": "ten are torn"}).status_code == 302
    assert Stock.objects.get(unit=east).on_hand == 4280


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "1.5"])
def test_a_number_that_is_none_changes_nothing(client, value):
    east, _west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, east))

    response = client.post(
        reverse("resources:confirm", args=[Arrival.objects.get(unit=east).pk]),
        {"received": value, "note": "n"},
    )

    assert response.status_code == 422
    assert Stock.objects.get(unit=east).on_hand == 4200


def test_another_branch_does_not_know_of_the_delivery(client):
    east, west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, west))
    url = reverse("resources:confirm", args=[Arrival.objects.get(unit=east).pk])

    assert client.get(url).status_code == 404
    assert client.post(url, {"received": 90}).status_code == 404
    assert client.get(reverse("resources:confirm", args=[10**30])).status_code == 404


def test_planner_sees_the_delivery_but_does_not_confirm_it(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.PLANNER, east))

    assert (
        client.post(
            reverse("resources:confirm", args=[Arrival.objects.get(unit=east).pk]), {"received": 90}
        ).status_code
        == 403
    )


def test_a_delivery_that_came_is_told_so(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.BRANCH_VIEWER, east, language="en"))
    url = reverse("resources:confirm", args=[Arrival.objects.get(unit=east).pk])
    client.post(url, {"received": 90})

    assert "90 were received" in client.get(url).content.decode()
    assert client.post(url, {"received": 90}).status_code == 409
    assert Stock.objects.get(unit=east).on_hand == 4290


@pytest.mark.parametrize(
    ("action", "form", "stock"),
    [
        ("receive", {"unit": "branch-east", "quantity": 100}, 4300),
        ("transfer", {"source": "branch-east", "target": "branch-west", "quantity": 200}, 4000),
        ("issue", {"unit": "branch-east", "quantity": 150, "reason": "fair"}, 4050),
        ("issue", {"unit": "branch-east", "quantity": 1000, "campaign": "C2027-0001"}, 3200),
        ("count", {"unit": "branch-east", "counted": 4100, "reason": "damp"}, 4100),
        (
            "announce",
            {"unit": "branch-east", "quantity": 100, "expected_on": SOON.isoformat()},
            4200,
        ),
    ],
)
def test_keeper_changes_the_stock(client, action, form, stock):
    east, _west = world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))

    response = client.post(reverse("resources:act", args=["leaflet-a4", action]), form)

    assert response.status_code == 302
    assert Stock.objects.get(unit=east, resource__code="leaflet-a4").on_hand == stock


@pytest.mark.parametrize(
    ("action", "form", "said"),
    [
        ("receive", {"unit": "branch-east", "quantity": 0}, ""),
        ("receive", {"unit": "planet", "quantity": 5}, ""),
        (
            "transfer",
            {"source": "branch-east", "target": "branch-west", "quantity": 201},
            "C2027-0001 (4,000)",
        ),
        (
            "transfer",
            {"source": "branch-east", "target": "branch-east", "quantity": 1},
            "two different units",
        ),
        ("issue", {"unit": "branch-east", "quantity": 4200}, "C2027-0001 (4,000)"),
        (
            "announce",
            {"unit": "branch-east", "quantity": 1, "expected_on": "3026-01-01"},
            "2100-12-31",
        ),
        ("announce", {"unit": "branch-east", "quantity": 1, "expected_on": "2026-01-01"}, "passed"),
        ("count", {"unit": "branch-east", "counted": 3999, "reason": "damp"}, "C2027-0001 (4,000)"),
        ("count", {"unit": "branch-east", "counted": 4100, "reason": ""}, ""),
        ("announce", {"unit": "branch-east", "quantity": 100, "expected_on": "31.12."}, ""),
        ("receive", {"unit": "branch-east", "quantity": 5, "reason": "a\u202eb"}, "invisible"),
    ],
)
def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(client, action, form, said):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER, language="en"))
    before = Movement.objects.count()

    response = client.post(reverse("resources:act", args=["leaflet-a4", action]), form)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert Movement.objects.count() == before


def test_an_unknown_action_or_resource_is_not_found(client):
    world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))

    assert client.get(reverse("resources:act", args=["leaflet-a4", "burn"])).status_code == 404
    assert client.get(reverse("resources:detail", args=["unknown"])).status_code == 404


def test_resource_is_added_through_its_page(client):
    client.force_login(make_user(Role.RESOURCE_KEEPER))
    form = {
        "code": "poster-a1",
        "name": "海报",
        "kind": "material",
        "measure": "张",
        "unit_cost": "4.50",
        "lead_days": 7,
        "is_active": "on",
    }

    client.post(reverse("resources:new"), form)
    taken = client.post(reverse("resources:new"), form)
    word = client.post(reverse("resources:new"), {**form, "code": "arrivals"})
    negative = client.post(reverse("resources:new"), {**form, "code": "other", "unit_cost": "-1"})

    assert Resource.objects.get().code == "poster-a1"
    assert {taken.status_code, word.status_code, negative.status_code} == {422}


def test_keeper_changes_a_delivery(client):
    east, _west = world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))
    arrival = Arrival.objects.get(unit=east)
    url = reverse("resources:arrival", args=[arrival.pk])

    assert client.get(url).status_code == 200
    client.post(
        url,
        {"quantity": 120, "expected_on": SOON.isoformat(), "is_confirmed": "on", "note": "new day"},
    )

    arrival.refresh_from_db()
    assert (arrival.quantity, arrival.expected_on, arrival.is_confirmed) == (
        120,
        SOON,
        True,
    )


def test_older_movements_are_a_page_further(client):
    east, _west = world_of_two()
    resource = Resource.objects.get(code="leaflet-a4")
    for _ in range(35):
        Movement.objects.create(
            resource=resource,
            unit=east,
            kind="received",
            quantity=1,
            actor="k",
            happened_at=clock.now(),
        )
    client.force_login(make_user(Role.RESOURCE_KEEPER))
    url = reverse("resources:detail", args=["leaflet-a4"])

    first = client.get(url)
    second = client.get(url, {"before": first.context["next_before"]})

    assert len(first.context["movements"]) == 30
    assert len(second.context["movements"]) == 7


@pytest.mark.parametrize("name", ["resources:board", "resources:arrivals"])
def test_lists_cost_the_same_for_one_and_many(client, name):
    east, _west = world_of_two()
    client.force_login(make_user(Role.RESOURCE_KEEPER))
    client.get(reverse(name))

    def queries_of():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(reverse(name))
        return len(caught)

    few = queries_of()
    for number in range(3):
        resource = make_resource(f"thing-{number}")
        make_stock(resource, east, 10)
        make_arrival(resource, east, 5, clock.today())

    assert queries_of() == few


def test_board_needs_two_queries_for_its_lines(django_assert_num_queries):
    world_of_two()
    keeper = make_user(Role.RESOURCE_KEEPER)
    keeper.valid_memberships  # noqa: B018 - asked for once per request

    with django_assert_num_queries(2):
        queries.stock_lines(user=keeper)


def test_stock_is_issued_to_a_plan_picked_by_name(client, world):
    plan = make_approved(world.planner, world.head)
    leaflet = make_resource("poster")
    make_stock(leaflet, world.branch, 300)
    make_reservation(leaflet, world.branch, 200, campaign=plan.code, needed_by=DAY)
    client.force_login(make_user(Role.RESOURCE_KEEPER, language="en"))
    url = reverse("resources:act", args=["poster", "issue"])
    form = {"unit": world.branch.code, "quantity": 20}

    assert plan.name in client.get(url).content.decode()
    assert client.post(url, form | {"campaign": "C9999-1"}).status_code == 422
    assert client.post(url, form).status_code == 422
    assert client.post(url, form | {"campaign": plan.code}).status_code == 302
    assert Stock.objects.get(resource=leaflet).reserved == 180
    assert plan.name in client.get(reverse("resources:detail", args=["poster"])).content.decode()


def test_a_lost_delivery_is_cancelled_on_its_page(client):
    east, _west = world_of_two()
    arrival = Arrival.objects.get(unit=east)
    client.force_login(make_user(Role.RESOURCE_KEEPER))
    url = reverse("resources:arrival", args=[arrival.pk])

    assert client.post(url, {"cancel": 1}).status_code == 422
    client.post(url, {"cancel": 1, "reason": "wrong unit"})

    assert not Arrival.objects.filter(pk=arrival.pk).exists()


def test_a_mistaken_receipt_is_taken_back_on_its_page(client):
    east, _west = world_of_two()
    arrival = Arrival.objects.get(unit=east)
    client.force_login(make_user(Role.BRANCH_VIEWER, east))
    url = reverse("resources:confirm", args=[arrival.pk])

    client.post(url, {"received": 90})
    assert client.post(url, {"undo": 1}).status_code == 422
    client.post(url, {"undo": 1, "reason": "tapped"})

    arrival.refresh_from_db()
    assert arrival.received_at is None


def test_only_plans_that_a_change_hurts_are_said_to_be_told(world, client):
    """Later, the plan lacks what it counted on and the branch hears the day; a word more in the
    note hurts nobody, and nobody is said to be told again.
    """
    plan = make_approved(world.planner, world.head)
    keeper = make_user(Role.RESOURCE_KEEPER, language="en")
    clerk = make_user(Role.BRANCH_VIEWER, world.branch)
    due = clock.today() + dt.timedelta(days=3)
    arrival = make_arrival(make_resource("poster"), world.branch, 50, due, is_confirmed=True)
    make_reservation(
        arrival.resource, world.branch, 50, campaign=plan.code, needed_by=due, firmness="hard"
    )
    client.force_login(keeper)
    url = reverse("resources:arrival", args=[arrival.pk])
    later = {
        "quantity": 50,
        "expected_on": due + dt.timedelta(days=9),
        "is_confirmed": "on",
    }

    hurt = client.post(url, later, follow=True).content.decode()
    harmless = client.post(url, later | {"note": "by lorry"}, follow=True).content.decode()

    assert plan.name in hurt
    assert "They have been told" in hurt
    assert "They have been told" not in harmless
    assert Notice.objects.filter(user=clerk, case="moved").count() == 1
    assert Notice.objects.filter(user=world.planner, case="delivery_changed").count() == 1
