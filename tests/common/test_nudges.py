from __future__ import annotations

import datetime as dt

import pytest

from common import clock, heartbeats, jobs
from common.nudges import Broker, remove_empty_messages

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def broker():
    broker = Broker()
    broker.lying()
    broker.connection.default_channel.queue_purge("celery")
    yield broker
    broker.connection.default_channel.queue_purge("celery")
    broker.drop()


def ask(count: int) -> None:
    for number in range(count):
        jobs.enqueue("test.note", str(number))


def test_no_more_nudges_than_hands_however_often_it_is_looked(broker):
    heartbeats.beat(heartbeats.worker("celery@one"), amount=2)
    heartbeats.beat(heartbeats.worker("celery@two"), amount=3)
    ask(30)

    assert [broker.nudge() for _ in range(20)] == [5] * 20
    assert broker.lying() == 5


def test_no_more_nudges_than_work(broker):
    heartbeats.beat(heartbeats.worker("celery@one"), amount=8)
    ask(3)

    broker.nudge()

    assert broker.lying() == 3


def test_one_nudge_waits_for_the_worker_to_come(broker):
    silent = clock.now() - dt.timedelta(hours=8)
    heartbeats.beat(heartbeats.worker("celery@gone"), amount=8, now=silent)
    ask(30)

    broker.nudge()

    assert broker.lying() == 1


def test_a_nudge_that_was_lost_is_replaced(broker):
    ask(1)
    broker.nudge()
    broker.connection.default_channel.queue_purge("celery")

    broker.nudge()

    assert broker.lying() == 1


def test_without_work_there_are_no_nudges(broker):
    assert broker.nudge() == 0


def test_a_message_file_without_a_message_is_removed(settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path)}
    (tmp_path / "1_a.celery.msg").write_text("")
    (tmp_path / "2_b.celery.msg").write_text("{}")

    remove_empty_messages()

    assert [file.name for file in tmp_path.iterdir()] == ["2_b.celery.msg"]
