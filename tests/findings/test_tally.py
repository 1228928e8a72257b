"""What is open against a plan is counted with every write; a reading counts nothing."""

from __future__ import annotations

import random
import threading

import pytest
from django.db import connection, transaction

from campaigns.models import Campaign
from common import clock
from findings import tally
from findings.enums import FindingClass, FindingState, Severity
from findings.models import Finding, FindingSide, OpenTally
from tests.factories.campaigns import make_draft, make_finding, make_world
from tests.seeds import times

pytestmark = [pytest.mark.database]


def random_row(draw: random.Random, number: int) -> Finding:
    now = clock.now()
    return Finding(
        fingerprint=f"random-{number}",
        rule="test-rule",
        case="case",
        severity=draw.choice(list(Severity)),
        finding_class=draw.choice(list(FindingClass)),
        state=draw.choice(list(FindingState)),
        first_seen_at=now,
        last_seen_at=now,
    )


def some(draw: random.Random, rows):
    """The keys of a few of the rows."""
    keys = list(rows.values_list("pk", flat=True))
    return draw.sample(keys, draw.randint(0, min(len(keys), 5)))


def write_something(draw: random.Random, number: int, plans: list[Campaign]) -> None:
    """One of the ways in which findings and sides come, change and go; many rows at once."""
    match draw.randrange(7):
        case 0 | 1:
            rows = Finding.objects.bulk_create(
                random_row(draw, 10 * number + n) for n in range(draw.randint(1, 4))
            )
            FindingSide.objects.bulk_create(
                FindingSide(finding=row, campaign=plan)
                for row in rows
                for plan in draw.sample(plans, draw.randint(0, len(plans)))
            )
        case 2:
            keys = some(draw, Finding.objects.order_by("fingerprint"))
            Finding.objects.filter(pk__in=keys).update(
                state=draw.choice(list(FindingState)), severity=draw.choice(list(Severity))
            )
        case 3:
            keys = some(draw, Finding.objects.order_by("fingerprint"))
            Finding.objects.filter(pk__in=keys).update(last_seen_at=clock.now())
        case 4:
            FindingSide.objects.filter(pk__in=some(draw, FindingSide.objects.all())).delete()
        case 5:
            keys = some(draw, Finding.objects.order_by("fingerprint"))
            Finding.objects.filter(pk__in=keys).delete()
        case 6:
            sides = FindingSide.objects.filter(pk__in=some(draw, FindingSide.objects.all())[:1])
            free = [one for one in plans if not _has_side(sides, one)]
            if free:
                sides.update(campaign=draw.choice(free))


def _has_side(sides, plan: Campaign) -> bool:
    findings = sides.values("finding")
    return FindingSide.objects.filter(finding__in=findings, campaign=plan).exists()


@pytest.mark.parametrize("seed", range(times(6)))
def test_random_histories_leave_what_counting_anew_finds(world, seed):
    draw = random.Random(seed)
    plans = [make_draft(world.planner, name=f"计划 {n}") for n in range(4)]

    for number in range(25):
        write_something(draw, number, plans)
        assert tally.kept() == tally.counted(), number

    assert tally.untrue() == []


def test_a_side_may_be_there_before_its_finding(world):
    """Foreign keys are checked at the end; each order counts once."""
    plan, row = make_draft(world.planner), random_row(random.Random(1), 1)
    row.state, row.severity = FindingState.OPEN, Severity.BLOCKING
    FindingSide.objects.bulk_create([FindingSide(finding_id=row.pk, campaign=plan)])
    assert tally.kept() == {}

    Finding.objects.bulk_create([row])
    assert tally.kept()[plan.code][0] == 1

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM findings_finding")
        assert tally.kept() == {}
        cursor.execute("DELETE FROM findings_findingside")
    assert tally.kept() == {}


def test_the_nightly_proof_tells_and_mends_what_is_untrue(world, caplog):
    plan = make_draft(world.planner)
    make_finding(plan, severity=Severity.BLOCKING, finding_class=FindingClass.HARM)
    OpenTally.objects.filter(campaign=plan).update(blocking=7)
    assert tally.untrue() == [plan.code]

    tally.prove(clock.now())

    assert plan.code in caplog.text
    assert tally.kept() == tally.counted() == {plan.code: (1, 1, 0, 0)}

    caplog.clear()
    tally.prove(clock.now())
    assert not caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("adds", [True, False], ids=["added", "counted-anew twin"])
def test_two_who_write_findings_of_one_plan_at_once_are_both_counted(adds, transactional_db):
    """The triggers add what their statement did. The twin writes what it counts, as if nobody else
    wrote, and loses the other's.
    """
    plan = make_draft(make_world().planner)
    make_finding(plan, severity=Severity.WARNING)
    both, done = threading.Barrier(2), []

    def write(number: int) -> None:
        try:
            with transaction.atomic():
                if adds:
                    both.wait(10)
                make_finding(plan, severity=Severity.BLOCKING, fingerprint=f"race-{number}")
                if not adds:
                    blocking = tally.counted()[plan.code][0]
                    both.wait(10)
                    OpenTally.objects.filter(campaign=plan).update(blocking=blocking)
            done.append(number)
        finally:
            connection.close()

    if not adds:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE findings_findingside DISABLE TRIGGER USER")
    threads = [threading.Thread(target=write, args=(n,)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    if not adds:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE findings_findingside ENABLE TRIGGER USER")

    assert len(done) == 2
    assert (tally.untrue() == []) is adds
