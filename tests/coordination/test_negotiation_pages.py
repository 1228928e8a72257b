"""The page of a negotiation, the list with its cards, and the same through the API."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from common.errors import Refused
from coordination.models import Negotiation, Proposal
from desk.inbox import Side, items_for
from desk.inbox.answering import answer_one
from findings.models import Finding
from tests.factories.campaigns import day, make_finding
from tests.factories.negotiations import (
    make_dispute,
    make_escalated,
    make_negotiation,
    make_proposal,
    way_id,
)

pytestmark = pytest.mark.django_db
API = "/api/v1"


def url(name, campaign, finding, *more):
    return reverse(f"coordination:{name}", args=[campaign.code, finding.pk, *more])


def foresee(finding, plan):
    """A check looked ahead at the way out that changes the plan."""
    for way in finding.ways_out:
        if way["campaign"] == plan.code:
            way["outlook"] = {
                "blocking": 0,
                "warning": 0,
                "notice": 0,
                "is_better": True,
                "hindrances": [],
            }
    finding.save()


def test_from_opening_to_an_applied_counter(page, world, dispute):
    own, other, finding = dispute
    ours, theirs = page(world.planner), page(world.rival)
    at = url("negotiation", own, finding)

    before = ours.get(at).content.decode()
    assert "Open the negotiation" in before
    assert other.name in before
    assert "Both plans" in before
    ours.post(url("negotiation-open", own, finding))
    ours.post(url("propose", own, finding, way_id(finding, other)), {"text": "请贵部顺延"})
    assert f"{world.rival} answers" in ours.get(at).content.decode()

    asked = theirs.get(url("negotiation", other, finding)).content.decode()
    assert "请贵部顺延" in asked
    assert f"{world.rival} has the turn" in asked
    proposal = Proposal.objects.get()
    act = reverse("coordination:proposal-act", args=[proposal.code, "counter"])
    theirs.post(act, {"way_out": way_id(finding, own), "reason": "贵部先动"})
    counter = Proposal.objects.get(counters=proposal)
    ours.post(reverse("coordination:proposal-act", args=[counter.code, "accept"]), {"etag": 1})

    assert Campaign.objects.get(pk=own.pk).working.starts_on == day(15)
    after = ours.get(at).content.decode()
    assert f"{world.rival} proposed something else" in after
    assert f"{world.planner} accepted it" in after


def test_a_stale_answer_and_an_empty_reason_change_nothing(page, world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    client = page(world.rival)

    for name, form in (("accept", {"etag": "9"}), ("decline", {"reason": " "}), ("counter", {})):
        client.post(reverse("coordination:proposal-act", args=[proposal.code, name]), form)

    assert Proposal.objects.get().state == "waiting"
    assert (
        client.post(reverse("coordination:proposal-act", args=[proposal.code, "take"])).status_code
        == 404
    )


def test_positions_and_comments_are_read_by_both(page, world, dispute):
    own, other, finding = dispute
    negotiation = make_negotiation(finding, world.planner)
    ours = page(world.planner)
    ours.post(
        reverse("coordination:position", args=[negotiation.code, own.code]),
        {"text": "网点物料已发"},
    )
    ours.post(url("comment", own, finding), {"text": f"@{world.rival_head} 请看"})

    read = page(world.rival).get(url("negotiation", other, finding)).content.decode()

    assert "网点物料已发" in read
    assert f"@{world.rival_head} 请看" in read
    assert f'data-mention="{world.head}"' in read


def test_leadership_decides_with_one_tap(page, world, dispute):
    own, other, finding = dispute
    foresee(finding, other)
    negotiation = make_escalated(finding, world.planner, "展会日期已定")
    client = page(world.leader)

    listed = client.get(reverse("coordination:negotiations")).content.decode()
    assert "Waits for your decision" in listed
    assert "Recommended" in listed
    assert own.name in listed
    assert client.get("/").content.decode().count("Decide as recommended") >= 1
    client.post(
        reverse("coordination:negotiation-act", args=[negotiation.code, "decide"]),
        {
            "etag": negotiation.etag,
            "choice": "way_out",
            "way_out": way_id(finding, other),
            "back": "list",
        },
    )

    negotiation.refresh_from_db()
    assert negotiation.state == "decided"
    assert Campaign.objects.get(pk=other.pk).state == "checking"
    assert (
        "Waits for your decision"
        not in client.get(reverse("coordination:negotiations")).content.decode()
    )


def test_my_day_has_the_turn_and_the_dispute(world, dispute):
    _own, other, finding = dispute
    foresee(finding, other)
    proposal = make_proposal(finding, other, world.planner)

    def keys(user, side):
        return [
            item.key
            for item in items_for(user, day(0))
            if item.side == side and item.key.split(":")[0] in ("proposal", "dispute")
        ]

    assert keys(world.rival, Side.OWE) == [f"proposal:{proposal.code}"]
    assert keys(world.planner, Side.OWED) == [f"proposal:{proposal.code}"]
    negotiation = make_escalated(finding, world.planner)
    (shown,) = keys(world.leader, Side.OWE)
    assert keys(world.rival, Side.OWE) == [f"proposal:{proposal.code}"]

    for other_words in (f"dispute:{negotiation.code}", f"{shown}x"):
        with pytest.raises(Refused):  # not what was recommended when it was shown
            answer_one(other_words, "decide", actor=world.leader)
    assert answer_one(shown, "decide", actor=world.leader)
    assert Negotiation.objects.get().state == "decided"
    assert keys(world.leader, Side.OWE) == []


def test_what_waits_for_who_is_away_is_on_the_deputys_day(world):
    from common import clock
    from organization.enums import Role
    from organization.models import Delegation
    from tests.factories.organization import make_user

    _own, other, finding = make_dispute(world)
    proposal = make_proposal(finding, other, world.planner)
    deputy = make_user(Role.PLANNER, world.branch)
    Delegation.objects.create(
        principal=world.rival, deputy=deputy, starts_on=clock.today(), ends_on=clock.today()
    )

    (item,) = [one for one in items_for(deputy, day(0)) if one.key.startswith("proposal")]

    assert item.key == f"proposal:{proposal.code}"
    assert str(world.rival) in item.note


def test_the_whole_of_it_by_rest(client_of, world, dispute):
    own, other, finding = dispute
    ours, theirs, leader = map(client_of, (world.planner, world.rival, world.leader))
    base = f"{API}/campaigns/{own.code}/findings/{finding.pk}"

    assert ours.get(f"{base}/negotiation/").status_code == 404
    opened = ours.post(f"{base}/negotiation/")
    code = opened.json()["code"]
    assert (opened.status_code, opened.json()["state"]) == (201, "open")
    assert set(opened.json()["campaigns"]) == {own.code, other.code}
    stated = ours.post(f"{API}/negotiations/{code}/positions/{own.code}/", {"text": "先报先得"})
    assert stated.json()["positions"][0]["text"] == "先报先得"
    proposed = ours.post(f"{base}/propose/", {"way_out": way_id(finding, other)})
    body = proposed.json()
    assert (body["asked"], body["state"]) == (world.rival.username, "waiting")
    allowed = {one["name"]: one["allowed"] for one in body["transitions"]}
    assert (allowed["accept"], allowed["withdraw"]) == (False, True)
    mine = theirs.get(f"{API}/proposals/?state=waiting").json()
    assert [one["code"] for one in mine["results"]] == [body["code"]]
    declined = theirs.post(f"{API}/proposals/{body['code']}/decline/", {"reason": "不行"})
    assert declined.json()["answer"] == "不行"
    stale = theirs.post(
        f"{API}/negotiations/{code}/escalate/", {"reason": "x"}, HTTP_IF_MATCH=f'"{code}.99"'
    )
    assert stale.status_code == 412
    theirs.post(f"{API}/negotiations/{code}/escalate/", {"reason": "谈不拢"})
    assert leader.get(f"{API}/negotiations/?state=escalated").json()["count"] == 1
    refused = ours.post(
        f"{API}/negotiations/{code}/decide/",
        {"choice": "way_out", "way_out": way_id(finding, other)},
    )
    assert refused.status_code == 403
    decided = leader.post(
        f"{API}/negotiations/{code}/decide/",
        {"choice": "way_out", "way_out": way_id(finding, other)},
    )
    assert (decided.status_code, decided.json()["choice"]) == (200, "way_out")
    assert decided.json()["decided_by"] == world.leader.username


@pytest.mark.parametrize("who", ["viewer", "admin"])
def test_who_does_not_read_findings_sees_none_of_it(client_of, page, world, dispute, who):
    own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    code = Negotiation.objects.get().code
    user = getattr(world, who)

    assert page(user).get(url("negotiation", own, finding)).status_code == 404
    assert page(user).get(reverse("coordination:negotiations")).status_code == 403
    for path in (f"negotiations/{code}/", f"proposals/{proposal.code}/"):
        assert client_of(user).get(f"{API}/{path}").status_code == 404
    assert client_of(user).get(f"{API}/negotiations/").json()["count"] == 0
    assert client_of(user).get(f"{API}/proposals/").json()["count"] == 0


def test_a_finding_of_one_plan_shows_what_was_asked(page, world, checking):
    finding = make_finding(checking, facts={"persons": 3})

    read = page(world.planner).get(url("negotiation", checking, finding)).content.decode()

    assert "What was asked of others" in read
    assert "Open the negotiation" not in read


def test_the_list_is_empty_and_then_full(page, world):
    client = page(world.planner)
    at = reverse("coordination:negotiations")
    assert "Nothing is being negotiated" in client.get(at).content.decode()
    _own, other, finding = make_dispute(world)
    make_negotiation(finding, world.planner)

    assert other.name in client.get(at).content.decode()
    Finding.objects.update(state="resolved")
    assert "Nothing is being negotiated" in client.get(at).content.decode()
    assert other.name in client.get(f"{at}?all=1").content.decode()
