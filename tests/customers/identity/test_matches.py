"""Two accounts of one person: asked or merged, counted once, taken back exactly."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from pyroaring import BitMap

from common import clock
from common.errors import Refused
from common.models import AuditEvent, Change
from customers import bitmaps, queries
from customers.audience import combine
from customers.enums import ImportState, MatchState
from customers.filters import evaluate
from customers.identity.commands import answer_match, undo_match
from customers.identity.finding import ask, match_block
from customers.imports.mapping import Mapping
from customers.imports.rejects import RejectWriter
from customers.imports.running import import_file
from customers.matching.values import certificate
from customers.models import (
    Consent,
    DoNotContact,
    ImportBatch,
    MatchStep,
    Party,
    PartyKey,
    PartyMatch,
    UnmatchedBlock,
    UnmatchedParty,
)
from customers.numbers import bitmap_of_numbers
from organization.enums import Role
from tests.factories.customers import link, make_customer, make_organisation
from tests.factories.organization import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PHONE = "13811112222"
CARD, OTHER_CARD = "11010519491231002X", "440308199901011517"
DAY = dt.date(2026, 9, 1)


@pytest.fixture
def planner():
    return make_user(Role.PLANNER)


def imported(number, **values):
    """A customer as an import leaves one: not compared yet."""
    customer = make_customer(number, **values)
    UnmatchedParty.objects.create(party=customer.party)
    return customer


def found():
    """Compare everybody who waits; the matches by the numbers of both."""
    while match_block():
        pass
    return {
        (match.left.number, match.right.number): match.state
        for match in PartyMatch.objects.select_related("left", "right")
    }


def two(**values):
    return imported("A", phone=PHONE, **values), imported("B", phone=PHONE, **values)


def one_match():
    assert found() != {}
    return PartyMatch.objects.get()


def everybody():
    return evaluate({})


def test_two_accounts_with_one_phone_are_one_question():
    two()

    assert found() == {("A", "B"): MatchState.ASKED}
    assert len(everybody()) == 2  # nobody is merged before somebody says so
    assert not UnmatchedParty.objects.exists()


def test_phone_name_and_address_are_one_person_without_asking():
    first, _second = two(name="王小明", attributes={"家庭地址": "文一西路969号3幢"})

    assert found() == {("A", "B"): MatchState.SAME}
    assert list(everybody()) == [first.party.ordinal]
    assert (PartyMatch.objects.get().decided_by, MatchStep.objects.get().to_state) == ("", "same")
    assert AuditEvent.objects.get(action="customers.match").details == {"parties": 2}


def test_certificates_that_differ_are_not_asked():
    imported("A", phone=PHONE, attributes={"身份证号": CARD})
    imported("B", phone=PHONE, attributes={"身份证号": OTHER_CARD})

    assert certificate(CARD)
    assert certificate(OTHER_CARD)
    assert found() == {}


def test_same_counts_once_everywhere(planner):
    first, second = two()
    other = imported("C")
    firm = make_organisation("E")
    link(firm, first.party)
    link(firm, second.party)
    DoNotContact.objects.create(party=second.party, contact_class="sms", since=DAY)
    frozen = bitmaps.store(BitMap([first.party.ordinal, second.party.ordinal]))
    match = one_match()

    answer_match(match_id=match.pk, answer=MatchState.SAME, actor=planner)

    me = first.party.ordinal
    assert sorted(everybody()) == [me, other.party.ordinal]
    assert list(bitmaps.load(frozen.pk)) == [me]
    assert list(bitmaps.persons(bitmaps.expand(BitMap([firm.ordinal])))) == [me]
    assert list(bitmap_of_numbers(["B"])[0]) == [me]
    assert list(queries.do_not_contact("sms")) == [me]
    assert list(queries.people_of_organisations()) == [me]
    assert combine([everybody()], [bitmap_of_numbers(["B"])[0]]) == BitMap([other.party.ordinal])
    change = Change.objects.latest("version")
    assert (change.kind, change.operation) == ("customers", "match")  # plans are checked again


def test_undoing_restores_exactly_what_was(planner):
    first, second = two()
    frozen = bitmaps.store(BitMap([first.party.ordinal, second.party.ordinal]))
    before = list(Party.objects.values("pk", "number", "ordinal", "counted_as", "name"))
    match = one_match()
    answer_match(match_id=match.pk, answer=MatchState.SAME, actor=planner)

    undo_match(match_id=match.pk, actor=planner, reason="mistaken")

    assert list(Party.objects.values("pk", "number", "ordinal", "counted_as", "name")) == before
    assert len(bitmaps.load(frozen.pk)) == len(everybody()) == 2
    assert list(MatchStep.objects.values_list("from_state", "to_state", "made_by")) == [
        ("asked", "asked", ""),
        ("asked", "same", planner.username),
        ("same", "asked", planner.username),
    ]
    assert AuditEvent.objects.get(action="customers.match.undo").reason == "mistaken"


def test_history_is_only_added_to(planner):
    two()
    one_match()

    with pytest.raises(IntegrityError), transaction.atomic():
        MatchStep.objects.update(made_by="somebody")


def test_undoing_one_link_of_a_chain_leaves_the_rest(planner):
    parties = [imported(number, phone=PHONE).party for number in "ABC"]
    found()
    for match in PartyMatch.objects.exclude(left=parties[0], right=parties[2]):
        answer_match(match_id=match.pk, answer=MatchState.SAME, actor=planner)
    assert len(everybody()) == 1

    first = PartyMatch.objects.get(left=parties[0], right=parties[1])
    undo_match(match_id=first.pk, actor=planner)

    assert sorted(everybody()) == [parties[0].ordinal, parties[1].ordinal]
    assert Party.objects.get(pk=parties[2].pk).counted == parties[1].ordinal


def test_a_chain_past_somebody_said_to_be_different_is_refused(planner):
    for number in "ABC":
        imported(number, phone=PHONE)
    found()
    by_pair = {
        (match.left.number, match.right.number): match.pk for match in PartyMatch.objects.all()
    }
    answer_match(match_id=by_pair["A", "C"], answer=MatchState.DIFFERENT, actor=planner)
    answer_match(match_id=by_pair["A", "B"], answer=MatchState.SAME, actor=planner)

    with pytest.raises(Refused) as refusal:
        answer_match(match_id=by_pair["B", "C"], answer=MatchState.SAME, actor=planner)

    assert refusal.value.reasons[0].code == "said-different"


def test_different_and_later_change_no_count_and_can_be_answered_otherwise(planner):
    two()
    match = one_match()

    answer_match(match_id=match.pk, answer=MatchState.LATER, actor=planner)
    answer_match(match_id=match.pk, answer=MatchState.DIFFERENT, actor=planner)

    assert len(everybody()) == 2
    with pytest.raises(Refused):
        answer_match(match_id=match.pk, answer=MatchState.SAME, actor=planner)


def test_what_was_answered_is_not_asked_again(planner):
    first, _second = two()
    match = one_match()
    answer_match(match_id=match.pk, answer=MatchState.DIFFERENT, actor=planner)
    UnmatchedParty.objects.create(party=first.party)
    PartyKey.objects.all().delete()

    assert found() == {("A", "B"): MatchState.DIFFERENT}


def test_a_new_import_is_compared_with_those_who_are_there():
    imported("A", phone=PHONE)
    assert found() == {}
    imported("B", phone=PHONE)

    assert found() == {("A", "B"): MatchState.ASKED}


def test_an_import_has_all_compared_whom_it_told_of_in_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(UnmatchedBlock, "SIZE", 2)
    path = tmp_path / "a.csv"
    rows = "".join(f"{number},{PHONE if number in 'AE' else ''}\n" for number in "ABCDE")
    path.write_text("number,phone\n" + rows, encoding="utf-8")
    import_file(path, mapping=Mapping({}), rejects=RejectWriter(tmp_path / "no"))
    batch = ImportBatch.objects.create(
        file_name="a.csv", state=ImportState.DONE, created_at=clock.now()
    )

    ask(batch.pk)

    assert [len(block.parties) for block in UnmatchedBlock.objects.all()] == [2, 2, 1]
    assert found() == {("A", "E"): MatchState.ASKED}
    assert PartyMatch.objects.get().batch == batch
    assert not UnmatchedBlock.objects.exists()


def test_nobody_without_the_permission_answers():
    two()
    match = one_match()

    with pytest.raises(Refused) as refusal:
        answer_match(match_id=match.pk, answer=MatchState.SAME, actor=make_user(Role.AUDITOR))

    assert refusal.value.status == 403


def test_a_yes_on_one_account_does_not_outweigh_the_no_on_another(planner):
    first, second = two()
    Consent.objects.create(party=first.party, contact_class="sms", given_on=DAY)
    Consent.objects.create(party=second.party, contact_class="sms", given_on=DAY, withdrawn_on=DAY)
    assert list(queries.consented("sms")) == [first.party.ordinal]

    answer_match(match_id=one_match().pk, answer=MatchState.SAME, actor=planner)

    assert list(queries.consented("sms")) == []


def test_a_short_name_of_an_enterprise_is_asked_among_few():
    imported("E1", kind="organisation", name="苏州恒泰机械制造有限公司")
    imported("E2", kind="organisation", name="恒泰机械")

    assert found() == {("E1", "E2"): MatchState.ASKED}
    assert PartyMatch.objects.get().evidence == {"short_name": "close"}


def test_members_of_two_records_of_one_enterprise_are_people_of_one(planner):
    first = imported("E1", kind="organisation", name="苏州恒泰机械制造有限公司")
    second = imported("E2", kind="organisation", name="苏州恒泰机械制造有限公司")
    person = make_customer("P")
    link(second.party, person.party)

    assert found() == {("E1", "E2"): MatchState.SAME}
    assert person.party.ordinal in bitmaps.expand(BitMap([first.party.ordinal]))


@pytest.mark.parametrize(
    ("field", "op", "expected"),
    [
        ("consent", "eq", {"both", "gold"}),
        ("consent", "ne", {"left", "none"}),
        ("do_not_contact", "eq", {"left"}),
        ("do_not_contact", "ne", {"both", "gold", "none"}),
    ],
)
def test_conditions_on_wishes_ask_the_person_not_the_account(field, op, expected):
    """One account of *left* withdrew and is on the list; of *gold* one account agreed, the other
    has the tier that is asked for beside.
    """
    people = {}
    for name, yes, no in (("both", 2, 0), ("left", 1, 1), ("gold", 1, 0), ("none", 0, 0)):
        parties = [
            make_customer(f"{name}-{number}", tier="gold" if number else "").party
            for number in range(2)
        ]
        Party.objects.filter(pk=parties[1].pk).update(counted_as=parties[0].ordinal)
        people[parties[0].ordinal] = name
        for party in parties[:yes]:
            Consent.objects.create(party=party, contact_class="sms", given_on=DAY)
        for party in parties[len(parties) - no :]:
            Consent.objects.create(party=party, contact_class="sms", given_on=DAY, withdrawn_on=DAY)
            DoNotContact.objects.create(party=party, contact_class="", since=DAY)

    wish = {"field": field, "op": op, "value": "sms"}
    tier = {"field": "tier", "op": "eq", "value": "gold"}

    for tree in (wish, {"all": [wish, tier]}):
        assert {people[one] for one in evaluate(tree, today=DAY)} == expected
