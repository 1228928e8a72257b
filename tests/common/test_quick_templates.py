"""Quick templates write what Django's own write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, engines
from django.template.base import NodeList, TextNode
from django.urls import get_resolver
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from common.quick_templates import Constant, QuickTemplate

ENGINE = engines["django"].engine
LOADS = "{% load i18n jiepai static %}"
TEXTS = [
    "plain",
    "{# nothing #}a{% comment %}b{% endcomment %}c",
    '{% translate "Findings" %} 100%% {% translate "May" context "month" %}',
    '{% translate "Findings" as word %}<b>{{ word }}</b>{{ word|upper }}',
    '{% translate "Findings" noop %}{% translate name %}',
    "{% blocktranslate trimmed %}  Check\n again 5%{% endblocktranslate %}",
    "{% blocktranslate trimmed with a=thing.name %}{{ a }}: {{ text }}{% endblocktranslate %}",
    "{% blocktranslate count n=whole %}{{ n }} plan{% plural %}{{ n }} s{% endblocktranslate %}",
    "{% for k in list %}{% blocktrans count n=k %}a{% plural %}b{% endblocktrans %}{% endfor %}",
    "{% blocktranslate asvar said %}Check again{% endblocktranslate %}{{ said }}{{ said|length }}",
    '{% icon "block" %}{% icon name="flag" %}{% icon icon_name "i-12" %}',
    '{% icon "flag" as sign %}{{ sign }}',
    '{% static "common/icons.svg" %}{% static "common/icons.svg" as there %}{{ there }}',
    '{% url "campaigns:list" %}|{% url "campaigns:detail" code %}',
    '{% url "campaigns:detail" code as here %}{{ here }}{% url "no:such" as gone %}[{{ gone }}]',
    '{% url "campaigns:detail" code=code %}',
    "{{ text }}{{ safe }}{{ lazy }}{{ none }}{{ yes }}{{ whole }}{{ broken }}{{ exact }}{{ day }}",
    "{{ at }}{{ text|lower }}{{ text|default:whole }}{{ missing|default:thing.name }}",
    "[{{ missing }}{{ thing.missing }}{{ thing.name.missing }}{{ table.missing }}{{ items.7 }}]",
    "{{ table.key }}{{ table.items|length }}{{ items.0 }}{{ items.1 }}{{ whole|add:2 }}",
    "[{{ thing.needs }}{{ thing.changes }}{{ thing.method }}{{ thing.held }}{{ function }}]",
    "{% if missing %}a{% elif thing.missing %}b{% elif table.key == 3 %}c{% endif %}",
    '{% autoescape off %}{{ text }}{{ safe }}{% translate "Findings" %}{% endautoescape %}',
    "{% for row in rows %}{{ forloop.counter }}{{ row.name }}{{ row.method }},{% endfor %}",
    '{% include "common/empty.html" with title=text icon="flag" %}',
    "{{ _('Findings') }}{{ missing|default:_('Findings') }}",
]


@dataclass
class Thing:
    name: str

    def method(self) -> str:
        return f"<{self.name}>"

    def needs(self, other: str) -> str:
        return other

    def changes(self) -> str:
        raise AssertionError("a template changed data")

    changes.alters_data = True  # type: ignore[attr-defined]

    @cached_property
    def held(self) -> int:
        return 3


def context() -> Context:
    return Context(
        {
            "text": "a < b & \"c\" 'd'",
            "name": "Findings",
            "code": "C2026-0001",
            "icon_name": "flag",
            "safe": mark_safe("<i>"),
            "lazy": gettext_lazy("Findings"),
            "none": None,
            "yes": True,
            "whole": 1234567,
            "broken": 1234.5,
            "exact": Decimal("1234.50"),
            "day": dt.date(2026, 9, 25),
            "at": dt.datetime(2026, 9, 25, 10, 0, tzinfo=dt.UTC),
            "table": {"key": 3},
            "items": [1, 2, 3],
            "list": [1, 2],
            "rows": [Thing("x"), Thing("&")],
            "thing": Thing("<n>"),
            "function": lambda: "called",
        }
    )


@pytest.mark.parametrize("text", TEXTS)
def test_quick_templates_write_the_same_in_every_language(text: str) -> None:
    quick, plain = (kind(LOADS + text, engine=ENGINE) for kind in (QuickTemplate, Template))
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            written = plain.render(context())
            assert quick.render(context()) == written
            assert quick.render(context()) == written


def test_what_is_constant_is_one_node() -> None:
    text = '<p>{% icon "flag" %}{% translate "Findings" %}<br>{% url "campaigns:list" %}</p>'
    quick = QuickTemplate(LOADS + text, engine=ENGINE)

    (node,) = quick.nodelist
    assert isinstance(node, Constant)


def test_every_template_of_the_product_can_be_parsed_quickly() -> None:
    names = [
        str(path.relative_to(folder))
        for app in settings.LOCAL_APPS
        for folder in [Path(settings.BASE_DIR, app, "templates")]
        for path in folder.rglob("*.html")
    ]
    nodes = [ENGINE.get_template(name).nodelist for name in names]

    assert len(nodes) > 100
    assert all(isinstance(one, NodeList) for one in nodes)
    doubled = [
        name
        for name, list_ in zip(names, nodes, strict=True)
        if any(
            isinstance(one, TextNode | Constant) and isinstance(two, TextNode | Constant)
            for one, two in pairwise(list_)
        )
    ]
    assert doubled == []


def test_no_namespace_has_two_instances() -> None:
    """Else the address of a page would hang on the page that asks."""
    assert all(names == [app] for app, names in get_resolver().app_dict.items())
