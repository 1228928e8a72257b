"""Playbooks are composed of role components; every change is a version of its own."""

from __future__ import annotations

import pytest

from campaigns.enums import Category
from common.errors import Refused
from common.models import AuditEvent
from coordination.enums import Gate, Mode
from coordination.models import Playbook, RoleComponent
from coordination.playbooks.commands import remove_component, save_component
from coordination.playbooks.composing import Line, compose, items_of, lines_of, newest, why_not
from coordination.playbooks.first import FIRST_COMPONENTS, USES, lines_for
from coordination.playbooks.kinds import COMPONENTS
from tests.factories.coordination import make_component

WORDS, STOCK = Line("words", 3, Gate.LAUNCH, ("stock",)), Line("stock", 8, Gate.FINALISE)


@pytest.fixture
def components(world):
    return {code: make_component(code) for code in ("words", "stock", "late")}


def composed(world, *lines, **more):
    return compose(
        category=Category.PROMOTION,
        mode=Mode.FLOW,
        lines=lines,
        actor=more.pop("actor", world.leader),
        **more,
    )


def test_a_change_is_a_new_version_and_the_old_one_stays(world, components):
    playbook = composed(world, WORDS, STOCK)
    first = newest(playbook)
    same = composed(world, STOCK, WORDS)
    changed = composed(world, STOCK)

    assert (same.etag, changed.etag) == (playbook.etag, playbook.etag + 1)
    assert lines_of(items_of(first)) == [STOCK, WORDS]
    assert lines_of(items_of(newest(changed))) == [STOCK]
    assert [one.number for one in changed.versions.all()] == [2, 1]
    actions = AuditEvent.objects.filter(object_type="playbook").order_by("pk")
    assert [one.action for one in actions] == ["add_playbook", "change_playbook"]


def test_a_component_gives_its_new_words_to_the_next_version(world, components):
    playbook = composed(world, WORDS, STOCK)
    component = RoleComponent.objects.get(code="words")
    component.name = "换了说法"

    save_component(component=component, actor=world.service)
    save_component(component=component, actor=world.service)
    other = RoleComponent.objects.get(code="late")
    other.name = "不在模板里"
    save_component(component=other, actor=world.service)

    names = [[item.name for item in items_of(one)] for one in playbook.versions.all()]
    assert names == [["承诺 stock", "换了说法"], ["承诺 stock", "承诺 words"]]
    assert lines_of(items_of(newest(playbook))) == [STOCK, WORDS]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([STOCK, STOCK], "twice"),
        ([Line("nothing", 3)], "unknown"),
        ([Line("words", 121)], "out-of-reach"),
        ([WORDS], "not-in-playbook"),
        ([Line("stock", 2), WORDS], "due-later"),
        ([Line("words", 3, waits_for=("words",))], "circle"),
        (
            [Line("words", 3, waits_for=("stock",)), Line("stock", 3, waits_for=("words",))],
            "circle",
        ),
        ([], None),
        ([Line("words", 120), Line("stock", 0)], None),
        ([Line("stock", 3), WORDS], None),
    ],
)
def test_what_a_playbook_may_not_say(lines, code):
    known = {one: RoleComponent(code=one, name=one) for one in ("words", "stock")}

    assert [reason.code for reason in why_not(lines, known)] == ([code] if code else [])


@pytest.mark.parametrize("who", ["planner", "head", "viewer"])
def test_planners_and_heads_read_but_do_not_compose(world, components, who):
    with pytest.raises(Refused) as refusal:
        composed(world, STOCK, actor=getattr(world, who))

    assert refusal.value.status == 403
    assert not Playbook.objects.exists()


def test_who_composed_on_an_older_version_is_refused(world, components):
    playbook = composed(world, STOCK)
    composed(world, STOCK, WORDS)

    with pytest.raises(Refused) as refusal:
        composed(world, WORDS, STOCK, Line("late", 0), etag=playbook.etag)

    assert refusal.value.status == 412


def test_a_component_of_a_playbook_cannot_be_removed(world, components):
    composed(world, STOCK)

    with pytest.raises(Refused) as refusal:
        remove_component(component=components["stock"], actor=world.admin)
    remove_component(component=components["late"], actor=world.admin)

    assert refusal.value.reasons[0].code == "in-use"
    assert not RoleComponent.objects.filter(code="late").exists()


def test_the_first_playbooks_may_be_composed():
    known = {row["code"]: RoleComponent(**row) for row in FIRST_COMPONENTS}

    assert len(USES) == 9
    for category in USES:
        for mode in Mode:
            assert list(why_not(list(lines_for(category, mode)), known)) == []


def test_a_company_begins_with_playbooks(world):
    COMPONENTS.found()

    assert Playbook.objects.count() == 18
    playbook = Playbook.objects.get(code="promotion-flow")
    waiting = {line.component: line.waits_for for line in lines_of(items_of(newest(playbook)))}
    assert waiting["testing"] == ("configuration",)


def test_page_composes_reads_and_refuses(client, world, components):
    address = "/playbooks/promotion-flow/"
    client.force_login(world.leader)
    chosen = {"is_active": "on", "in-words": "on", "days-words": "3", "gate-words": "launch"}
    first = client.post(address, {**chosen, "in-stock": "on", "days-stock": "2"})
    refused = client.post(
        address, {**chosen, "in-stock": "on", "days-stock": "2", "waits-words": "stock"}
    )
    page = client.get(address)
    overview = client.get("/playbooks/")

    assert first.status_code == 302
    assert refused.status_code == 422
    assert "due later" in refused.text or "更晚" in refused.text
    assert page.context["version"].number == 1
    assert Playbook.objects.get().code in overview.text
    client.force_login(world.planner)
    assert 'name="in-words"' not in client.get(address).text
    assert client.post(address, chosen).status_code == 403
    assert client.get("/playbooks/promotion-sideways/").status_code == 404
    assert client.get(f"{address}?version=9").status_code == 404
    client.force_login(world.viewer)
    assert client.get(address).status_code == 403


def test_api_composes_whole_and_keeps_the_tag(client, world, components):
    base, kind = "/api/v1/playbooks/", "application/json"
    address = f"{base}promotion-workgroup/"
    new = {"category": "promotion", "mode": "workgroup"}
    words = {"component": "words", "days_before": 3, "gate": "launch", "waits_for": ["stock"]}
    stock = {"component": "stock", "days_before": 5}
    tag = {"If-Match": '"promotion-workgroup.1.x"'}
    client.force_login(world.leader)
    refused = client.post(base, {**new, "lines": [words]}, content_type=kind)
    made = client.post(base, {**new, "lines": [words, stock]}, content_type=kind)
    again = client.post(base, {**new, "lines": [stock]}, content_type=kind)
    changed = client.patch(address, {"lines": [stock]}, content_type=kind)
    stale = client.patch(address, {"lines": []}, content_type=kind, headers=tag)

    answers = (refused, made, again, changed, stale)
    assert [one.status_code for one in answers] == [400, 201, 409, 200, 412]
    assert refused.json()["errors"][0]["attr"] == "lines.words.waits_for"
    assert [line["component"] for line in made.json()["lines"]] == ["stock", "words"]
    assert made["Location"].endswith(address)
    assert client.get(base).json()["results"][0]["components"] == 1
    client.force_login(world.planner)
    assert client.get(address).json()["version"] == 2
    assert client.patch(address, {"lines": []}, content_type=kind).status_code == 403
