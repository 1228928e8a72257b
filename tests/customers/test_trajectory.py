"""What was done to or for a person, over all units, page by page."""

import datetime as dt

import pytest
from django.urls import reverse
from pyroaring import BitMap

from common import clock
from customers.bitmaps import store
from customers.models import Touch
from customers.trajectory import trajectory_page
from organization.enums import Role
from tests.factories.customers import make_customer
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def party():
    return make_customer("N0001").party


@pytest.fixture
def other():
    return make_customer("N0002").party


def tell(key, days, **values):
    return Touch.objects.create(
        **{
            "source": "crm",
            "key": key,
            "happened_on": TODAY - dt.timedelta(days=days),
            "contact_class": "none",
            **values,
        }
    )


def page(party, **values):
    found = trajectory_page(party, **{"today": TODAY, "limit": 2, **values})
    return [event.pk for event in found[:2]], len(found) > 2


def test_single_and_mass_touches_come_newest_first_page_by_page(party, other):
    both, without = (
        store(BitMap([one.ordinal for one in group])) for group in ([party, other], [other])
    )
    rows = [
        tell("1", 0, party=party),
        tell("2", 0, party_set=both),
        tell("3", 1, party=party),
        tell("4", 1, party_set=without),
        tell("5", 2, party_set=both),
        tell("6", 2, party=other),
    ]
    newest, goes_on = page(party)
    last = Touch.objects.get(pk=newest[-1])
    rest, goes_on_again = page(party, before=(last.happened_on, last.pk))

    assert (newest, goes_on) == ([rows[1].pk, rows[0].pk], True)
    assert (rest, goes_on_again) == ([rows[2].pk, rows[4].pk], False)


def test_it_is_narrowed_to_a_kind_or_a_unit(party):
    gift = tell("1", 0, party=party, kind="benefit_given", unit="consumer")
    visit = tell("2", 0, party=party, kind="visit", unit="enterprise")

    assert page(party, kind="benefit_given") == ([gift.pk], False)
    assert page(party, unit="enterprise") == ([visit.pk], False)
    assert page(party, unit="enterprise", kind="benefit_given") == ([], False)


def test_what_lies_ahead_is_not_shown(party):
    tell("1", -1, party=party)

    assert page(party) == ([], False)


def test_the_page_shows_all_departments_and_goes_on(client, party):
    make_unit("consumer", name_en="Consumer")
    client.force_login(make_user(Role.PLANNER, make_unit("enterprise"), language="en"))
    today = clock.today()
    for number in range(51):
        Touch.objects.create(
            source="crm",
            key=str(number),
            happened_on=today - dt.timedelta(days=number),
            kind="benefit_given",
            contact_class="none",
            unit="consumer",
            benefit_kind="terminal",
            occasion="renewal",
            value=1299,
            party=party,
        )
    url = reverse("customers:detail", args=["N0001"])

    first = client.get(url).content.decode()
    place = client.get(url).context["events_before"]
    second = client.get(url, {"before": place}).content.decode()
    none = client.get(url, {"kind": "visit"}).content.decode()

    for word in ("benefit given", "Consumer", "terminal · renewal", "¥1,299", "Earlier"):
        assert word in first
    assert ("benefit given</td>" in none, "Nothing of that." in none) == (False, True)
    assert (second.count("terminal · renewal"), "Earlier" in second) == (1, False)
    assert client.get(url, {"before": "x", "kind": "x", "unit": "x"}).status_code == 200
