from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ElementTree
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.test import RequestFactory
from django.utils.translation import gettext_lazy, override

from campaigns.terms import BAR_CLASSES, CAMPAIGN_STATES
from common import icons
from common.errors import Reason
from tests.markup import flat

EVIL = '"><script>alert(1)</script>'


class Unit(SimpleNamespace):
    def __str__(self) -> str:
        return str(self.name)


class Plan(forms.Form):
    name = forms.CharField(label="Name", help_text="As customers see it")
    starts_on = forms.DateField(
        label="First day", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    is_joint = forms.BooleanField(label="Joint", required=False)
    branches = forms.MultipleChoiceField(
        label="Branches", choices=[("1", "East")], widget=forms.CheckboxSelectMultiple
    )


def render(text: str, path: str = "/", language: str = "en", **context: Any) -> str:
    request: HttpRequest = RequestFactory().get(path)
    with override(language):
        return flat(
            Template("{% load jiepai plan_terms severities %}" + text).render(
                RequestContext(request, context)
            )
        )


def test_icon_shows_a_drawing_of_the_file_that_browsers_keep() -> None:
    assert render('{% icon "flag" "i-12" %}') == (
        '<svg class="i i-12" viewBox="0 0 16 16" aria-hidden="true">'
        f'<use href="{static("common/icons.svg")}#flag"/></svg>'
    )


@pytest.mark.parametrize("tag", ["icon", "icon_address"])
def test_an_unknown_icon_fails_at_once(tag: str) -> None:
    with pytest.raises(KeyError, match="no icon"):
        render(f'{{% {tag} "flagg" %}}')


def test_every_drawing_has_a_name_of_its_own_and_only_shapes() -> None:
    drawn = ElementTree.fromstring(icons.DRAWN.read_bytes())

    names = [symbol.get("id") for symbol in drawn]
    assert len(names) == len(set(names))
    assert set(names) == icons.NAMES
    assert {shape.tag.rpartition("}")[2] for symbol in drawn for shape in symbol} <= {
        "path",
        "circle",
        "rect",
    }


@pytest.mark.parametrize("state", CAMPAIGN_STATES)
def test_state_badge_has_icon_word_and_class(state: str) -> None:
    term = CAMPAIGN_STATES[state]

    html = render("{% state_badge state %}", state=state)

    assert f'#{term.icon}"' in html
    with override("en"):
        assert str(term.word) in html
    assert f'class="bdg {term.css}"'.replace(' "', '"') in html


def test_every_state_has_a_bar_class() -> None:
    assert BAR_CLASSES.keys() == CAMPAIGN_STATES.keys()


def test_severity_badge_with_a_count() -> None:
    html = render('{% severity_badge "blocking" 1200 %}')

    assert "bdg block" in html
    assert "Blocking 1,200" in html


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "个"), ("en", "C")])
def test_unit_mark_without_one_of_its_own_takes_that_of_the_colour(
    language: str, mark: str
) -> None:
    html = render(
        "{% unit_mark unit %}",
        language=language,
        unit=Unit(name="个人客户部", colour="gk", badge=""),
    )

    assert html == f'<span class="dk gk" aria-hidden="true">{mark}</span>'


def test_unit_mark_alone_is_named_for_screen_readers() -> None:
    html = render(
        "{% unit_mark unit alone=True %}", unit=Unit(name="Channels", colour="", badge="渠")
    )

    assert html == '<span class="dk" role="img" aria-label="Channels" title="Channels">渠</span>'


@pytest.mark.parametrize(
    "text",
    [
        "{% badge evil 'clock' %}",
        "{% unit_name unit %}",
        "{% unit_mark unit alone=True %}",
        "{% crumb evil evil %}",
        "{% avatar evil evil %}",
        "{% banner 'warn' link_url=evil link_label=evil %}{{ evil }}{% endbanner %}",
        "{% dialog 'x' evil %}{{ evil }}{% enddialog %}",
        "{% action_button evil evil %}",
        "{% action_button evil href=evil %}",
        "{% action_button evil name=evil value=evil %}",
        "{% figures figures %}",
        "{% stepper figures %}",
        "{% sort_header 'x' evil %}",
        (
            "{% include 'common/field.html' with id='x' name='x' label=evil value=evil hint=evil"
            " errors=errors %}"
        ),
        (
            "{% include 'common/field.html' with id='x' name='x' type='select' options=options"
            " label='x' %}"
        ),
        (
            "{% include 'common/empty.html' with title=evil text=evil action_url=evil"
            " action_label=evil %}"
        ),
        (
            "{% include 'common/confirm.html' with id='x' title=evil text=evil url=evil label=evil"
            " reason_name='r' reason_label=evil %}"
        ),
        "{{ evil|number }}",
    ],
)
def test_what_people_typed_is_escaped(text: str) -> None:
    html = render(
        text,
        path=f"/?q={EVIL}",
        evil=EVIL,
        unit=Unit(name=EVIL, colour=EVIL, badge=""),
        figures=[
            {
                "label": EVIL,
                "value": EVIL,
                "unit": EVIL,
                "note": EVIL,
                "caption": EVIL,
                "state": "done",
            }
        ],
        errors=[EVIL],
        options=[(EVIL, EVIL)],
    )

    assert "<script" not in html
    assert 'class=""><' not in html


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("Two findings are open.", id="a sentence"),
        pytest.param(gettext_lazy("Two findings are open."), id="a lazy sentence"),
        pytest.param(
            Reason("open", "%(n)s findings are open.", params={"n": "Two"}), id="a reason"
        ),
        pytest.param(
            [Reason("open", "Two findings are open."), Reason("b", "Other.")],
            id="several, the worst first",
        ),
    ],
)
def test_refused_action_shows_the_button_disabled_and_says_why(reason: Any) -> None:
    html = render(
        '{% action_button "Finalise" reason=reason kind="pri" name="action" value="finalise" %}',
        reason=reason,
    )

    found = re.search(
        r'<button class="btn pri" type="button" aria-disabled="true"'
        r' aria-describedby="([^"]+)">Finalise</button>',
        html,
    )
    assert found
    assert f'<span class="why" id="{found[1]}">' in html
    assert "Two findings are open." in html
    assert "Other." not in html


