import datetime as dt
from itertools import islice

import pytest
import time_machine
from django.db import transaction

from common import jobs
from common.errors import Busy
from common.models import Job, JobState

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
LATER = NOW + jobs.LEASE + SECOND


@pytest.fixture
def done():
    """What the handler of ``test.note`` has written, as (key, attempt)."""
    written = []

    def handler(claim):
        with transaction.atomic():
            if jobs.finish(claim):
                written.append((claim.key, claim.attempt))

    jobs.register("test.note", handler, name="Test")
    return written


def test_enqueue_is_undone_with_its_transaction():
    with transaction.atomic():
        jobs.enqueue("test.note", "a", now=NOW)
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_enqueue_twice_is_one_open_job():
    jobs.enqueue("test.note", "a", now=NOW)
    jobs.enqueue("test.note", "a", now=NOW)

    assert Job.objects.count() == 1


def test_a_request_while_the_job_runs_is_done_after_it(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(first.pk, now=NOW)

    second = jobs.enqueue("test.note", "a", now=NOW)

    assert second.pk != first.pk
    assert jobs.claim(second.pk, now=NOW) is None  # one after the other
    assert jobs.finish(held)
    assert jobs.drain(now=NOW) == 1
    assert done == [("a", 1)]


def due(now):
    return list(jobs.due(now=now).values_list("pk", flat=True))


def test_a_request_that_has_to_wait_is_due_as_soon_as_the_first_ends(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(first.pk, now=NOW)
    second = jobs.enqueue("test.note", "a", now=NOW)
    assert due(NOW) == []

    jobs.finish(held)

    assert due(NOW) == [second.pk]


def test_only_jobs_of_one_key_wait_for_each_other(done):
    """Neither another key of the kind nor the same key of another kind has to wait."""
    jobs.register("test.other", jobs.finish, name="Test")
    held = jobs.enqueue("test.note", "a", now=NOW)
    beside = [jobs.enqueue("test.note", "b", now=NOW), jobs.enqueue("test.other", "a", now=NOW)]
    jobs.claim(held.pk, now=NOW)

    assert due(NOW) == [job.pk for job in beside]
    assert all(jobs.claim(job.pk, now=NOW) for job in beside)


def test_several_requests_while_the_job_runs_are_one(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    jobs.claim(first.pk, now=NOW)

    others = {jobs.enqueue("test.note", "a", now=NOW).pk for _ in range(3)}

    assert len(others) == 1
    assert Job.objects.count() == 2


def test_a_failed_attempt_waits_beside_a_new_request(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(first.pk, now=NOW)
    jobs.enqueue("test.note", "a", now=NOW)

    jobs.retry_later(held, error="lost", now=NOW)

    assert sorted(Job.objects.values_list("state", "attempt")) == [("pending", 0), ("pending", 1)]
    assert jobs.drain(now=LATER) == 2


def test_a_request_joins_the_attempt_that_waits_for_its_next_try(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    jobs.retry_later(jobs.claim(first.pk, now=NOW), error="lost", now=NOW)

    again = jobs.enqueue("test.note", "a", now=NOW)

    assert again.pk == first.pk
    assert jobs.drain(now=NOW) == 1


def test_enqueue_earlier_moves_the_open_job_forward():
    jobs.enqueue("test.note", "a", not_before=LATER, now=NOW)
    jobs.enqueue("test.note", "a", not_before=NOW, now=NOW)

    assert Job.objects.get().not_before == NOW


def test_job_is_done_once_however_often_it_is_delivered(done):
    job = jobs.enqueue("test.note", "a", now=NOW)

    results = [jobs.run(job.pk, now=NOW) for _ in range(3)]

    assert results == [True, False, False]
    assert done == [("a", 1)]
    assert Job.objects.get().progress == 100


def test_drain_twice_changes_nothing_the_second_time(done):
    jobs.enqueue("test.note", "a", now=NOW)

    assert jobs.drain(now=NOW) == 1
    assert jobs.drain(now=NOW) == 0
    assert len(done) == 1


def test_drain_asks_its_sources_until_nothing_more_comes_and_keeps_its_limit(done, monkeypatch):
    keys = iter("ab")
    more = [lambda now: [jobs.enqueue("test.note", key, now=NOW) for key in islice(keys, 1)]]
    monkeypatch.setattr(jobs, "SOURCES", more)

    assert jobs.drain(now=NOW) == 2
    for key in "cde":
        jobs.enqueue("test.note", key, now=NOW)
    assert jobs.drain(now=NOW, limit=2) == 2
    assert [key for key, _ in done] == ["a", "b", "c", "d"]


def test_a_job_is_due_from_its_time_on():
    jobs.enqueue("test.note", "a", not_before=LATER, now=NOW)

    assert due(NOW) == []
    assert len(due(LATER)) == 1


def test_open_is_what_is_due_or_held(done):
    for key in ("due", "held", "done"):
        jobs.enqueue("test.note", key, now=NOW)
    jobs.enqueue("test.note", "later", not_before=LATER, now=NOW)
    jobs.claim(Job.objects.get(key="held").pk, now=NOW)
    jobs.run(Job.objects.get(key="done").pk, now=NOW)

    found = Job.objects.open(NOW).order_by("pk").values_list("key", flat=True)
    assert list(found) == ["due", "held"]


def test_the_job_that_waits_longest_is_done_first(done):
    jobs.enqueue("test.note", "young", not_before=NOW + SECOND, now=NOW)
    jobs.enqueue("test.note", "old", not_before=NOW, now=NOW)

    assert list(jobs.work(now=NOW + SECOND)) == [True, True]
    assert [key for key, _ in done] == ["old", "young"]


def test_long_work_never_takes_every_hand(done):
    """However many imports wait, and however much longer than the checks, the next hand checks."""
    jobs.register("test.import", lambda claim: None, name="Test", one_at_a_time=True)
    imports = [jobs.enqueue("test.import", str(n), now=NOW) for n in range(5)]
    check = jobs.enqueue("test.note", "a", now=NOW + SECOND)

    first, second = jobs.claim_oldest(now=NOW + SECOND), jobs.claim_oldest(now=NOW + SECOND)

    assert (first.job_id, second.job_id) == (imports[0].pk, check.pk)
    assert jobs.claim_oldest(now=NOW + SECOND) is None
    assert jobs.claim(imports[1].pk, now=NOW + SECOND) is None
    assert due(NOW + SECOND) == []
    jobs.finish(first, now=NOW + SECOND)
    assert due(NOW + SECOND) == [job.pk for job in imports[1:]]


def test_what_nobody_waits_for_lets_others_go_before_but_not_for_ever():
    jobs.register("test.patient", jobs.finish, name="Test", is_patient=True)
    patient = jobs.enqueue("test.patient", "a", now=NOW)
    soon = jobs.enqueue("test.note", "b", now=NOW + 5 * SECOND)
    late = jobs.enqueue("test.note", "c", now=NOW + 11 * SECOND)

    assert due(NOW + 11 * SECOND) == [soon.pk, patient.pk, late.pk]


def test_waiting_for_a_lock_is_no_failed_attempt():
    waited = []

    def wait(claim):
        waited.append(claim.attempt)
        if len(waited) <= 2 * jobs.MAX_ATTEMPTS:
            raise Busy
        jobs.finish(claim)

    jobs.register("test.busy", wait, name="Test")
    job = jobs.enqueue("test.busy", "a", now=NOW)

    now, pauses = NOW, []
    while job.state == JobState.PENDING:
        jobs.run(job.pk, now=now)
        job.refresh_from_db()
        pauses.append(job.not_before - now)
        now = job.not_before

    assert job.state == JobState.DONE
    assert waited == list(range(1, 2 * jobs.MAX_ATTEMPTS + 2))  # each claim has a token of its own
    assert pauses[:5] == [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, jobs.LONGEST_WAIT]


@pytest.mark.parametrize(("waits", "failures"), [(-1, 0), (0, 1)])
def test_after_so_many_waits_one_more_is_a_failure(waits, failures):
    job = jobs.enqueue("test.note", "a", now=NOW)
    Job.objects.update(waits=jobs.MAX_WAITS + waits, attempt=jobs.MAX_WAITS + waits)

    jobs.give_back(jobs.claim(job.pk, now=NOW), now=NOW)

    job.refresh_from_db()
    assert job.attempt - job.waits == failures
    assert job.error == ("a lock was not to be had" if failures else "")


def test_failures_count_beside_waiting():
    answers = iter([Busy, ValueError, Busy, *[ValueError] * 4])

    def fail(claim):
        raise next(answers)

    jobs.register("test.both", fail, name="Test")
    job = jobs.enqueue("test.both", "a", now=NOW)

    for minute in range(7):
        assert not jobs.run(job.pk, now=NOW + dt.timedelta(minutes=minute))

    job.refresh_from_db()
    assert (job.state, job.attempt, job.waits) == (JobState.FAILED, 7, 2)


def test_frozen_worker_that_wakes_up_writes_nothing(done):
    job = jobs.enqueue("test.note", "a", now=NOW)
    frozen = jobs.claim(job.pk, now=NOW)

    assert jobs.claim(job.pk, now=NOW) is None
    assert jobs.run(job.pk, now=LATER)

    assert not jobs.finish(frozen)
    assert done == [("a", 2)]


def test_a_lease_is_counted_from_the_moment_of_the_beat():
    held = jobs.claim(jobs.enqueue("test.note", "a", now=NOW).pk, now=NOW)

    with time_machine.travel(NOW + SECOND, tick=False):
        assert jobs.beat(held)

    assert Job.objects.get().lease_until == LATER


def test_beat_keeps_the_lease():
    job = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(job.pk, now=NOW)

    assert jobs.beat(held, progress=40, now=LATER - 2 * SECOND)

    assert jobs.claim(job.pk, now=LATER) is None
    assert Job.objects.get().progress == 40


def test_job_that_always_fails_is_dead_after_five_attempts():
    dead = []

    def fail(claim):
        raise ValueError("broken\nin two lines")

    jobs.register("test.fail", fail, name="Test", on_failed=dead.append)
    job = jobs.enqueue("test.fail", "a", now=NOW)

    for minute in range(10):
        jobs.run(job.pk, now=NOW + dt.timedelta(minutes=minute))
        Job.objects.filter(pk=job.pk, state=JobState.PENDING).update(not_before=NOW)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (
        JobState.FAILED,
        5,
        "ValueError: broken\nin two lines",
    )
    assert [one.pk for one in dead] == [job.pk]


def test_job_whose_workers_were_all_killed_is_dead_after_five_attempts():
    job = jobs.enqueue("test.note", "a", now=NOW)

    for attempt in range(5):
        assert jobs.claim(job.pk, now=NOW + attempt * (LATER - NOW)) is not None
    assert jobs.claim(job.pk, now=NOW + 5 * (LATER - NOW)) is None  # there is no sixth
    jobs.give_up_abandoned(now=NOW + 6 * (LATER - NOW))

    assert Job.objects.get().state == JobState.FAILED


@pytest.mark.parametrize(
    ("attempt", "waits", "state"),
    [(4, 0, "running"), (5, 0, "failed"), (6, 2, "running"), (7, 2, "failed")],
)
def test_only_an_abandoned_job_without_attempts_left_is_given_up(attempt, waits, state):
    job = jobs.enqueue("test.note", "a", now=NOW)
    Job.objects.update(state="running", lease_until=NOW, attempt=attempt, waits=waits)

    jobs.give_up_abandoned(now=NOW)
    assert Job.objects.get().state == "running"  # its lease lasts to this moment
    jobs.give_up_abandoned(now=NOW + SECOND)

    job.refresh_from_db()
    assert job.state == state
    assert job.error == ("the worker was lost" if state == "failed" else "")
    assert (jobs.claim(job.pk, now=NOW + SECOND) is not None) == (state == "running")


def test_what_a_lost_worker_held_is_due_again_once_its_lease_is_over(done):
    """The request beside it too; up to the last moment of the lease neither is."""
    held = jobs.enqueue("test.note", "a", now=NOW)
    jobs.claim(held.pk, now=NOW)
    beside = jobs.enqueue("test.note", "a", now=NOW)
    over = NOW + jobs.LEASE

    assert due(over) == []
    assert jobs.claim(held.pk, now=over) is None
    assert due(over + SECOND) == [held.pk, beside.pk]


def test_job_that_is_gone_is_no_error():
    assert jobs.run(999_999) is False
