from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from common import clock
from common.models import AuditEvent
from organization import sign_in_limits
from organization.models import SignInAttempt
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

RIGHT, WRONG = "the right one, 12 long", "not the password"
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
OUTSIDE, OTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def person():
    user = make_user(username="planner.one")
    user.set_password(RIGHT)
    user.save()
    return user


def sign_in(name="planner.one", password=RIGHT, *, client=OUTSIDE, **headers):
    return Client(REMOTE_ADDR=client).post(
        "/accounts/login/", {"login": name, "password": password}, **headers
    )


def sign_in_behind(forwarded, *, password=RIGHT, name="planner.one"):
    return sign_in(name, password, client="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)


def test_five_wrong_passwords_close_the_account_for_this_client_alone():
    for _ in range(5):
        assert sign_in(password=WRONG).status_code == 200

    refused = sign_in()

    assert refused.status_code == 429
    assert 14 * 60 < int(refused["Retry-After"]) <= 15 * 60
    assert sign_in(client=OTHER).status_code == 302


def test_a_refused_try_does_not_keep_the_door_shut():
    for second in range(5):
        sign_in_limits.begin("a", OUTSIDE, now=NOW + dt.timedelta(seconds=second))
    for minute in range(1, 15):
        with pytest.raises(sign_in_limits.TooManySignIns):
            sign_in_limits.begin("a", OUTSIDE, now=NOW + dt.timedelta(minutes=minute))

    assert sign_in_limits.begin("A ", OUTSIDE, now=NOW + sign_in_limits.PERIOD)


def test_invented_names_close_the_door_for_their_client_alone():
    at = clock.now()
    SignInAttempt.objects.bulk_create(
        SignInAttempt(person=str(number), client=OUTSIDE, tried_at=at) for number in range(100)
    )

    with override("en"):
        refused = sign_in(headers={"accept-language": "en"})

    assert refused.status_code == 429
    assert "from your network" in refused.content.decode()
    assert sign_in(client=OTHER).status_code == 302


def test_one_account_is_not_guessed_from_everywhere():
    for number in range(50):
        sign_in_limits.begin("planner.one", f"198.51.100.{number}", now=NOW)

    with pytest.raises(sign_in_limits.TooManySignIns) as refusal:
        sign_in_limits.begin("planner.one", OUTSIDE, now=NOW)

    assert refusal.value.limit is sign_in_limits.PERSON


def test_a_company_signs_in_at_nine():
    assert {sign_in().status_code for _ in range(70)} == {302}


def test_right_passwords_between_wrong_ones_free_no_guesses():
    for _ in range(5):
        sign_in(password=WRONG)
        sign_in("nobody", WRONG)
        make_user()
    assert sign_in().status_code == 429


def test_behind_the_proxy_the_real_client_is_counted(settings):
    settings.PROXIES = 1
    for _ in range(5):
        sign_in_behind(OUTSIDE, password=WRONG)

    assert sign_in_behind(OUTSIDE).status_code == 429
    assert sign_in_behind(OTHER).status_code == 302


def test_a_forged_header_changes_nothing(settings):
    settings.PROXIES = 1
    for number in range(5):
        sign_in_behind(f"10.0.0.{number}, {OUTSIDE}", password=WRONG)

    assert sign_in_behind(f"10.0.0.77, {OUTSIDE}").status_code == 429


def test_from_a_stranger_no_header_is_believed(settings):
    settings.PROXIES = 1
    for number in range(5):
        sign_in(password=WRONG, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert sign_in(HTTP_X_FORWARDED_FOR="10.0.0.77").status_code == 429


def trail(*actions):
    found = AuditEvent.objects.filter(action__in=actions).order_by("pk")
    return list(found.values_list("action", "actor", "object_code", "details__client"))


def test_sign_ins_failures_and_locks_are_written_down():
    sign_in()
    for _ in range(6):
        sign_in(password=WRONG)

    assert trail("sign_in", "sign_in_failed", "sign_in_locked") == [
        ("sign_in", "planner.one", "planner.one", OUTSIDE),
        *[("sign_in_failed", "", "planner.one", OUTSIDE)] * 5,
        ("sign_in_locked", "", "planner.one", OUTSIDE),
    ]


def test_what_is_no_name_is_not_written_down():
    sign_in("my secret password", WRONG)

    assert trail("sign_in_failed") == [("sign_in_failed", "", "", OUTSIDE)]
    assert "secret" not in str(list(SignInAttempt.objects.values()))


def test_signing_out_is_written_down():
    client = Client(REMOTE_ADDR=OUTSIDE)
    client.post("/accounts/login/", {"login": "planner.one", "password": RIGHT})
    client.post("/accounts/logout/")

    assert trail("sign_out") == [("sign_out", "planner.one", "planner.one", OUTSIDE)]


def test_the_demos_password_opens_nothing_elsewhere(person, settings):
    person.is_demo = True
    person.save()
    settings.JIEPAI_DEMO = False
    assert sign_in().status_code == 200

    person.set_password("a new one, also 12 long")
    person.save()
    assert sign_in(password="a new one, also 12 long").status_code == 302


def test_without_a_mail_server_a_new_password_is_refused_in_words(person, settings):
    person.email = "planner@jiepai.example"
    person.save()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with override("en"):
        answer = Client(headers={"accept-language": "en"}).post(
            "/accounts/password/reset/", {"email": person.email}, follow=True
        )

    assert answer.status_code == 503
    assert "Ask your administrator" in answer.content.decode()
