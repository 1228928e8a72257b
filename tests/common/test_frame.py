from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from common import clock, navigation
from common.context import Frame
from common.navigation import NavItem
from organization.models import Delegation, User


class Person(SimpleNamespace):
    is_authenticated = True
    primary_unit = None

    def get_full_name(self) -> str:
        return "林珊"


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry of its own, with addresses that every installation has."""
    monkeypatch.setattr(navigation, "_items", {})
    names = {
        "account_login": 1,
        "account_logout": 2,
        "account_change_password": 3,
        "set_language": 4,
        "schema": 5,
    }
    for url_name, phone in names.items():
        navigation.register(
            NavItem(
                code=url_name,
                label=url_name,
                icon="flag",
                url_name=url_name,
                order=phone,
                phone=phone,
            )
        )
    navigation.register(
        NavItem(
            code="hidden",
            label="hidden",
            icon="flag",
            url_name="api-docs",
            order=9,
            visible=lambda user: False,
        )
    )
    navigation.register(
        NavItem(code="missing", label="missing", icon="flag", url_name="no:such", order=9)
    )
    navigation.register(
        NavItem(
            code="setup",
            label="Set-up",
            icon="sliders",
            url_name="schema",
            order=9,
            area="foot",
            count=lambda user: 3,
        )
    )


def frame(path: str = "/", user: object | None = None) -> Frame:
    request = RequestFactory().get(path)
    request.user = user or Person()
    return Frame(request)


def test_rail_shows_what_a_person_may_use_and_what_is_served(places: None) -> None:
    assert [place.code for place in frame().places] == [
        "account_login",
        "account_logout",
        "account_change_password",
        "set_language",
        "schema",
    ]


def test_foot_stands_apart_and_counts(places: None) -> None:
    assert [(place.code, place.count) for place in frame().foot] == [("setup", 3)]


def test_phone_has_room_for_four(places: None) -> None:
    assert [place.phone for place in frame().tabs] == [1, 2, 3, 4]


def test_current_place_is_the_longest_beginning_of_the_address(places: None) -> None:
    assert frame(reverse("account_change_password") + "done/").current == "account_change_password"
    assert frame("/elsewhere/").current == ""


def test_nobody_sees_places_before_signing_in(places: None) -> None:
    anonymous = frame(user=AnonymousUser())

    assert not anonymous.signed_in
    assert anonymous.places == anonymous.foot == anonymous.tabs == []
    assert anonymous.bell is anonymous.create is None


def test_one_code_for_two_links_is_an_error(places: None) -> None:
    with pytest.raises(ValueError, match="registered twice"):
        navigation.register(
            NavItem(code="hidden", label="other", icon="flag", url_name="schema", order=1)
        )


def test_every_registered_link_leads_somewhere() -> None:
    for item in navigation.items():
        assert reverse(item.url_name), item.code


@pytest.mark.parametrize(
    ("language", "tag", "other"), [("zh-hans", "zh-Hans", "English"), ("en", "en", "中文")]
)
def test_page_speaks_the_active_language_and_offers_the_other(
    places: None, language: str, tag: str, other: str
) -> None:
    request = RequestFactory().get(reverse("schema"))
    request.user = Person()

    with override(language):
        html = render_to_string("common/base.html", request=request)

    assert f'<html lang="{tag}">' in html
    assert other in html
    assert 'aria-current="page"' in html
    assert "林珊" in html
    assert 'class="skip" href="#main"' in html
    assert 'hx-headers=\'{"X-CSRFToken":' in html


@pytest.mark.parametrize(
    "template",
    [
        "400.html",
        "403.html",
        "404.html",
        "409.html",
        "413.html",
        "429.html",
        "500.html",
        "403_csrf.html",
    ],
)
def test_error_pages_need_nothing_but_themselves(template: str) -> None:
    html = render_to_string(template)

    assert html.count("<h1>") == 1
    assert "</html>" in html


def test_refused_page_lists_the_reasons() -> None:
    html = render_to_string("409.html", {"reasons": ["The stock is taken."]})

    assert "The stock is taken." in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_login_page_is_ours(client: Client, language: str) -> None:
    response = client.get(reverse("account_login"), headers={"accept-language": language})

    html = response.content.decode()
    assert response.status_code == 200
    assert "ent-main" in html
    assert 'name="login"' in html
    assert 'name="password"' in html
    assert 'class="rail"' not in html


@pytest.mark.django_db
def test_wrong_password_is_said_in_words(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"})

    html = response.content.decode()
    assert "banner block" in html
    assert 'value="nobody"' in html


@pytest.mark.django_db
def test_person_menu_names_whom_one_acts_for() -> None:
    deputy, principal, other = (
        User.objects.create(username=name, display_name=name)
        for name in ("deputy", "principal", "other")
    )
    today = clock.today()
    Delegation.objects.create(principal=principal, deputy=deputy, starts_on=today, ends_on=today)
    Delegation.objects.create(
        principal=other, deputy=deputy, starts_on=today, ends_on=today, revoked_at=clock.now()
    )

    assert frame(user=deputy).acting_for == [principal]
