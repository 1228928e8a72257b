"""The pages of marketing customers, and the decision chain on a customer's page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common.models import AuditEvent
from customers.models import MarketingCustomer, PartyLink
from organization.enums import Role
from tests.factories.customers import link, make_customer
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client):
    user = make_user(Role.PLANNER, language="en")
    client.force_login(user)
    return user


def post(client, page, /, *args, **values):
    return client.post(reverse(f"customers:{page}", args=args), values)


def shown(client, name, *args):
    return client.get(reverse(f"customers:{name}", args=args)).content.decode()


def test_one_is_made_filled_placed_and_undone_on_its_page(client, planner):
    boss = make_customer("P-1", name="王小明")
    make_customer("E-1", kind="organisation", name="恒泰公司")
    post(client, "marketing-new", name="恒泰系", decision_maker=boss.number)
    group = MarketingCustomer.objects.get()
    post(client, "marketing-new", name="总部")
    top = MarketingCustomer.objects.get(name="总部")

    post(client, "marketing-add", group.code, account="E-1", basis="ownership", reason="控股")
    post(client, "marketing-place", group.code, above=top.code, basis="told")

    page = shown(client, "marketing-one", group.code)
    assert all(word in page for word in ("恒泰公司", "one company owns the other", "控股", "王**"))
    assert "王小明" not in page
    assert f'href="{reverse("customers:marketing-one", args=[top.code])}"' in page
    assert "总部" in shown(client, "detail", "E-1")
    assert "恒泰系" in shown(client, "marketing")
    for one in group.links.all():
        assert post(client, "marketing-undo", group.code, one.pk).status_code == 302
    assert "No account stands below it yet." in shown(client, "marketing-one", group.code)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"account": "nobody", "basis": "told"}, "There is no such customer number."),
        ({"account": "13811112222", "basis": "told"}, "not the phone"),
        ({"account": "E-1", "basis": "import"}, "Choose one of the list."),
    ],
)
def test_what_is_wrong_is_said(client, planner, values, sentence):
    make_customer("E-1")
    post(client, "marketing-new", name="甲")
    code = MarketingCustomer.objects.get().code

    answer = post(client, "marketing-add", code, **values)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_decision_chain_is_said_on_the_page_and_audited(client, planner):
    firm = make_customer("E-1", kind="organisation")
    boss, clerk = (make_customer(number).party for number in ("P-1", "P-2"))
    one, two = (link(firm.party, person, kind="key_contact") for person in (boss, clerk))
    assert f'name="place-{one.pk}"' in shown(client, "detail", "E-1")

    said = {f"place-{one.pk}": "decides", f"was-{one.pk}": "", f"place-{two.pk}": ""}
    assert post(client, "chain", "E-1", **said, **{f"was-{two.pk}": ""}).status_code == 302

    row = PartyLink.objects.get(pk=one.pk)
    assert (row.decides, row.placed_by) == ("decides", planner.username)
    audit = AuditEvent.objects.get(action="customers.chain")
    assert (audit.object_code, audit.details) == ("E-1", {"changes": {"P-1": ["", "decides"]}})
    assert post(client, "chain", "E-1", **{f"place-{one.pk}": "king"}).status_code == 400
    assert post(client, "chain", "E-1", **{"place-9": "uses"}).status_code == 400


def test_account_managers_change_the_chain_of_their_own_unit_only(client):
    branch = make_unit("branch-east", kind="branch")
    for number, unit in (("E-1", branch), ("W-1", None)):
        firm = make_customer(number, kind="organisation", unit=unit)
        link(firm.party, make_customer(f"P-{number}").party, kind="key_contact")
    client.force_login(make_user(Role.ACCOUNT_MANAGER, branch))
    first, second = PartyLink.objects.order_by("pk")

    assert post(client, "chain", "E-1", **{f"place-{first.pk}": "uses"}).status_code == 302
    assert post(client, "chain", "W-1", **{f"place-{second.pk}": "uses"}).status_code == 404
