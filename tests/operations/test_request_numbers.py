"""One number from the client to the worker: on the answer, the error page, the jobs, each line."""

from __future__ import annotations

import datetime as dt
import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from common import clock, faults, jobs, request_numbers
from common.job_kinds import KINDS, JobKind
from common.models import Fault, Job
from config.logs import JsonLines
from organization.enums import Role
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db
SECRET = "13911110001"


def line(message="said"):
    return json.loads(JsonLines().format(logging.makeLogRecord({"msg": message})))


@pytest.fixture
def person():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def client(person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.fixture
def broken(monkeypatch):
    """A page of ours with a mistake in it, of which a customer's number is told."""
    from desk.views import home

    def fail(*args, **kwargs):
        raise LookupError(SECRET)

    monkeypatch.setattr(home, "render", fail)


def test_every_answer_has_a_number_that_can_be_read_out(client):
    first, second = (client.get("/setup/")[request_numbers.HEADER] for _ in range(2))

    assert first != second
    assert set(first) - {"-"} <= set(request_numbers.LETTERS)
    assert [len(part) for part in first.split("-")] == [4, 4]


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ("proxy-0001", True),
        ("x" * 8, True),
        ("x" * 7, False),
        ("x" * 64, True),
        ("x" * 65, False),
        ("two words", False),
        ('bro"ken99', False),
        ("-starts-odd", False),
        ("数字数字数字数字", False),
    ],
)
def test_number_of_the_client_is_kept_if_a_log_may_hold_it(client, said, is_kept):
    answered = client.get("/setup/", headers={"X-Request-ID": said})[request_numbers.HEADER]

    assert (answered == said) is is_kept


def test_lines_say_to_whose_request_they_belong(person):
    assert "request" not in line()
    with request_numbers.numbered() as number:
        request_numbers.note(person=person.pk)
        assert line()["request"] == number
        assert line()["person"] == person.pk
    assert request_numbers.current() == ""


def test_person_reads_a_number_that_finds_the_fault(client, person, broken):
    answer = client.get("/")

    number = answer[request_numbers.HEADER]
    assert answer.status_code == 500
    assert number in answer.content.decode()
    fault = Fault.objects.get(number=number)
    assert (fault.method, fault.path, fault.person) == ("GET", "/", person.pk)
    assert fault.error == "builtins.LookupError"
    assert "desk/views/home.py" in fault.place
    page = client.get(reverse("operations:faults"), {"number": f" {number.lower()} "})
    assert number in page.content.decode()
    assert SECRET not in page.content.decode()
    assert SECRET not in f"{fault.error}{fault.place}{fault.path}"


def test_api_tells_the_number_too(client, monkeypatch):
    from organization.api import views

    def fail(day):
        raise LookupError(SECRET)

    monkeypatch.setattr(views, "values_on", fail)
    answer = client.get("/api/v1/policies/", headers={"X-Request-ID": "caller-00017"})

    assert answer.status_code == 500
    assert answer.json()["type"] == "server_error"
    assert "caller-00017" in answer.json()["errors"][0]["detail"]
    assert SECRET not in answer.content.decode()
    assert Fault.objects.get().number == "caller-00017"


def test_refusal_is_no_fault(client):
    assert client.get("/campaigns/C2099-0001/").status_code == 404
    assert not Fault.objects.exists()


def test_worker_goes_on_under_the_number_of_the_request(monkeypatch):
    seen = []

    def look(claim):
        seen.append(request_numbers.current())
        jobs.finish(claim)

    monkeypatch.setitem(KINDS, "test.seen", JobKind(look, None, "Test", is_ended=False))
    with request_numbers.numbered("asked-by-a-page"):
        job = jobs.enqueue("test.seen", "1")
    jobs.enqueue("test.seen", "2")

    jobs.drain()

    assert Job.objects.get(pk=job.pk).request == "asked-by-a-page"
    assert seen[0] == "asked-by-a-page"
    assert len(seen[1]) == request_numbers.LENGTH + 1  # asked for by the clock: a new one
    assert request_numbers.current() == ""


def test_faults_are_forgotten_after_a_quarter():
    now = clock.now()
    for days, number in ((89, "young"), (90, "edge"), (91, "old")):
        at = now - dt.timedelta(days=days)
        Fault.objects.create(number=number, happened_at=at, method="GET", path="/", error="E")

    faults.forget_old(now=now)

    assert set(Fault.objects.values_list("number", flat=True)) == {"young", "edge"}
