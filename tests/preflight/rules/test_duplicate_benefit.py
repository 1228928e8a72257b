"""Second gifts: whom they concern, for whom it is only possible, and a count by hand beside it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from findings.enums import Severity
from preflight.applying import applied
from preflight.gifts import GiftLine, GivenFacts, Promise
from preflight.kept_run import CLASSES, narrowed
from preflight.packing import pack, unpack
from preflight.rules.duplicate_benefit import MOST_LISTED, DuplicateBenefit
from preflight.snapshot_parts import RequestLine
from resources.on_record import Group
from resources.policies import PREFIX, Terms
from resources.similar import Had
from tests.preflight.builders import cases_of, context, day, findings, only, people, plan, ways
from tests.seeds import times

RULE = DuplicateBenefit()
START, END = day("2026-10-01"), day("2026-10-31")
FIRM = 2**31 + 7


def asks(pieces: int = 500, **more: Any) -> RequestLine:
    values = {"resource": "thermos", "given_as": "goods", "unit_cost": Decimal(32), **more}
    return RequestLine(unit="branch-east", quantity=pieces, needed_by=START, **values)


def gives(*requests: RequestLine, **more: Any) -> Any:
    return plan(audience=people(20), requests=requests or (asks(),), **more)


def had(on: dt.date = START, who: Any = None, *, is_sure: bool = True, **more: Any) -> Group:
    values = {
        "kind": "goods",
        "occasion": "key_care",
        "resource": "thermos",
        "day": on,
        "value": None,
        "unit": "enterprise",
        "state": "given",
        **more,
    }
    return Group(had=Had(**values), persons=who or people(5), is_sure=is_sure)


def promise(
    code: str = "C2026-0002", who: Any = None, *gifts: GiftLine, pieces: int = 500, **more: Any
) -> Promise:
    line = GiftLine(resource="thermos", kind="goods", pieces=pieces)
    values = {
        "unit": "enterprise",
        "starts_on": START,
        "ends_on": END,
        "is_decided": False,
        "persons": who or people(3, 8),
        **more,
    }
    in_all = len(values["persons"])
    return Promise(code=code, in_all=in_all, gifts=gifts or (line,), **values)


def around(*groups: Group, promises: Any = (), terms: Any = None, **more: Any) -> Any:
    held = {"terms": terms} if terms else {}
    return context(given=GivenFacts(had=groups, promises=tuple(promises), **held, **more))


def terms(**changed: Any) -> Terms:
    values = {PREFIX + key: value for key, value in changed.items()}
    return Terms(Terms.declared().values | values)


ONE = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("group", "cases"),
    [
        pytest.param(had(START - 30 * ONE), ["second"], id="the last day of the window before"),
        pytest.param(had(START - 31 * ONE), [], id="a day earlier"),
        pytest.param(had(END + 30 * ONE, state="reserved"), ["second"], id="the last day after"),
        pytest.param(had(END + 31 * ONE), [], id="a day later"),
        pytest.param(had(kind="credit", resource="umbrella"), [], id="neither kind nor gift"),
        pytest.param(had(resource="umbrella"), ["second"], id="the same kind"),
        pytest.param(had(kind="credit"), ["second"], id="the same gift"),
        pytest.param(had(unit="consumer"), ["second"], id="by the own unit"),
        pytest.param(had(campaign="C2026-0001"), [], id="by this very plan"),
        pytest.param(had(who=people(50, 60)), [], id="nobody who may get it"),
    ],
)
def test_what_counts_as_a_second_one(group, cases):
    assert cases_of(RULE, gives(), around(group)) == cases


@pytest.mark.parametrize(("offset", "cases"), [(-60, ["second"]), (-61, [])])
def test_one_person_one_occasion_one_gift(offset, cases):
    festival = {"occasion": "mid_autumn", "kind": "credit", "resource": "voucher"}

    found = findings(
        RULE, gives(asks(occasion="mid_autumn")), around(had(START + offset * ONE, **festival))
    )

    assert [one.case for one in found] == cases
    assert {one.severity for one in found} <= {Severity.BLOCKING}
    assert cases_of(RULE, gives(asks(occasion="renewal")), around(had(**festival))) == []


def test_whether_it_blocks_is_a_policy_of_the_first_day():
    strict = ((START - 90 * ONE, terms()), (START, terms(second_goods=("stop",))))
    later = ((START - 90 * ONE, terms()), (START + ONE, terms(second_goods=("stop",))))
    group = had(resource="umbrella")

    assert only(RULE, gives(), around(group)).severity == Severity.WARNING
    assert only(RULE, gives(), around(group, terms=strict)).severity == Severity.BLOCKING
    assert only(RULE, gives(), around(group, terms=later)).severity == Severity.WARNING


def test_the_finding_says_who_gave_what_and_when():
    phone = {"kind": "terminal", "resource": "phone"}
    checked = gives(asks(20, resource="phone", given_as="terminal", unit_cost=Decimal(1299)))
    groups = [
        had(START - 19 * ONE, people(1), **phone),
        had(START - 4 * ONE, people(1), unit="consumer", state="reserved", **phone),
        had(START - 600 * ONE, people(2, 3), **phone),
    ]

    found = only(RULE, checked, around(*groups))

    assert (found.case, found.severity) == ("second", Severity.BLOCKING)
    assert (found.facts["persons"], found.facts["saved"]) == (3, "3897.00")
    assert found.facts["units"] == ["consumer", "enterprise"]
    assert [(row["unit"], row["day"], row["state"]) for row in found.facts["gifts"]] == [
        ("enterprise", (START - 600 * ONE).isoformat(), "given"),
        ("consumer", (START - 4 * ONE).isoformat(), "reserved"),
        ("enterprise", (START - 19 * ONE).isoformat(), "given"),
    ]
    assert found.persons == people(3)


def test_what_the_record_does_not_say_stays_open():
    """Told by another system: neither by whom nor which gift, or nothing but that."""
    untold = had(who=people(1), unit="", occasion="")
    told = had(START - ONE, people(2), resource="", campaign="C2026-0004")
    festival = had(who=people(3), kind="", resource="", occasion="mid_autumn")

    found = only(RULE, gives(asks(occasion="mid_autumn")), around(untold, told, festival))

    assert found.subject == {"resource": "thermos", "occasion": "mid_autumn"}
    assert found.facts["units"] == ["enterprise"]
    assert found.facts["plans"] == {"C2026-0004": 2}
    what = [[row[one] for one in ("unit", "resource", "kind")] for row in found.facts["gifts"]]
    assert what == [
        ["enterprise", None, None],
        ["enterprise", None, "goods"],
        [None, "thermos", "goods"],
    ]
    assert [row["occasion"] for row in found.facts["gifts"]] == ["mid_autumn", "key_care", None]
    assert only(RULE, gives(), around(untold)).subject["occasion"] is None


def test_joint_gifts_are_proposed_with_three_plans_that_promise_most_of_them_one():
    few, many = (
        [promise(f"C2026-000{n}", people(1, last)) for n in (one, one + 1)]
        for one, last in ((2, 3), (4, 5))
    )

    found = only(RULE, gives(), around(had(), promises=[*few, *many]))

    joint = [way for way in found.ways_out if way.kind == "join_campaigns"]
    assert [way.params["with"] for way in joint] == ["C2026-0004", "C2026-0005", "C2026-0002"]
    assert not any(way.solves for way in joint)
    assert list(ways(only(RULE, gives(), around(had())))) == ["exclude_persons"]


def test_ways_out_are_made_where_they_are_asked_for():
    there = replace(around(had()), needs_ways_out=False)

    assert not only(RULE, gives(), there).ways_out


def test_without_a_list_of_recipients_it_is_up_to():
    assert only(RULE, gives(asks(19)), around(had())).case == "up_to"
    assert only(RULE, gives(asks(3)), around(had())).facts["persons"] == 3
    assert only(RULE, gives(asks(20)), around(had())).case == "second"


def test_a_plan_that_promises_few_pieces_to_many_counts_up_to_them():
    found = only(RULE, gives(), around(promises=[promise(pieces=4)]))

    assert (found.case, found.facts["persons"], len(found.persons)) == ("up_to", 4, 6)
    assert found.facts["plans"] == {"C2026-0002": 6}
    assert only(RULE, gives(), around(promises=[promise(pieces=6)])).case == "second"


def test_what_is_certain_is_not_counted_again_as_possible():
    found = only(RULE, gives(), around(had(), promises=[promise(pieces=4)]))

    assert (found.case, found.facts["persons"]) == ("up_to", 8)
    assert only(RULE, gives(asks(7)), around(had(), promises=[promise(pieces=4)])).facts[
        "persons"
    ] == min(7, 8)


def test_what_an_organisation_got_is_in_doubt_and_never_blocks():
    strict = ((START, terms(second_goods=("stop",))),)

    found = only(RULE, gives(), around(had(who=people(2), is_sure=False), terms=strict))

    assert (found.case, found.severity, found.facts["persons_unclear"]) == (
        "unclear",
        Severity.WARNING,
        2,
    )
    assert (found.facts["persons"], found.facts["saved"]) == (0, None)


def test_a_gift_for_organisations_alone_counts_on_their_key_contacts():
    parts = {"people": {FIRM: people(1, 9)}, "contacts": {FIRM: people(1, 2)}}
    firm = plan(audience=[*people(1, 9), FIRM], requests=(asks(),))
    mixed = plan(audience=[*people(1, 20), FIRM], requests=(asks(),))

    found = only(RULE, firm, around(had(), **parts))

    assert (found.case, found.facts["persons_unclear"]) == ("unclear", 2)
    assert only(RULE, mixed, around(had(), **parts)).facts["persons"] == 5


def test_the_ways_out_are_to_leave_them_out_or_one_joint_gift():
    checked, there = gives(), around(had(), promises=[promise()])

    found = only(RULE, checked, there)

    exclude, join = ways(found)["exclude_persons"], ways(found)["join_campaigns"]
    assert exclude.effect["audience_after"] == 12
    assert exclude.effect["gifts_saved"] == Decimal("256.00")
    assert "gifts_saved" not in ways(only(RULE, gives(asks(5)), there))["exclude_persons"].effect
    assert join.params == {"with": "C2026-0002"}
    changed = applied(checked, exclude, found, there)
    assert changed is not None
    assert findings(RULE, changed, there) == []


def test_only_decided_promises_stand_against_a_plan_at_its_last_signature():
    both = [promise(), promise("C2026-0003", people(1), is_decided=True)]

    found = only(RULE, gives(), around(promises=both).with_decided_only())

    assert list(found.facts["plans"]) == ["C2026-0003"]


def test_a_long_record_is_cut_and_says_so():
    groups = [had(START - number * ONE) for number in range(MOST_LISTED + 3)]

    found = only(RULE, gives(), around(*groups))

    assert len(found.facts["gifts"]) == MOST_LISTED
    assert found.facts["gifts_in_all"] == MOST_LISTED + 3


def test_what_is_kept_of_a_run_finds_the_same_again():
    checked = gives(asks(occasion="mid_autumn"))
    there = around(had(), promises=[promise(who=people(15, 60), pieces=30)])

    kept = unpack(pack(narrowed(there, checked.audience)), CLASSES)

    assert only(RULE, checked, kept).facts == only(RULE, checked, there).facts


# A count by hand: person by person, day by day.


def by_hand(checked: Any, request: RequestLine, groups: Any, promises: Any) -> tuple[int, set[int]]:
    """How many at most get a second one, and everybody concerned."""
    goods, occasion = 30, 60

    def alike(one: Had, last: dt.date) -> bool:
        days = [
            abs((mine - theirs).days)
            for mine in (checked.starts_on, checked.ends_on)
            for theirs in (one.day, last)
        ]
        meets = one.day <= checked.ends_on and checked.starts_on <= last
        apart = 0 if meets else min(days)
        return (
            apart <= occasion and bool(request.occasion) and one.occasion == request.occasion
        ) or (apart <= goods and (one.kind == "goods" or one.resource == request.resource))

    sure: set[int] = set()
    loose: list[tuple[set[int], int]] = []
    for group in groups:
        if alike(group.had, group.had.day):
            sure |= {one for one in group.persons if one in checked.eligible}
    for other in promises:
        (gift,) = other.gifts
        if alike(other.had(gift), other.ends_on):
            shared = {one for one in other.persons if one in checked.eligible}
            if gift.pieces >= len(other.persons):
                sure |= shared
            else:
                loose.append((shared, gift.pieces))
    possible = sure.union(*(shared for shared, _most in loose))
    more = sum(min(len(shared - sure), most) for shared, most in loose)
    return min(len(possible), len(sure) + more, request.quantity), possible


@pytest.mark.parametrize("seed", range(times(150)))
def test_it_is_what_a_count_by_hand_says(seed):
    dice = random.Random(seed)

    def some() -> Any:
        first = dice.randint(1, 30)
        return people(first, first + dice.randint(0, 12))

    def on() -> dt.date:
        return START + dt.timedelta(days=dice.randint(-75, 110))

    request = asks(dice.choice([4, 20, 60]), occasion=dice.choice(["", "mid_autumn", "renewal"]))
    checked = gives(request)
    groups = [
        had(
            on(),
            some(),
            kind=dice.choice(["goods", "credit"]),
            resource=dice.choice(["thermos", "umbrella"]),
            occasion=dice.choice(["mid_autumn", "renewal", "other"]),
        )
        for _ in range(dice.randint(0, 5))
    ]
    promises = []
    for number in range(dice.randint(0, 3)):
        starts_on = on()
        line = GiftLine(
            resource="umbrella",
            kind=dice.choice(["goods", "credit"]),
            occasion=dice.choice(["", "mid_autumn"]),
            pieces=dice.choice([3, 40]),
        )
        promises.append(
            promise(
                f"C2026-{number + 2:04d}",
                some(),
                line,
                starts_on=starts_on,
                ends_on=starts_on + dt.timedelta(days=dice.randint(0, 30)),
            )
        )

    found = findings(RULE, checked, around(*groups, promises=promises))

    count, possible = by_hand(checked, request, groups, promises)
    assert [(one.facts["persons"], set(one.persons)) for one in found] == (
        [(count, possible)] if possible else []
    )


def test_a_plan_without_gifts_asks_nothing():
    leaflet = replace(asks(), resource="leaflet-a4", given_as="")

    assert findings(RULE, gives(leaflet), around(had(resource="leaflet-a4"))) == []
