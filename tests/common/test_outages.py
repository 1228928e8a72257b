from __future__ import annotations

import errno
import json
import logging

import psycopg2
import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client

from common.api.errors import exception_handler
from common.models import AuditEvent, Counter
from common.outages import OneLine, outage_in
from config.logs import JsonLines

pytestmark = pytest.mark.database


def database_error(kind=OperationalError, cause=psycopg2.OperationalError, code=None, said="gone"):
    """As Django wraps what the driver raises."""
    inner = type(cause.__name__, (cause,), {"pgcode": code})(said)
    error = kind(said)
    error.__cause__ = inner
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (database_error(), "away"),
        (database_error(InterfaceError, psycopg2.InterfaceError), "away"),
        (database_error(code="57P01"), "away"),
        (database_error(code="53300"), "away"),
        (database_error(code="57014"), "took-too-long"),
        (database_error(code="53100"), "disk-full"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
    ],
)
def test_outages_are_told_apart(error, code):
    assert outage_in(error).code == code


@pytest.mark.parametrize(
    "error",
    [
        database_error(code="55P03"),
        database_error(IntegrityError, psycopg2.IntegrityError, "23505"),
        database_error(DataError, psycopg2.DataError, "22003"),
        OSError(errno.ENOENT, "no such file"),
        ValueError(),
    ],
)
def test_other_errors_are_no_outage(error):
    assert outage_in(error) is None


def test_api_answers_an_outage_in_its_own_shape():
    response = exception_handler(database_error(), {})

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.data["errors"][0]["code"] == "away"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "type_"), [("/", "text/html"), ("/api/v1/campaigns/", "application/json")]
)
def test_page_and_api_without_a_database_say_so(monkeypatch, path, type_, caplog):
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.cookies["sessionid"] = "some-session"

    def refuse(*args, **kwargs):
        raise database_error()

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Content-Type"].startswith(type_)
    assert "database does not answer" in response.content.decode()


def record(error):
    return logging.LogRecord("x", logging.ERROR, "f", 1, "m", (), (type(error), error, None))


def test_an_outage_is_one_line_for_many_requests():
    once = OneLine()

    assert [once.filter(record(database_error())) for _ in range(5)] == [True, *[False] * 4]


def test_an_outage_has_no_traceback():
    line = record(database_error(said="server closed the connection\n\tunexpectedly"))
    OneLine().filter(line)

    assert json.loads(JsonLines().format(line)) | {"at": ""} == {
        "at": "",
        "level": "error",
        "logger": "x",
        "message": "away: server closed the connection",
    }


@pytest.mark.django_db
def test_no_row_gets_into_the_log():
    try:
        AuditEvent.objects.create(action="name 张三", object_type=None, happened_at=None)
    except IntegrityError as error:
        line = JsonLines().format(record(error))
    assert "violates not-null constraint" in line
    assert "张三" not in line


@pytest.mark.django_db
def test_no_input_gets_into_the_log():
    try:
        Counter.objects.extra(where=["'13800138000x'::int = 1"]).exists()
    except DataError as error:
        line = JsonLines().format(record(error))
    assert "is out of range for type integer" in line
    assert "13800138000" not in line
