"""Two people answer one question at once. Without locks both answers stand, one over the other."""

from __future__ import annotations

import pytest

from common import locks
from customers.enums import MatchState
from customers.identity.commands import answer_match
from customers.models import MatchStep, PartyMatch
from organization.enums import Role
from tests.factories.customers import make_customer, make_match
from tests.factories.organization import make_user

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_the_second_answer_is_refused(monkeypatch, race, is_locked):
    match = make_match(make_customer("A").party, make_customer("B").party)
    people = [make_user(Role.PLANNER, username=name) for name in ("one", "other")]
    monkeypatch.setattr(locks.LOCKS, "rows", race.after(locks.LOCKS.rows))
    # In the twin who says *same* looks once more for a *different*, and may be in time to see it.
    answers = [MatchState.SAME if is_locked else MatchState.DIFFERENT, MatchState.DIFFERENT]

    def say(answer, actor):
        def call():
            answer_match(match_id=match.pk, answer=answer, actor=actor)
            return "answered"

        return call

    told = race.together(*(say(*one) for one in zip(answers, people, strict=True)))

    if is_locked:
        assert told == {"answered": 1, "wrong-state": 1}
        (step,) = MatchStep.objects.all()
        state = PartyMatch.objects.get()
        assert (state.state, state.decided_by) == (step.to_state, step.made_by)
    else:
        assert told == {"answered": 2}
        assert MatchStep.objects.count() == 2
