"""The index is brought up to date by a job, and proved by a command."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils.translation import override

from common import jobs
from common.models import Job
from customers.caches import state
from customers.index import fold, job
from customers.models import IndexShard, IndexState
from tests.factories.customers import make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_what_waits_is_taken_in_by_one_job():
    make_customer("A")
    jobs.ask_sources()
    jobs.ask_sources()

    claim = jobs.claim(Job.objects.get(kind=job.JOB).pk)
    job.run(claim)

    assert state().waiting == 0
    assert Job.objects.get(kind=job.JOB).state == "done"
    jobs.ask_sources()
    assert Job.objects.filter(kind=job.JOB).count() == 1


def test_only_sets_that_are_others_now_are_written():
    first = make_customer("A", tier="gold", name="x")
    make_customer("B", tier="gold")
    fold.bring_up_to_date()
    version = state().version

    first.name = "y"
    first.save()
    assert state().waiting == 0
    first.tier = "silver"
    first.save()
    fold.bring_up_to_date()

    changed = IndexShard.objects.filter(version__gt=version)
    assert sorted(changed.values_list("value__attribute", "value__value")) == [
        ("tier", "gold"),
        ("tier", "silver"),
    ]
    assert IndexState.objects.count() == 1


@override("en")
def test_the_command_proves_and_rebuilds(capsys):
    make_customer("A", tier="gold")
    call_command("index_customers", prove=True)
    assert "Every part is as the rows say." in capsys.readouterr().out
    IndexShard.objects.filter(value__attribute="tier").delete()

    with pytest.raises(SystemExit):
        call_command("index_customers", prove=True)
    assert "tier" in capsys.readouterr().err
    call_command("index_customers", rebuild=True)
    call_command("index_customers", prove=True)


def test_a_new_day_makes_stale_whose_holdings_move():
    fold.bring_up_to_date(now=dt.datetime(2027, 3, 1, 4, tzinfo=dt.UTC))
    job.nightly(dt.datetime(2027, 3, 2, 4, tzinfo=dt.UTC))

    assert state().day == dt.date(2027, 3, 2)
