"""The pre-assessment on pages: the tab, an answer, evidence, the lists, my day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assessment import commands
from assessment.beginning import current_of
from assessment.models import ChecklistItem
from common import clock
from desk.inbox import items_for
from organization.enums import Role
from tests.assessment.asked import PDF, PNG, ask, line_of, upload
from tests.factories.campaigns import make_checking, make_draft, make_finalised
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text(client, person, name, *args):
    client.force_login(person)
    answer = client.get(reverse(name, args=args), headers=ENGLISH)
    return answer.status_code, answer.content.decode()


def test_the_tab_shows_what_is_asked_answered_and_missing(world, client):
    ask(proof="picture", is_mandatory=True)
    ask("terms", name="", evidence="terms", role="planner", weight=25)
    office = make_user(Role.FRONT_OFFICE)
    draft, plan = make_draft(world.planner), make_checking(world.planner)
    commands.answer_line(
        campaign_id=plan.pk,
        item="office-test",
        answer="yes",
        note="三家厅",
        files=[upload(PDF, "report.pdf")],
        actor=office,
    )

    status, shown = text(client, office, "assessment:tab", plan.code)

    assert status == 200
    for words in ("Did the test pass?", "evidence missing", "computed from the plan", "三家厅"):
        assert words in shown
    assert "report.pdf" in shown
    assert "Whose turn" in shown
    assert reverse("assessment:answer", args=[plan.code, "office-test"]) in shown
    assert "report.pdf" not in text(client, world.rival, "assessment:tab", plan.code)[1]
    assert text(client, world.viewer, "assessment:tab", plan.code)[0] == 404
    unbegun = text(client, world.planner, "assessment:tab", draft.code)[1]
    assert "once the plan is submitted" in unbegun
    assert "Pre-assessment" in text(client, world.planner, "campaigns:detail", plan.code)[1]


def test_an_answer_is_given_on_a_page_with_errors_at_its_fields(world, client):
    ask(answer_kind="number", at_least=200)
    ask("second")
    office = make_user(Role.FRONT_OFFICE)
    plan = make_checking(world.planner)
    page = reverse("assessment:answer", args=[plan.code, "office-test"])
    client.force_login(office)

    wrong = client.post(page, {"answer": "many", "read": "0", "files": upload(b"MZ", "x.exe")})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"answer"}
    right = client.post(
        page, {"answer": "600", "read": "0", "files": upload(PDF, "a.pdf"), "next": "1"}
    )
    assert right.url == reverse("assessment:answer", args=[plan.code, "second"])
    stale = client.post(page, {"answer": "700", "read": "0"})
    assert stale.status_code == 422
    assert line_of(plan).answer == "600"
    for person, status in ((world.planner, 403), (world.rival, 403), (world.viewer, 404)):
        client.force_login(person)
        assert client.get(page).status_code == status
        assert client.post(page, {"answer": "1"}).status_code == status


def test_evidence_is_saved_never_shown_in_place_and_only_to_those_who_work_on_it(world, client):
    ask(proof="file")
    office = make_user(Role.FRONT_OFFICE)
    plan = make_checking(world.planner)
    file = commands.add_evidence(
        campaign_id=plan.pk, item="office-test", upload=upload(), actor=office
    )
    address = reverse("assessment:file", args=[plan.code, file.key])

    client.force_login(world.planner)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(world.viewer)
    assert client.get(address).status_code == 404
    client.force_login(world.planner)
    remove = reverse("assessment:file-remove", args=[plan.code, file.key])
    assert client.post(remove).status_code == 403
    client.force_login(office)
    assert client.post(remove).status_code == 302
    assert client.get(address).status_code == 404


def test_the_lists_say_what_is_due_and_who_runs_on_an_older_one(world, client):
    item = ask(is_mandatory=True)
    ask("off", is_active=False, weight=99)
    plan = make_checking(world.planner)
    item.weight = 20
    commands.save_item(item=item, actor=world.service)

    client.force_login(world.service)
    page = client.get(
        reverse("assessment:lists"), {"category": "promotion"}, headers=ENGLISH
    ).content.decode()

    assert "1 plan in play runs on an older list" in page
    assert "not in use" in page
    assert reverse("organization:entry", args=["checklist-items", "office-test"]) in page
    assert text(client, world.viewer, "assessment:lists")[0] == 403
    assert (
        "Take over the newest list" in text(client, world.planner, "assessment:tab", plan.code)[1]
    )
    assert client.post(reverse("assessment:renew", args=[plan.code])).status_code == 302
    assert current_of(plan).list_number == 2
    client.force_login(world.service)
    new = client.get(
        reverse("organization:entry-new", args=["checklist-items"]), {"category": "data"}
    )
    assert new.context["form"].initial["category"] == "data"


def test_my_day_names_whose_turn_it_is(world):
    ask()
    ask("second", role="service_manager", gate="launch")
    office, today = make_user(Role.FRONT_OFFICE), clock.today()
    plan = make_checking(world.planner)
    make_draft(world.planner)

    def asked(person):
        return [
            (one.side, one.note, one.url)
            for one in items_for(type(person).objects.get(pk=person.pk), today)
            if one.key == f"assessment:{plan.code}"
        ]

    tab = reverse("campaigns:tab", args=[plan.code, "assessment"])
    answer = reverse("assessment:answer", args=[plan.code, "office-test"])
    assert [(side, url) for side, _note, url in asked(office)] == [("owe", answer)]
    assert [(side, url) for side, _note, url in asked(world.planner)] == [("owed", tab)]
    assert [side for side, _note, _url in asked(world.service)] == ["owe"]
    assert asked(world.rival) == asked(world.viewer) == []
    commands.answer_line(campaign_id=plan.pk, item="office-test", answer="no", actor=office)
    assert asked(office) == []


def test_who_signs_is_told_what_nobody_has_answered(world, client):
    ask()
    plan = make_finalised(world.planner, grade="C")

    facts = {
        person: next(
            one.facts
            for one in items_for(person, clock.today())
            if one.campaign_code == plan.code and one.key.startswith("approval")
        )
        for person in (world.service, world.head)
    }

    for told in facts.values():
        assert any(("1" in one and "预评估" in one) or "pre-assessment" in one for one in told)
    client.force_login(world.service)
    page = client.get(f"/campaigns/{plan.code}/findings/?show=all", headers=ENGLISH)
    assert ChecklistItem.objects.count() == 1
    assert page.status_code == 200
