"""The pre-assessment by REST."""

from __future__ import annotations

import pytest

from organization.enums import Role
from tests.assessment.asked import PNG, ask, line_of, upload
from tests.factories.campaigns import make_checking
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_it_is_read_answered_proven_and_refused(world, client_of):
    ask(proof="picture")
    ask("terms", name="", evidence="terms", role="planner", weight=25)
    office = make_user(Role.FRONT_OFFICE)
    plan = make_checking(world.planner)
    base = f"/api/v1/campaigns/{plan.code}/assessment/"
    api, planner = client_of(office), client_of(world.planner)

    whole = api.get(base).json()
    assert (whole["has_begun"], whole["list"], whole["due_weight"], whole["met_weight"]) == (
        True,
        1,
        35,
        0,
    )
    assert whole["missing"] == ["office-test", "terms"]
    first = whole["lines"][0]
    assert (first["options"], first["state"], first["may_answer"], first["read"]) == (
        ["yes", "no"],
        "open",
        True,
        0,
    )
    line = f"{base}lines/office-test/"
    assert planner.post(line, {"answer": "yes"}).status_code == 403
    wrong = api.post(line, {"answer": "maybe"})
    assert (wrong.status_code, wrong.json()["errors"][0]["attr"]) == (400, "answer")
    assert api.post(line, {"answer": "yes", "by": "x"}).status_code == 400
    given = api.post(line, {"answer": "yes", "note": "走通", "read": 0})
    assert (given.status_code, given.json()["state"]) == (200, "unproven")
    assert api.post(line, {"answer": "no", "read": 0}).status_code == 412
    assert api.post(f"{base}lines/terms/", {"answer": "yes"}).status_code == 403
    assert api.post(f"{base}lines/nothing/", {"answer": "yes"}).status_code == 404

    files = f"{line}files/"
    assert api.post(files, {}, format="multipart").json()["errors"][0]["attr"] == "file"
    bad = api.post(files, {"file": upload(b"MZ")}, format="multipart")
    assert (bad.status_code, bad.json()["errors"][0]["attr"]) == (400, "files")
    kept = api.post(files, {"file": upload()}, format="multipart")
    assert (kept.status_code, kept.json()["media_type"]) == (201, "image/png")
    assert line_of(plan).is_met
    file = f"{base}files/{kept.json()['key']}/"
    assert b"".join(planner.get(file).streaming_content) == PNG
    assert b"".join(api.get(file, headers={"accept": "image/png"}).streaming_content) == PNG
    assert planner.delete(file).status_code == 403
    assert api.delete(file).status_code == 204
    gone = api.get(file, headers={"accept": "*/*"})
    assert (gone.status_code, gone["Content-Type"]) == (404, "application/json")
    asked = api.get(f"{file}?format=file")
    assert (asked.status_code, asked["Content-Type"]) == (404, "application/json")
    assert client_of(world.viewer).get(base).status_code == 404
    assert planner.post(f"{base}renew/").status_code == 409
