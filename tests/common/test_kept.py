"""A form that was sent and refused comes back as it was sent, on every page."""

from __future__ import annotations

from common.kept import Kept
from common.refill import refilled
from tests.markup import flat

PAGE = """<!doctype html><html><body><main id="main" class="page">
<p>1 &lt; 2 &amp; &#8364;</p><script>if (1<2) f("</b>");</script>
<form method="post" action="/do/"><input type="hidden" name="row" value="1">
<textarea name="text"></textarea></form>
<details class="fnd"><summary>x</summary>
<form method="post" action="/do/"><input type="hidden" name="row" value="2">
<textarea name="text">old</textarea><button name="do" value="go">Go</button></form></details>
<dialog class="dlg" id="d"><form method="post" action="/many/"><div class="dlg-h">Head</div>
<div class="dlg-b stack"><input name="days" type="number" value="3" required>
<select name="kind"><option value="a" selected>A</option><option value="b">B</option></select>
<label><input type="checkbox" name="on" checked> On</label>
<input type="radio" name="side" value="l" checked><input type="radio" name="side" value="r">
<input type="password" name="password" value=""></div></form></dialog>
<form method="post" action="/press/"><button>Press</button></form>
</main><div class="toasts" id="toasts"></div></body></html>
"""


def again(action: str, fields: dict[str, list[str]], *reasons: tuple[str, str]) -> str:
    return flat(refilled(PAGE, Kept("/page/", action, fields, list(reasons))))


def test_form_that_was_sent_is_told_from_those_beside_it_and_is_open() -> None:
    html = again("/do/", {"row": ["2"], "text": ["a <b> & c"]}, ("", "Too short."))

    first, second = html.split("<details")[0], html.split("<details")[1]
    assert '<textarea name="text"></textarea>' in first
    assert "a &lt;b&gt; &amp; c</textarea>" in second
    assert "Too short." in second.split("</textarea>")[1].split("</form>")[0]
    assert 'class="fnd" open=""' in second
    assert second.count("old") == 0
    assert '1 &lt; 2 &amp; &#8364;</p><script>if (1<2) f("</b>");</script>' in html


def test_every_kind_of_field_says_what_it_said_and_its_reasons() -> None:
    html = again(
        "/many/",
        {"days": ["99"], "kind": ["b"], "side": ["r"]},
        ("days", "Thirty at most."),
        ("", "It is late."),
    )

    assert '<input name="days" type="number" value="99" required="" aria-invalid="true">' in html
    assert "Thirty at most." in html.split("<select")[0]
    assert '<option value="a">A</option><option value="b" selected="">' in html
    assert '<input type="checkbox" name="on">' in html
    assert '<input type="radio" name="side" value="r" checked="">' in html
    assert 'value="l" checked' not in html
    assert html.index("Head") < html.index("It is late.") < html.index('name="days"')
    assert '<dialog class="dlg" id="d" open="" data-refilled="">' in html


def test_button_that_was_refused_is_answered_in_the_corner() -> None:
    html = again("/press/", {}, ("", "Not now."))

    assert "Not now." in html.split('id="toasts"')[1]


def test_text_of_a_form_that_is_gone_can_be_copied() -> None:
    html = again("/elsewhere/", {"row": ["2"], "text": ["Two words"]}, ("", "Ended."))

    assert "Two words" in html.split("<p>1")[0]
    assert "Ended." in html.split("<p>1")[0]


def test_text_of_a_field_that_is_not_there_stands_above_the_others() -> None:
    html = again("/many/", {"days": ["9"], "row.7.value": ["two words"], "row.7.op": ["eq"]})

    assert "two words" in html.split("<select")[0]
    assert ">eq<" not in html
