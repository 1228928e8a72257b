"""What `make load` asks, as far as it can be held without a crowd."""

from __future__ import annotations

from campaigns.models import Campaign
from tests.factories.campaigns import make_draft
from tests.load.__main__ import at
from tests.load.forms import forms_of, sections_of


def test_forms_are_read_as_a_browser_sends_them():
    page = """<form id="s-a" action="/x/"><input name="t" value="1"><input type="submit" name="no">
    <input type="checkbox" name="c" value="2"><input type="radio" name="r" value="3" checked>
    <select name="s"><option value="4"><option value="5" selected></select>
    <select name="f"><option value="6"></select><textarea name="w">\na &lt; b</textarea></form>"""
    form = forms_of(page)["s-a"]

    assert form.action == "/x/"
    assert form.values == [("t", "1"), ("r", "3"), ("s", "5"), ("f", "6"), ("w", "a < b")]
    assert form.with_text("new")[-1] == ("w", "new")


def test_a_planner_saves_and_submits_by_the_forms_of_the_page(world, client):
    draft = make_draft(world.planner)
    client.force_login(world.planner)
    address = f"/campaigns/{draft.code}/edit/"
    section = sections_of(forms_of(client.get(address).content.decode()))[0]

    fields: dict[str, list[str]] = {}
    for name, value in section.with_text("九点 7"):
        fields.setdefault(name, []).append(value)
    saved = client.post(section.action, fields, headers={"hx-request": "true"})
    page = client.get(address).content.decode()

    assert saved.status_code in {200, 204}
    assert "九点 7" in page
    submitted = client.post(forms_of(page)["submit-form"].action, {})
    assert submitted.status_code == 302
    assert Campaign.objects.get(pk=draft.pk).state == "checking"


def test_time_within_which_most_answers_came():
    times = {10.0: 90, 200.0: 8, 900.0: 2}

    assert (at(times, 0.5), at(times, 0.95), at(times, 1)) == (10, 200, 900)
