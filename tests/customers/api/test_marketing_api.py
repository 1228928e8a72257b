"""Marketing customers and decision chains for clients."""

from __future__ import annotations

import pytest

from organization.enums import Role
from tests.factories.customers import link, make_customer

pytestmark = pytest.mark.django_db
URL = "/api/v1/marketing-customers/"


def test_a_client_groups_and_undoes(client_of):
    client = client_of(Role.PLANNER)
    make_customer("P-1", name="王小明")
    make_customer("E-1")
    made = client.post(URL, {"name": "恒泰系", "decision_maker": "P-1"}).json()
    top = client.post(URL, {"name": "总部"}).json()
    links, above = f"{URL}{made['code']}/links/", f"{URL}{top['code']}/links/"

    said = client.post(links, {"account": "E-1", "basis": "phone", "score": 0.8})
    tree = client.post(above, {"below": made["code"], "basis": "ownership"}).json()["tree"]
    (row,) = said.json()["links"]
    undone = client.post(f"{links}{row['id']}/undo/", {"reason": "no"})

    assert (made["decision_maker"], row["account"], row["score"]) == ("王**", "E-1", 0.8)
    assert [(one["code"], one["depth"]) for one in tree] == [(top["code"], 0), (made["code"], 1)]
    assert undone.json()["links"] == []
    assert client.post(f"{links}{row['id']}/undo/", {}).status_code == 409
    assert client.get(URL, {"name": "恒泰"}).json()["results"][0]["accounts"] == 0
    changed = client.patch(f"{URL}{made['code']}/", {"name": "恒泰集团"}).json()
    assert (changed["name"], changed["decision_maker"]) == ("恒泰集团", "王**")
    changed = client.patch(f"{URL}{made['code']}/", {"decision_maker": ""}).json()
    assert (changed["name"], changed["decision_maker"]) == ("恒泰集团", "")


@pytest.mark.parametrize(
    "body",
    [
        {"basis": "told"},
        {"account": "E-1", "below": "M", "basis": "told"},
        {"account": "E-1", "basis": "rumour"},
        {"account": "E-9", "basis": "told"},
        {"account": "E-1", "basis": "told", "score": 2},
    ],
)
def test_a_wrong_link_is_refused_at_its_field(client_of, body):
    client = client_of(Role.PLANNER)
    make_customer("E-1")
    code = client.post(URL, {"name": "甲"}).json()["code"]

    assert client.post(f"{URL}{code}/links/", body).status_code == 400


def test_a_decision_chain_is_read_and_said(client_of):
    client = client_of(Role.PLANNER)
    firm = make_customer("E-1", kind="organisation")
    for number in ("P-1", "P-2"):
        link(firm.party, make_customer(number).party, kind="key_contact")
    url = "/api/v1/customers/E-1/decision-chain/"

    said = client.post(url, {"places": [{"person": "P-2", "decides": "decides"}]}).json()

    assert [(one["person"], one["decides"]) for one in said["contacts"]] == [
        ("P-2", "decides"),
        ("P-1", ""),
    ]
    assert client.get(url).json() == said
    wrong = client.post(url, {"places": [{"person": "P-9", "decides": "uses"}]})
    assert wrong.status_code == 400
    assert client_of(Role.LEADERSHIP).get(url).status_code == 403
