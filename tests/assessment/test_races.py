"""Two people answer at the same instant, with a twin that does not lock and loses an answer."""

from __future__ import annotations

import pytest

from assessment import commands
from assessment.commands import answers
from organization.enums import Role
from organization.models import User
from tests.assessment.asked import ask, line_of
from tests.factories.campaigns import make_checking, make_world
from tests.factories.organization import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_of_two_answers_to_what_was_read_one_counts(transactional_db, monkeypatch, race, is_locked):
    world = make_world()
    ask()
    offices = [make_user(Role.FRONT_OFFICE), make_user(Role.FRONT_OFFICE)]
    plan = make_checking(world.planner)
    monkeypatch.setattr(answers, "check_etag", race.before(answers.check_etag))

    def answering(person, given):
        def call():
            commands.answer_line(
                campaign_id=plan.pk,
                item="office-test",
                answer=given,
                read=0,
                actor=User.objects.get(pk=person.pk),
            )
            return "answered"

        return call

    outcomes = race.together(answering(offices[0], "yes"), answering(offices[1], "no"))

    if is_locked:
        assert outcomes == {"answered": 1, "stale": 1}
        assert line_of(plan).changes == 1
    else:
        assert outcomes == {"answered": 2}  # the first answer is lost without a word
        assert line_of(plan).changes == 1
