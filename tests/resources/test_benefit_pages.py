"""Giving, on the page and through the API: who is named to whom, and what the buttons send."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from common import clock
from customers.enums import BenefitKind, Occasion
from organization.enums import Role
from resources.models import Benefit
from tests.factories.customers import make_customer
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_benefit, make_resource

pytestmark = pytest.mark.django_db

CHECK, STEPS, LIST = (f"/api/v1/benefits/{path}" for path in ("check/", "steps/", ""))


class Case:
    """A general manager whom two departments know by two numbers; both mean to give a phone."""

    def __init__(self):
        self.consumer = make_unit("consumer", name="个人客户部", name_en="Consumer")
        self.enterprise = make_unit("enterprise", name="政企客户部", name_en="Enterprise")
        self.planner = make_user(Role.PLANNER, self.consumer, language="en")
        self.phone = make_resource(
            "gift-phone", kind="gift", unit_cost=Decimal("1299.00"), benefit_kind="terminal"
        )
        self.manager = make_customer("N0001", name="王建国", phone="13800138000")
        make_customer("13700137000", name="王建国", party=self.manager.party)
        make_customer("N0003", name="李明")

    def given_by_enterprise(self):
        return make_benefit(
            self.manager.party,
            self.enterprise,
            kind=BenefitKind.TERMINAL,
            occasion=Occasion.RENEWAL,
            resource=self.phone,
            value=Decimal("1299.00"),
        )

    def sent(self, do="check", **values):
        return {
            "unit": "consumer",
            "occasion": "key_care",
            "resource": "gift-phone",
            "kind": "",
            "value": "",
            "day": clock.today().isoformat(),
            "numbers": "13700137000\nN0003，nobody",
            "do": do,
            **values,
        }

    def api(self, **values):
        return {
            "unit": "consumer",
            "occasion": "key_care",
            "resource": "gift-phone",
            "numbers": ["13700137000", "N0003", "nobody"],
            **values,
        }


@pytest.fixture
def case():
    return Case()


@pytest.fixture
def page(case, client):
    client.force_login(case.planner)
    return client


@pytest.fixture
def api(case):
    client = APIClient()
    client.force_authenticate(case.planner)
    return client


def test_a_check_names_the_department_the_day_and_the_money(case, page):
    case.given_by_enterprise()

    text = page.post(reverse("resources:give"), case.sent()).content.decode()

    for word in ("Enterprise", "1,299", "same kind of benefit", "renewal", "王**", "nobody"):
        assert word in text
    assert "13700137000\nN0003\nnobody" in text  # only what was typed, in the field it came from
    assert "王建国" not in text
    assert Benefit.objects.count() == 1


def test_those_who_have_nothing_similar_are_promised_it(case, page):
    case.given_by_enterprise()

    answer = page.post(reverse("resources:give"), case.sent("reserve"))

    assert "1 benefit is on record." in answer.content.decode()
    mine = Benefit.objects.get(unit=case.consumer)
    assert (mine.party.number, mine.state, mine.value) == ("N0003", "reserved", 1299)


def test_a_reload_after_giving_gives_nothing_more_and_calls_nobody_stopped(case, page):
    sent = case.sent("give", numbers="N0003", csrfmiddlewaretoken="a" * 64)
    give = reverse("resources:give")
    first, again = page.post(give, sent), page.post(give, sent, follow=True)

    assert "1 benefit is on record." in first.content.decode()
    assert "not done a second time" in again.content.decode()
    assert again.redirect_chain
    assert Benefit.objects.count() == 1


def test_numbers_come_from_a_file_and_stay_for_the_next_button(case, page):
    upload = SimpleUploadedFile("list.csv", "号码\nN0003\n".encode())

    text = page.post(
        reverse("resources:give"), case.sent(numbers="N0001", file=upload)
    ).content.decode()

    assert "N0001\nN0003</textarea>" in text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"numbers": ""}, "Name 1 to 10000 customers at a time."),
        ({"resource": ""}, "Choose a kind."),
        ({"do": "give", "day": "2099-01-01"}, "The day lies within a year of today."),
    ],
)
def test_what_is_wrong_is_said_and_the_form_stays(case, page, values, said):
    answer = page.post(reverse("resources:give"), case.sent(**values))

    assert answer.status_code in {400, 422}
    assert said in answer.content.decode()
    assert not Benefit.objects.exists()


def test_the_record_shows_ones_own_units_and_takes_steps(case, page):
    case.given_by_enterprise()
    page.post(reverse("resources:give"), case.sent("reserve", numbers="N0003"))
    mine = Benefit.objects.get(unit=case.consumer)

    text = page.get(reverse("resources:benefits")).content.decode()
    page.post(reverse("resources:benefit-steps"), {"benefits": [mine.key], "step": "give"})

    assert str(mine.key) in text
    assert 'aria-label="N0003"' in text
    assert str(case.planner) in text.split("<tbody>")[1]
    assert "Enterprise" not in text
    mine.refresh_from_db()
    assert (mine.state, mine.given_by) == ("given", case.planner.username)


def test_the_record_goes_on_below_its_last_line(case, page):
    rows = [make_benefit(case.manager.party, case.consumer) for _ in range(51)]
    first = page.get(reverse("resources:benefits")).content.decode()
    second = page.get(reverse("resources:benefits"), {"cursor": rows[1].pk}).content.decode()

    assert (str(rows[0].key) in first, str(rows[1].key) in first) == (False, True)
    assert (str(rows[0].key) in second, str(rows[1].key) in second) == (True, False)


def test_the_record_can_be_narrowed(case, page):
    kept, other = (
        make_benefit(case.manager.party, case.consumer, occasion=one)
        for one in ("birthday", "renewal")
    )

    text = page.get(reverse("resources:benefits"), {"occasion": "birthday"}).content.decode()

    assert (str(kept.key) in text, str(other.key) in text) == (True, False)


def test_the_api_says_the_same(case, api):
    case.given_by_enterprise()

    answer = api.post(CHECK, case.api(), format="json").json()

    results = answer.pop("results")
    assert answer == {
        "persons": 2,
        "clear": 1,
        "warned": 0,
        "stopped": 1,
        "reserved": 0,
        "saved": "1299.00",
        "repeated": 0,
        "unknown": ["nobody"],
        "shared": [],
        "organisations": [],
    }
    assert results[0] == {
        "number": "N0001",
        "name": "王**",
        "verdict": "stopped",
        "benefit": None,
        "similar": [
            {
                "likeness": "kind",
                "stops": True,
                "unit": "enterprise",
                "day": clock.today().isoformat(),
                "state": "reserved",
                "kind": "terminal",
                "occasion": "renewal",
                "resource": "gift-phone",
                "value": "1299.00",
            }
        ],
    }


def test_the_api_promises_hands_over_and_lists(case, api):
    checked = api.post(CHECK, case.api(numbers=["N0003"], reserve=True), format="json").json()
    key = checked["results"][0]["benefit"]

    step = api.post(STEPS, {"step": "give", "benefits": [key]}, format="json")
    again = api.post(STEPS, {"step": "give", "benefits": [key]}, format="json")
    listed = api.get(LIST, {"state": "given"}).json()["results"]

    assert (step.status_code, step.json()) == (200, {"changed": 1})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "wrong-state")
    assert [(row["key"], row["number"]) for row in listed] == [(key, "N0003")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unit": "nowhere"}, "unit"),
        ({"occasion": "easter"}, "occasion"),
        ({"resource": None}, "resource"),
        ({"numbers": []}, "numbers"),
        ({"value": "-1"}, "value"),
    ],
)
def test_the_api_says_what_is_wrong(case, api, values, field):
    answer = api.post(CHECK, case.api(**values), format="json")

    assert answer.status_code == 400
    assert {error["attr"].partition(".")[0] for error in answer.json()["errors"]} == {field}


def test_a_check_takes_as_many_queries_for_many_as_for_one(case, api):
    for number in range(100, 140):
        make_benefit(make_customer(f"N{number}").party, case.enterprise)

    def queries(numbers):
        with CaptureQueriesContext(connection) as context:
            api.post(CHECK, case.api(numbers=numbers), format="json")
        return len(context)

    queries(["N100"])  # the first one reads what stays

    assert queries(["N100"]) == queries([f"N{number}" for number in range(100, 140)])


# What giving once saved


def test_what_was_saved_stands_by_month_and_unit_with_each_deed(case, page, api):
    case.given_by_enterprise()
    page.post(reverse("resources:give"), case.sent())  # only asked: saves nothing yet
    page.post(reverse("resources:give"), case.sent("reserve"))

    text = page.get(reverse("resources:savings")).content.decode()

    found = {
        "month": clock.today().replace(day=1).isoformat(),
        "unit": "consumer",
        "gifts": 1,
        "saved": "1299.00",
    }
    assert api.get(f"{LIST}saved/").json() == {"total": "1299.00", "results": [found]}
    assert text.count("¥1,299") == 3
    assert "Benefits reserved" in text
    assert str(case.planner) in text


def test_what_others_saved_is_theirs_and_leadership_reads_all(case, page, client):
    case.given_by_enterprise()
    page.post(reverse("resources:give"), case.sent("reserve"))

    client.force_login(make_user(Role.PLANNER, case.enterprise, language="en"))
    assert "Nothing saved yet" in client.get(reverse("resources:savings")).content.decode()
    client.force_login(make_user(Role.LEADERSHIP, None, language="en"))
    text = client.get(reverse("resources:savings")).content.decode()
    assert "¥1,299" in text
    assert f'href="{reverse("resources:give")}"' not in text