@pytest.mark.parametrize("reason", [None, "", []])
def test_allowed_action_is_a_button_of_its_form(reason: Any) -> None:
    html = render(
        '{% action_button "Finalise" reason=reason name="action" value="finalise" %}', reason=reason
    )

    assert (
        '<button class="btn " type="submit" name="action" value="finalise">Finalise</button>'
        in html
    )
    assert "why" not in html


def test_two_refused_actions_have_two_ids() -> None:
    html = render('{% action_button "A" "Not now." %}{% action_button "A" "Not now." %}')

    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2


def test_action_that_asks_first_is_a_link_to_its_dialog() -> None:
    assert 'href="#ask" role="button" data-open="ask"' in render(
        '{% action_button "Withdraw" dialog="ask" %}'
    )


@pytest.mark.parametrize(
    ("path", "tag", "result"),
    [
        pytest.param(
            "/x?a=1&cursor=9",
            "{% qs b=2 %}",
            "?a=1&amp;b=2",
            id="keeps the rest, starts at the first page",
        ),
        pytest.param("/x?a=1&a=2", "{% qs b=2 %}", "?a=1&amp;a=2&amp;b=2", id="keeps lists"),
        pytest.param("/x?a=1", "{% qs a=None %}", "/x", id="empty is the page itself"),
        pytest.param(
            "/x?a=1", "{% qs cursor='c' %}", "?a=1&amp;cursor=c", id="a page that is asked for"
        ),
    ],
)
def test_qs(path: str, tag: str, result: str) -> None:
    assert render(tag, path=path) == result


@pytest.mark.parametrize(
    ("path", "direction", "href"),
    [
        ("/", "", "?sort=size"),
        ("/?sort=size", "ascending", "?sort=-size"),
        ("/?sort=-size", "descending", "?sort=size"),
    ],
)
def test_sort_header(path: str, direction: str, href: str) -> None:
    html = render('{% sort_header "size" "Size" numeric=True %}', path=path)

    assert f'href="{href}"' in html
    assert ("aria-sort" in html) == bool(direction)
    assert direction in html


def test_table_foot_keeps_the_filter_in_pages_and_export() -> None:
    html = render(
        '{% table_foot 50 1200 next="abc" previous="" export_url="/x.xlsx" %}',
        path="/?state=live&cursor=q",
    )

    assert "50 of 1,200 rows" in html
    assert 'href="?state=live&amp;cursor=abc" rel="next"' in html
    assert 'rel="prev"' not in html
    assert 'href="/x.xlsx?state=live"' in html


def test_field_with_an_error_says_it_at_the_field_and_keeps_the_input() -> None:
    form = Plan({"name": "", "starts_on": "soon"})

    html = render("{% field form.name 'c6' %}{% field form.starts_on %}", form=form)

    assert 'class="fld c6"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert html.count("required</span>") == 1
    assert 'value="soon"' in html
    assert html.count('aria-invalid="true"') == 2


def test_field_of_several_choices_is_a_group_with_a_legend() -> None:
    html = render("{% field form.branches %}", form=Plan())

    assert "<fieldset" in html
    assert "<legend" in html


def test_field_of_one_box_has_its_label_after_it() -> None:
    html = render("{% field form.is_joint %}", form=Plan())

    assert re.search(
        r'<label class="tick" for="id_is_joint"><input type="checkbox"[^>]+><span>Joint', html
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_date_field_carries_an_iso_date_in_every_language(language: str) -> None:
    html = render(
        "{% field form.starts_on %}",
        language=language,
        form=Plan(initial={"starts_on": dt.date(2026, 9, 8)}),
    )

    assert 'value="2026-09-08"' in html


def test_plain_field_describes_itself() -> None:
    html = render(
        "{% include 'common/field.html' with id='d' name='d' label='Days' type='number' value=9"
        " min=0 hint='Working days' errors=errors %}",
        errors=["At most 5."],
    )

    assert (
        '<input id="d" name="d" type="number" value="9" min="0" aria-invalid="true"'
        ' aria-describedby="d_helptext d_error">' in html
    )
    assert "At most 5." in html


def test_stepper_marks_the_current_step() -> None:
    html = render(
        "{% stepper steps %}",
        steps=[
            {"label": "Draft", "state": "done"},
            {"label": "Check", "state": "current", "icon": "swap"},
        ],
    )

    assert html.count('aria-current="step"') == 1
    assert "Draft" in html


def test_messages_of_a_fragment_are_added_to_the_toasts() -> None:
    html = render_to_string(
        "common/toasts_oob.html", {"messages": [Message(messages.SUCCESS, EVIL)]}
    )

    assert 'hx-swap-oob="beforeend"' in html
    assert 'class="toast success" role="status"' in html
    assert "<script" not in html
    assert not render_to_string("common/toasts_oob.html", {"messages": []}).strip()
