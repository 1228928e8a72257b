import datetime as dt

import pytest
from django.db import transaction

from common import jobs
from common.models import Job, JobState

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
LATER = NOW + jobs.LEASE + dt.timedelta(seconds=1)


@pytest.fixture
def done():
    """What the handler of ``test.note`` has written, as (key, attempt)."""
    written = []

    def handler(claim):
        with transaction.atomic():
            if jobs.finish(claim):
                written.append((claim.key, claim.attempt))

    jobs.register("test.note", handler)
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


def test_a_request_that_had_to_wait_is_published_as_soon_as_the_first_ends(done):
    first = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(first.pk, now=NOW)
    second = jobs.enqueue("test.note", "a", now=NOW)
    assert jobs.due_job_ids(now=NOW) == [second.pk]
    assert jobs.due_job_ids(now=NOW) == []

    jobs.finish(held)

    assert jobs.due_job_ids(now=NOW) == [second.pk]


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


def test_drain_twice_changes_nothing_the_second_time(done):
    jobs.enqueue("test.note", "a", now=NOW)

    assert jobs.drain(now=NOW) == 1
    assert jobs.drain(now=NOW) == 0
    assert len(done) == 1


def test_job_that_is_not_due_is_not_published():
    jobs.enqueue("test.note", "a", not_before=LATER, now=NOW)

    assert jobs.due_job_ids(now=NOW) == []
    assert len(jobs.due_job_ids(now=LATER)) == 1


def test_published_job_is_published_again_when_its_message_was_lost():
    job = jobs.enqueue("test.note", "a", now=NOW)

    assert jobs.due_job_ids(now=NOW) == [job.pk]
    assert jobs.due_job_ids(now=NOW + dt.timedelta(seconds=1)) == []
    assert jobs.due_job_ids(now=NOW + dt.timedelta(seconds=6)) == [job.pk]


def test_frozen_worker_that_wakes_up_writes_nothing(done):
    job = jobs.enqueue("test.note", "a", now=NOW)
    frozen = jobs.claim(job.pk, now=NOW)

    assert jobs.claim(job.pk, now=NOW) is None
    assert jobs.run(job.pk, now=LATER)

    assert not jobs.finish(frozen)
    assert done == [("a", 2)]


def test_beat_keeps_the_lease():
    job = jobs.enqueue("test.note", "a", now=NOW)
    held = jobs.claim(job.pk, now=NOW)

    assert jobs.beat(held, progress=40, now=LATER - dt.timedelta(seconds=2))

    assert jobs.claim(job.pk, now=LATER) is None
    assert Job.objects.get().progress == 40


def test_job_that_always_fails_is_dead_after_five_attempts():
    dead = []

    def fail(claim):
        raise ValueError("broken")

    jobs.register("test.fail", fail, on_failed=dead.append)
    job = jobs.enqueue("test.fail", "a", now=NOW)

    for minute in range(10):
        jobs.run(job.pk, now=NOW + dt.timedelta(minutes=minute))
        Job.objects.filter(pk=job.pk, state=JobState.PENDING).update(not_before=NOW)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (JobState.FAILED, 5, "ValueError: broken")
    assert [one.pk for one in dead] == [job.pk]


def test_job_whose_workers_were_all_killed_is_dead_after_five_attempts():
    job = jobs.enqueue("test.note", "a", now=NOW)

    for attempt in range(5):
        assert jobs.claim(job.pk, now=NOW + attempt * (LATER - NOW)) is not None
    assert jobs.claim(job.pk, now=NOW + 5 * (LATER - NOW)) is None  # there is no sixth
    assert jobs.due_job_ids(now=NOW + 6 * (LATER - NOW)) == []

    assert Job.objects.get().state == JobState.FAILED


def test_job_that_is_gone_is_no_error():
    assert jobs.run(999_999) is False
