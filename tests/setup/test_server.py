"""What the web server writes down, and what it answers before any view is reached."""

from __future__ import annotations

import datetime as dt
import json
import logging
import socket
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from config.logs import JsonLines, WithoutSecrets
from config.server import AccessLog, write_error
from tools.children import private_log


@pytest.mark.parametrize(
    ("path", "query", "line"),
    [
        ("/feeds/1-1.xYzQ/calendar.ics", "", "GET /feeds/…/calendar.ics HTTP/1.1"),
        ("/customers/", "search=13911110001", "GET /customers/ HTTP/1.1"),
        ("/campaigns/C2026-0001/", "", "GET /campaigns/C2026-0001/ HTTP/1.1"),
    ],
)
def test_access_line_holds_no_secret_and_no_query(path, query, line):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://jiepai.example{path}?{query}",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    request = SimpleNamespace(headers=[("REFERER", environ["HTTP_REFERER"])])

    atoms = AccessLog(Config()).atoms(answer, request, environ, dt.timedelta(milliseconds=3))

    assert atoms["r"] == line
    written = " ".join(str(atoms[name]) for name in ("r", "U", "q", "f", "{referer}i"))
    assert "xYzQ" not in written
    assert "139" not in written


def test_log_of_the_framework_names_nobody():
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        __file__,
        1,
        "%s: %s",
        ("Not Found", "/customers/13911110001/"),
        None,
    )

    assert WithoutSecrets().filter(record)
    assert json.loads(JsonLines().format(record))["message"] == "Not Found: /customers/…/"


def test_request_that_cannot_be_read_is_refused_in_json():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        write_error(ours, 414, "URI Too Long", "<b>long</b>")
        head, _blank, body = theirs.recv(4096).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 414 URI Too Long\r\n")
    assert b"Content-Type: application/json" in head
    (error,) = json.loads(body)["errors"]
    assert (error["code"], error["attr"]) == ("uri-too-long", None)
    assert "too long" in error["detail"]


def test_log_file_is_its_owners(tmp_path):
    log = tmp_path / "web.log"
    log.write_bytes(b"before\n")
    log.chmod(0o644)

    with private_log(log) as file:
        file.write(b"after\n")

    assert log.stat().st_mode & 0o777 == 0o600
    assert log.read_bytes() == b"before\nafter\n"
