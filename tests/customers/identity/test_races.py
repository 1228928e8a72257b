"""Two people answer one question at once. Without locks both answers stand, one over the other."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from common import locks
from common.errors import Refused
from customers.enums import MatchState
from customers.identity.commands import answer_match
from customers.models import MatchStep, PartyMatch
from organization.enums import Role
from tests.factories.customers import make_customer, make_match
from tests.factories.organization import make_user
from tests.twins import ChangeLogOnly

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
PAUSE = 0.3


def slow(kind):
    """Locks of this kind, with time for the other one to come in between reading and writing."""

    class Slow(kind):
        def rows(self, queryset):
            found = super().rows(queryset)
            time.sleep(PAUSE)
            return found

    return Slow()


def answered_twice(match, *answers):
    """Two people say this at the same moment; what each of them was told."""
    together, said = threading.Barrier(2), []

    def one(answer, actor):
        try:
            together.wait(5)
            answer_match(match_id=match.pk, answer=answer, actor=actor)
            said.append("answered")
        except Refused as refusal:
            said.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=one, args=(answer, make_user(Role.PLANNER, username=f"p{number}")))
        for number, answer in enumerate(answers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(said)


@pytest.fixture
def match():
    return make_match(make_customer("A").party, make_customer("B").party)


def test_the_second_answer_is_refused(monkeypatch, match):
    monkeypatch.setattr(locks, "LOCKS", slow(locks.Locks))

    told = answered_twice(match, MatchState.SAME, MatchState.DIFFERENT)

    assert told == ["answered", "wrong-state"]
    (step,) = MatchStep.objects.all()
    state = PartyMatch.objects.get()
    assert (state.state, state.decided_by) == (step.to_state, step.made_by)


def test_without_locks_both_are_taken(monkeypatch, match):
    monkeypatch.setattr(locks, "LOCKS", slow(ChangeLogOnly))

    # Who says *same* looks once more for a *different*, and may be in time to see it.
    told = answered_twice(match, MatchState.DIFFERENT, MatchState.DIFFERENT)

    assert told == ["answered", "answered"]
    assert MatchStep.objects.count() == 2
