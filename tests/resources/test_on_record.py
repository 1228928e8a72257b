"""The record read as sets says of all what the check before giving says of each."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict

import pytest

from common import clock
from customers.enums import BenefitKind, LinkKind, Occasion, TouchKind
from customers.models import Party, Touch
from resources.enums import BenefitState
from resources.models import Benefit
from resources.on_record import groups_changed, groups_like
from resources.policies import Terms
from resources.similar import Had, Wanted, had_by, likeness_of
from tests.factories.customers import link, make_organisation, make_party
from tests.factories.organization import make_unit
from tests.factories.resources import make_resource
from tests.seeds import times

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = dt.date(2026, 9, 1)
TELLING = (
    TouchKind.BENEFIT_PLANNED,
    TouchKind.BENEFIT_GIVEN,
    TouchKind.BENEFIT_RETURNED,
    TouchKind.CARE,
)
TERMS = Terms.declared()


def make_record(dice: random.Random) -> list[Party]:
    """Some persons, two of whom are one, with what was done for them here and elsewhere."""
    people = [make_party(f"P{number}") for number in range(9)]
    Party.objects.filter(pk=people[8].pk).update(counted_as=people[0].ordinal)
    units = [make_unit("consumer"), make_unit("enterprise")]
    gifts = [make_resource("thermos", kind="gift"), make_resource("phone", kind="gift"), None]

    def some() -> dict[str, object]:
        return {
            "party": dice.choice(people),
            "occasion": dice.choice([Occasion.MID_AUTUMN, Occasion.RENEWAL, Occasion.OTHER]),
        }

    def on() -> dt.date:
        return TODAY + dt.timedelta(days=dice.randint(-70, 70))

    for _ in range(30):
        Benefit.objects.create(
            unit=dice.choice(units),
            kind=dice.choice([BenefitKind.GOODS, BenefitKind.CREDIT]),
            resource=dice.choice(gifts),
            day=on(),
            state=dice.choice(BenefitState.values),
            given_by="x",
            created_at=clock.now(),
            changed_at=clock.now(),
            **some(),
        )
        Touch.objects.create(
            source="crm",
            key=str(dice.random()),
            happened_on=on(),
            kind=dice.choice(TELLING),
            contact_class="none",
            unit="consumer",
            benefit_kind=dice.choice([BenefitKind.GOODS, BenefitKind.CREDIT]),
            resource=dice.choice(["thermos", ""]),
            **some(),
        )
    return people


@pytest.mark.parametrize("seed", range(times(3)))
def test_sets_say_what_the_check_of_single_persons_says(seed):
    dice = random.Random(seed)
    people = make_record(dice)
    wanted = Wanted(
        kind=BenefitKind.GOODS,
        occasion=dice.choice(["", Occasion.MID_AUTUMN]),
        resource="thermos",
        day=TODAY,
        last=TODAY + dt.timedelta(days=dice.randint(0, 20)),
    )
    far = dt.timedelta(days=200)
    counted = dict(Party.objects.values_list("pk", "counted"))

    by_one: dict[Had, set[int]] = defaultdict(set)
    for party, rows in had_by([one.pk for one in people[:8]], TODAY - far, TODAY + far).items():
        for had in rows:
            if likeness_of(wanted, had, TERMS):
                by_one[had].add(counted[party])

    groups = groups_like([wanted], TODAY, wanted.last or TODAY, [TERMS])
    found = {one.had: set(one.persons) for one in groups if likeness_of(wanted, one.had, TERMS)}
    assert found == dict(by_one)


def test_what_an_organisation_got_is_its_key_contacts():
    firm, boss, clerk = make_organisation("F1"), make_party("P1"), make_party("P2")
    link(firm, boss, LinkKind.KEY_CONTACT)
    link(firm, clerk)
    now = clock.now()
    Benefit.objects.create(
        party=firm,
        unit=make_unit("enterprise"),
        kind=BenefitKind.GOODS,
        occasion=Occasion.RENEWAL,
        day=TODAY,
        created_at=now,
        changed_at=now,
    )
    wanted = Wanted(kind=BenefitKind.GOODS, occasion="", resource="", day=TODAY)

    for groups in (groups_like([wanted], TODAY, TODAY, [TERMS]), groups_changed(now)):
        assert [(set(one.persons), one.is_sure) for one in groups] == [({boss.ordinal}, False)]
