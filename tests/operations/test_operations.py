"""The page of whoever runs the platform: what works, waits and failed, and doing it again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from common import clock, heartbeats, jobs
from common.errors import Refused
from common.job_kinds import KINDS
from common.models import AuditEvent, Job, JobState
from common.models.job import MAX_ATTEMPTS
from operations import commands, work
from organization.enums import Role
from tests.factories.organization import make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
PAGE = "/setup/operations/"


@pytest.fixture
def admin():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture(autouse=True)
def kinds():
    """A kind of work that fails until it is mended, and one that ends what it was for."""
    done, broken = [], [True]

    def handle(claim):
        if broken[0]:
            raise LookupError("no plan\nsecond line")
        done.append(claim.key)
        jobs.finish(claim)

    jobs.register("test.work", handle, name="Work of the test")
    jobs.register("test.final", handle, name="Import of the test", ends_what_it_is_for=True)
    yield done, broken
    KINDS.pop("test.work", None)
    KINDS.pop("test.final", None)


def given_up(kind="test.work", key="C2027-0001", at=None, **values):
    at = at or clock.now()
    return Job.objects.create(
        kind=kind,
        key=key,
        state=JobState.FAILED,
        attempt=MAX_ATTEMPTS,
        not_before=at,
        created_at=at,
        finished_at=at,
        error="LookupError: no plan",
        **values,
    )


def test_failed_work_is_done_again_and_noted(kinds, admin, client):
    done, broken = kinds
    job = given_up(request="AAAA-BBBB")
    text = client.get(PAGE).content.decode()
    assert "LookupError: no plan" in text
    assert "AAAA-BBBB" in text

    broken[0] = False
    answer = client.post(reverse("operations:try-again", args=[job.pk]), follow=True)
    jobs.drain()

    assert answer.status_code == 200
    assert done == ["C2027-0001"]
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, MAX_ATTEMPTS + 1)
    row = AuditEvent.objects.get(action="try_again")
    assert (row.actor, row.object_code, row.details) == (
        admin.username,
        str(job.pk),
        {"kind": "test.work"},
    )


def test_work_tried_again_has_all_its_attempts(kinds, admin):
    job = given_up()
    commands.try_again(job_id=job.pk, actor=admin)

    at = clock.now()
    for attempt in range(1, MAX_ATTEMPTS + 1):
        at += dt.timedelta(hours=1)
        assert jobs.run(job.pk, now=at) is False
        job.refresh_from_db()
        assert (job.state == JobState.FAILED) is (attempt == MAX_ATTEMPTS)


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.RUNNING, JobState.DONE])
def test_only_work_that_was_given_up_is_tried_again(admin, state):
    job = given_up()
    Job.objects.filter(pk=job.pk).update(state=state)

    with pytest.raises(Refused) as refused:
        commands.try_again(job_id=job.pk, actor=admin)

    assert [reason.code for reason in refused.value.reasons] == ["not-given-up"]
    assert not AuditEvent.objects.filter(action="try_again").exists()


def test_what_ended_with_its_failure_is_begun_anew_elsewhere(admin, client):
    job = given_up("test.final")

    assert work.may_try_again(job) is False
    assert client.post(reverse("operations:try-again", args=[job.pk])).status_code == 409
    assert reverse("operations:try-again", args=[job.pk]) not in client.get(PAGE).content.decode()


def test_work_that_keeps_failing_is_given_up_with_a_reason(kinds, client):
    job = jobs.enqueue("test.work", "C2027-0002")
    jobs.run(job.pk)
    address = reverse("operations:give-up", args=[job.pk])

    client.post(address, {"reason": " "})
    job.refresh_from_db()
    assert job.state == JobState.PENDING
    client.post(address, {"reason": "the plan is gone"})

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert AuditEvent.objects.get(action="give_up").reason == "the plan is gone"


def test_work_that_has_not_failed_is_not_given_up(admin):
    job = jobs.enqueue("test.work", "C2027-0003")

    with pytest.raises(Refused):
        commands.give_up(job_id=job.pk, actor=admin, reason="no")


def test_only_administrators_run_the_platform():
    planner = make_user(Role.PLANNER, make_unit("consumer"))
    client = Client()
    client.force_login(planner)
    job = given_up()

    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("operations:try-again", args=[job.pk])).status_code == 403
    for command in (commands.try_again, commands.give_up):
        with pytest.raises(Refused) as refused:
            command(
                job_id=job.pk,
                actor=planner,
                **({"reason": "x"} if "give" in command.__name__ else {}),
            )
        assert refused.value.status == 403


def test_kinds_are_counted_as_they_stand():
    now = clock.now()
    hour = dt.timedelta(hours=1)
    for key, due in (("1", now - hour), ("2", now), ("3", now + hour)):
        Job.objects.create(kind="test.work", key=key, not_before=due, created_at=now)
    Job.objects.create(
        kind="test.work",
        key="4",
        state=JobState.RUNNING,
        attempt=1,
        not_before=now,
        created_at=now,
        lease_until=now + hour,
    )
    for days in (29, 30, 31):
        given_up(key=f"old-{days}", at=now - dt.timedelta(days=days))

    (row,) = work.by_kind(now)

    assert (row.name, row.waiting, row.running, row.failed) == ("Work of the test", 2, 1, 2)
    assert row.oldest == now - hour


def test_workers_are_named_with_their_last_sign(client):
    now = clock.now()
    heartbeats.beat("dispatcher:here", now=now)
    heartbeats.beat(heartbeats.worker("celery@one"), amount=2, now=now)
    heartbeats.beat(heartbeats.worker("celery@two"), amount=2, now=now - dt.timedelta(minutes=5))

    client.cookies["django_language"] = "en"

    page = client.get(PAGE).content.decode()

    assert "celery@one" in page
    assert "celery@two" in page
    assert page.count("silent") == 1


def test_every_kind_of_work_has_a_name():
    assert [kind for kind, one in KINDS.items() if not str(one.name)] == []


def test_page_asks_as_much_whatever_failed(client, django_assert_max_num_queries):
    for number in range(60):
        given_up(key=f"C2027-{number:04}")

    with django_assert_max_num_queries(15):
        text = client.get(PAGE).content.decode()

    assert text.count("/setup/operations/work/") == 50


def test_programs_do_the_same(kinds, admin):
    client = Client()
    client.force_login(admin)
    job = given_up(request="CCCC-DDDD")

    (row,) = client.get("/api/v1/operations/work/").json()["results"]
    assert (row["id"], row["may_try_again"], row["asked_by"]) == (job.pk, True, "CCCC-DDDD")

    def post(what, key=job.pk):
        address = f"/api/v1/operations/work/{key}/{what}/"
        return client.post(address, {}, content_type="application/json")

    again = post("try-again")
    assert (again.status_code, again.json()["state"]) == (200, "pending")
    assert post("try-again").status_code == 409
    assert post("try-again", 999_999).status_code == 404
    refused = post("give-up")
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (400, "reason")
