"""The pages and the API of commitments: what is shown, what is refused to whom."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from common.errors import Refused
from coordination.commitments.forms import MAX_FILE
from coordination.enums import CommitmentState as S
from coordination.models import Commitment, Evidence
from desk.inbox.commitments import Commitments
from organization.enums import Role
from organization.models import User
from tests.factories.campaigns import day
from tests.markup import flat


@pytest.fixture
def plan(stage):
    return stage.submit()


def shown(client, user, address: str) -> str:
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text


def test_the_tab_draws_what_waits_for_what(client, stage, plan):
    asked = stage.of(plan)
    text = shown(client, stage.world.planner, f"/campaigns/{plan.code}/commitments/")

    assert text.count('class="node') == 4
    assert text.count('class="edge') == 3
    for one in asked.values():
        assert f"/commitments/{one.code}/" in text
    assert "/playbooks/promotion-flow/?version=1" in text
    plain = stage.submit(category="tariff", name="没有模板")
    assert f"/campaigns/{plain.code}/commitments/" not in shown(
        client, stage.world.planner, f"/campaigns/{plain.code}/"
    )
    assert 'class="node' not in shown(
        client, stage.world.planner, f"/campaigns/{plain.code}/commitments/"
    )


def test_the_board_costs_the_same_for_many(client, stage, plan):
    address = f"/campaigns/{plan.code}/commitments/"
    client.force_login(stage.world.planner)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    first = Commitment.objects.filter(campaign=plan).first()
    for number in range(3):
        first.pk, first.code = None, f"{plan.code}-9{number}"
        first.item = first.item
        first.asked_unit = stage.world.enterprise
        first.save()
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_the_page_offers_the_steps_and_takes_them(client, stage, plan):
    one = stage.of(plan)["configure"]
    address = f"/commitments/{one.code}/"
    text = shown(client, stage.support, address)
    assert f"{address}do/promise/" in text
    assert 'id="ask-counter"' in text
    assert f"{address}do/waive/" not in text
    bad = client.post(f"{address}do/counter/", {"reason": "r", "due_on": "nonsense"})
    late = client.post(f"{address}do/counter/", {"reason": "r", "due_on": day(90).isoformat()})
    stale = client.post(f"{address}do/promise/", {"etag": one.etag + 1})
    done = client.post(f"{address}do/promise/", {"etag": one.etag})

    assert (bad.status_code, late.status_code, stale.status_code) == (400, 400, 412)
    assert (done.status_code, done["Location"]) == (302, address)
    assert client.post(f"{address}do/burn/").status_code == 404
    client.force_login(stage.world.rival)
    assert client.post(f"{address}do/done/", {"evidence": "x"}).status_code == 403
    client.force_login(stage.world.viewer)
    assert client.get(address).status_code == 404


def test_files_show_it_and_are_downloads(client, stage, plan):
    one = stage.of(plan)["configure"]
    address = f"/commitments/{one.code}/"
    Commitment.objects.filter(pk=one.pk).update(state=S.PROMISED)
    client.force_login(stage.support)
    large = SimpleUploadedFile("档位.html", b"x" * (MAX_FILE + 1))
    small = SimpleUploadedFile("档位.html", b"<script>1</script>")
    refused = client.post(f"{address}do/done/", {"file": large})
    client.post(f"{address}do/done/", {"file": small})
    row = Evidence.objects.get()
    file = client.get(f"{address}evidence/{row.pk}/")

    assert refused.status_code == 400
    assert (file.content, file["Content-Type"]) == (
        b"<script>1</script>",
        "application/octet-stream",
    )
    assert file["Content-Disposition"].startswith("attachment")
    assert "档位.html" in shown(client, stage.world.planner, address)
    client.force_login(stage.world.viewer)
    assert client.get(f"{address}evidence/{row.pk}/").status_code == 404


def test_the_list_shows_whose_turn_it_is_and_opens_figures(client, stage, plan):
    one = stage.of(plan)["configure"]
    stage.take(one, "promise", stage.support)
    stage.take(one, "done", stage.support, evidence="12")
    stage.take(one, "accept", stage.world.planner, mark=4)

    def rows(user, query: str) -> set[str]:
        client.force_login(user)
        answer = client.get(f"/commitments/?{query}")
        return {row.code.rpartition("-")[2] for row in answer.context["rows"]}

    assert rows(stage.keeper, "side=owe") == {"01"}
    assert rows(stage.support, "side=owe") == set()
    assert rows(stage.support, "side=owe&over=1") == {"02"}
    assert rows(stage.world.planner, "side=owed") == {"01", "03"}
    assert rows(stage.world.head, "side=answer") == {"01", "03"}
    assert rows(stage.world.rival, "side=owed") == set()
    assert rows(stage.world.rival, "side=all&over=1") == {"01", "02", "03"}
    assert rows(stage.world.rival, "side=all&unit=support&role=support&only=kept_in_time") == {"02"}
    assert rows(stage.world.rival, "side=all&only=renegotiated") == set()
    text = flat(shown(client, stage.world.planner, "/commitments/?side=all"))
    assert "1/1 · 100%" in text
    assert "4.0" in text


def test_the_api_reads_moves_and_counts(client_of, stage, plan):
    one = stage.of(plan)["configure"]
    support, planner = client_of(stage.support), client_of(stage.world.planner)
    base = "/api/v1/commitments/"
    address = f"{base}{one.code}/"
    read = support.get(address).json()
    steps = {step["name"]: step["allowed"] for step in read["transitions"]}
    offered = support.post(
        f"{address}counter/",
        {"reason": "封网", "due_on": day(60).isoformat()},
        format="json",
        headers={"If-Match": f'"{read["etag"]}"'},
    )
    stale = support.post(f"{address}decline/", {}, format="json", headers={"If-Match": '"x.1"'})
    agreed = planner.post(f"{address}agree/", {}, format="json")
    done = support.post(f"{address}done/", {"evidence": "12", "link": "x"}, format="json")
    done_well = support.post(f"{address}done/", {"evidence": "12"}, format="json")
    marked = planner.post(f"{address}accept/", {"mark": 5}, format="json")

    assert (steps["promise"], steps["agree"], "break_promise" in steps) == (True, False, False)
    assert offered.json()["counter_due_on"] == day(60).isoformat()
    assert (stale.status_code, done.status_code) == (412, 400)
    assert done.json()["errors"][0]["attr"] == "link"
    assert agreed.json()["renegotiated"] == 1
    assert done_well.json()["evidence"][0]["text"] == "12"
    assert (marked.json()["state"], marked.json()["mark"]) == ("accepted", 5)
    assert [row["code"] for row in support.get(f"{base}?side=owe&state=accepted").json()["results"]]
    assert support.get(f"{base}?side=elsewhere").status_code == 400
    figures = {row["unit"]: row for row in planner.get(f"{base}figures/").json()["results"]}
    assert figures["support"]["kept_in_time"] == 100
    assert client_of(stage.world.admin).get(base).status_code == 403
    assert client_of(stage.world.viewer).get(address).status_code == 404


def test_my_day_shows_and_answers_commitments(stage, plan):
    one = stage.of(plan)["configure"]

    def keys(user) -> dict[str, str]:
        items = Commitments().items(User.objects.get(pk=user.pk), clock.today())
        return {item.key.rpartition("-")[2].partition("@")[0]: item.side for item in items}

    def answer(user, name: str, reason: str = "") -> None:
        actor, seen = User.objects.get(pk=user.pk), Commitment.objects.get(pk=one.pk).etag
        Commitments().answer(f"{one.code}@{seen}", name, actor=actor, reason=reason)

    assert keys(stage.support) == {"02": "owe"}
    assert keys(stage.keeper) == {"01": "owe"}
    assert keys(stage.world.planner) == {}
    answer(stage.support, "promise")
    with pytest.raises(Refused) as refusal:  # what was shown before the promise
        Commitments().answer(f"{one.code}@1", "done", actor=stage.support, reason="12")
    assert refusal.value.status == 412
    answer(stage.support, "done", "12 档")
    assert keys(stage.world.planner) == {"02": "owe"}
    assert keys(stage.support) == {}
    answer(stage.world.planner, "accept-5")
    done = Commitment.objects.get(pk=one.pk)
    assert (done.state, done.mark, done.evidence.get().text) == (S.ACCEPTED, 5, "12 档")
    Commitment.objects.filter(pk=stage.of(plan)["stock"].pk).update(state=S.DECLINED)
    assert keys(stage.world.head) == {"01": "owe"}
    assert keys(stage.world.planner) == {"01": "owed"}
    for name, who in (("burn", stage.support), ("promise", stage.world.viewer)):
        with pytest.raises(Refused) as refusal:
            answer(who, name)
        assert refusal.value.status == 404


def test_a_branch_finds_what_it_is_asked_to_promise_on_its_schedule(client, stage, plan):
    one = next(iter(stage.of(plan).values()))
    address = f"/commitments/{one.code}/"
    assert address not in shown(client, stage.world.viewer, "/schedule/")

    Commitment.objects.filter(pk=one.pk).update(
        performer_role=Role.BRANCH_VIEWER, performer_unit=stage.world.branch, claimed_by=None
    )
    assert address in shown(client, stage.world.viewer, "/schedule/")
    assert address not in shown(client, stage.world.planner, "/schedule/")
