"""The page of questions about identity: side by side, masked, answered one after the other."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.enums import MatchState
from customers.models import ImportBatch, PartyMatch
from organization.enums import Role
from tests.factories.customers import link, make_customer, make_match, make_organisation
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db
PHONE = "13811112222"


@pytest.fixture
def match():
    first = make_customer("A-1", name="王小明", phone=PHONE)
    return make_match(first.party, make_customer("A-2", name="王小明", phone=PHONE).party)


@pytest.fixture
def planner(client):
    user = make_user(Role.PLANNER, language="en")
    client.force_login(user)
    return user


def page(client, **query):
    return client.get(reverse("customers:matches"), query).content.decode()


def answer(client, match, given, **more):
    return client.post(
        reverse("customers:match-answer", args=[match.pk]), {"answer": given, **more}
    )


def test_both_stand_side_by_side_masked_with_what_agrees(client, planner, match):
    shown = page(client)

    assert "138****2222" in shown
    assert PHONE not in shown
    assert "王小明" not in shown
    assert "agrees" in shown
    assert all(f'data-key="{key}"' in shown for key in "ynl")


def test_answering_leads_to_the_next_and_counts(client, planner, match):
    other = make_match(make_customer("B-1").party, make_customer("B-2").party)

    response = answer(client, match, "same")

    assert response.url == reverse("customers:matches")
    shown = page(client)
    assert "1 of 2 answered" in shown
    assert f"/matches/{other.pk}/answer/" in shown
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (MatchState.SAME, planner.username)


def test_an_answer_is_taken_back_on_the_same_page(client, planner, match):
    answer(client, match, "same")
    assert f"/matches/{match.pk}/undo/" in page(client)

    client.post(reverse("customers:match-undo", args=[match.pk]))

    match.refresh_from_db()
    assert match.state == MatchState.ASKED
    assert "0 of 1 answered" in page(client)


def test_what_was_put_off_waits_in_its_own_list(client, planner, match):
    answer(client, match, "later")

    assert "Nothing to answer" in page(client)
    assert f"/matches/{match.pk}/answer/" in page(client, state="later")
    assert answer(client, match, "different", state="later").url.endswith("?state=later")


def test_no_answer_changes_nothing(client, planner, match):
    answer(client, match, "perhaps")

    match.refresh_from_db()
    assert match.state == MatchState.ASKED


def test_an_empty_list_says_what_comes_here(client, planner):
    assert "After each import" in page(client)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BRANCH_VIEWER, Role.LEADERSHIP])
def test_the_page_is_closed_to_others(client, role, match):
    client.force_login(make_user(role))

    assert client.get(reverse("customers:matches")).status_code == 403
    assert answer(client, match, "same").status_code == 403


def test_account_managers_answer_for_customers_of_their_own_unit_only(client, match):
    branch = make_unit("branch-east", kind="branch")
    own = make_match(
        make_customer("E-1", unit=branch).party, make_customer("E-2", unit=branch).party
    )
    half = make_match(make_customer("E-3", unit=branch).party, make_customer("W-1").party)
    client.force_login(make_user(Role.ACCOUNT_MANAGER, branch))

    assert answer(client, own, "same").status_code == 302
    assert answer(client, half, "same").status_code == 404
    assert answer(client, match, "same").status_code == 404


def test_an_import_says_how_many_look_like_people_known(client, planner, match):
    batch = ImportBatch.objects.create(
        file_name="a.csv",
        digest="0" * 64,
        stored_as="batch",
        state="done",
        started_by=planner.username,
        created_at=match.found_at,
    )
    PartyMatch.objects.update(batch=batch)

    shown = client.get(reverse("customers:import-file", args=["batch"])).content.decode()

    assert "1 of these looks like somebody we know." in shown
    assert reverse("customers:matches") in shown


def test_a_customer_shows_accounts_roles_and_evidence_of_the_whole_person(client, planner, match):
    firm = make_organisation("E-1", name="恒泰公司")
    link(firm, match.right, kind="key_contact", title="总经理", decides="decides")
    answer(client, match, "same")

    shown = client.get(reverse("customers:detail", args=["A-1"])).content.decode()

    assert "A-2" in shown
    assert "恒泰公司" in shown
    assert "decides" in shown
    assert "Perhaps the same" in shown
    assert planner.username in shown


def test_key_contacts_stand_in_the_order_in_which_they_decide(client, planner):
    firm = make_customer("E-1", kind="organisation", name="恒泰公司")
    for number, place in (("P-1", ""), ("P-2", "uses"), ("P-3", "decides")):
        link(firm.party, make_customer(number).party, kind="key_contact", decides=place)

    shown = client.get(reverse("customers:detail", args=["E-1"])).content.decode()

    assert shown.index("P-3") < shown.index("P-2") < shown.index("P-1")
