"""Lists of phones are on record and limited as single phones are, wherever a list is taken."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from common import clock
from common.models import AuditEvent
from customers.lookups import LIST, found_in_list
from customers.models import Customer, Segment
from customers.phones import numbers_in
from organization.enums import Role
from organization.models import Policy
from tests.factories.customers import make_customers
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "13811112222", "13811112223"
PLANS, SEGMENTS = "/api/v1/campaigns/", "/api/v1/segments/"


@pytest.fixture
def known():
    make_customers(1)
    Customer.objects.update(phone=KNOWN)


@pytest.fixture
def planner():
    return make_user(Role.PLANNER, make_unit("consumer"), language="en")


@pytest.fixture
def api(planner):
    client = APIClient()
    client.force_authenticate(planner)
    return client


def on_record():
    return list(AuditEvent.objects.filter(action=LIST).values_list("actor", "details"))


def by_segment(client, api, numbers):
    return api.post(SEGMENTS, {"name": "x", "list": numbers}, format="json")


def by_preview(client, api, numbers):
    return api.post(f"{SEGMENTS}preview/", {"list": numbers}, format="json")


def by_plan(client, api, numbers):
    plan = {
        "name": "x",
        "category": "retention",
        "starts_on": clock.today().isoformat(),
        "ends_on": clock.today().isoformat(),
        "audience": {"include": [{"list": numbers}]},
    }
    return api.post(PLANS, plan, format="json")


def by_typing(client, api, numbers):
    form = {"name": "x", "numbers": " ".join(numbers)}
    return client.post(reverse("customers:segment-new-list"), form)


def by_file(client, api, numbers):
    file = SimpleUploadedFile("list.csv", "\n".join(["手机号", *numbers]).encode())
    return client.post(reverse("customers:segment-new-list"), {"name": "x", "file": file})


WAYS = [by_segment, by_preview, by_plan, by_typing, by_file]


@pytest.mark.parametrize("way", WAYS)
def test_list_of_phones_is_on_record_even_where_it_is_refused(known, planner, client, api, way):
    client.force_login(planner)

    answer = way(client, api, [KNOWN, UNKNOWN])

    assert answer.status_code in {400, 422}
    assert on_record() == [(planner.username, {"phones": 2, "found": 1, "counts": 2})]
    event = AuditEvent.objects.get(action=LIST)
    assert KNOWN not in event.object_code
    assert not Segment.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_too_many_phones_within_an_hour_are_refused(known, planner, client, api, way):
    Policy.objects.create(
        key="customers.lookups_per_hour",
        value="3",
        valid_from=clock.today(),
        changed_at=clock.now(),
    )
    client.force_login(planner)
    found_in_list([KNOWN, UNKNOWN], actor=planner)

    answer = way(client, api, ["13811112224", "13811112225"])

    assert answer.status_code == 429 or b"within an hour" in answer.content
    assert len(on_record()) == 1


def test_the_same_list_counts_once_an_hour_and_customer_numbers_do_not_count(known, planner):
    found_in_list([KNOWN, UNKNOWN], actor=planner)
    found_in_list([UNKNOWN, "138 1111 2222"], actor=planner)
    found_in_list(["N0001"], actor=planner)

    assert len(on_record()) == 1


def test_a_long_list_counts_as_twenty(known, planner):
    found_in_list([f"139{number:08d}" for number in range(500)], actor=planner)

    assert on_record()[0][1] == {"phones": 500, "found": 0, "counts": 20}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        (
            "610000001，610000002；610000003、610000004",
            ["610000001", "610000002", "610000003", "610000004"],
        ),
        (
            "６１００００００１\n610000002\t610000003 610000004",
            ["610000001", "610000002", "610000003", "610000004"],
        ),
        ("138 1111 2222、+86 138-1111-3333", ["138 1111 2222", "+86 138-1111-3333"]),
        (" 13811112222 , ,, 13811113333|A-1 ", ["13811112222", "13811113333", "A-1"]),
        ("", []),
    ],
)
def test_list_of_numbers_is_read_as_people_type_it(typed, numbers):
    assert numbers_in(typed) == numbers
