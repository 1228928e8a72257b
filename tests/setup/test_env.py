import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("On", True), ("0", False), ("no", False), ("", False)],
)
def test_flag_understands(monkeypatch, value, expected):
    monkeypatch.setenv("JIEPAI_TEST", value)

    assert env.flag("JIEPAI_TEST") is expected


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        pytest.param(env.flag, "maybe", "must be 1 or 0", id="flag"),
        pytest.param(
            lambda name: env.number(name, 1, most=10),
            "11",
            "between 0 and 10",
            id="number too large",
        ),
        pytest.param(lambda name: env.number(name, 1), "ten", "whole number", id="no number"),
        pytest.param(
            lambda name: env.choice(name, ("a", "b"), "a"), "c", "one of: a, b", id="choice"
        ),
        pytest.param(lambda name: env.rate(name, "1/min"), "many", "such as|look like", id="rate"),
        pytest.param(env.text, " ", "Set the environment variable", id="required text is blank"),
        pytest.param(env.database, "mysql://localhost/x", "needs PostgreSQL", id="other database"),
        pytest.param(
            env.database, "postgresql://localhost", "names no database", id="no database name"
        ),
        pytest.param(env.database, "postgresql://localhost:99999/x", "port", id="impossible port"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(monkeypatch, read, value, sentence):
    monkeypatch.setenv("JIEPAI_TEST", value)

    with pytest.raises(ImproperlyConfigured, match=sentence):
        read("JIEPAI_TEST")


def test_rate_none_switches_a_limit_off(monkeypatch):
    monkeypatch.setenv("JIEPAI_TEST", "none")

    assert env.rate("JIEPAI_TEST", "1/min") is None


def test_database_url_with_password_and_options(monkeypatch):
    monkeypatch.setenv(
        "JIEPAI_TEST", "postgresql://ann:p%40ss@db.example:5433/jie%2Fpai?sslmode=require"
    )

    found = env.database("JIEPAI_TEST")

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("jie/pai", "ann", "p@ss")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == (
        "db.example",
        "5433",
        {"sslmode": "require"},
    )


def test_database_url_with_a_socket_folder(monkeypatch):
    monkeypatch.setenv("JIEPAI_TEST", "postgresql://jiepai@/jiepai?host=/a%20folder/run")

    assert env.database("JIEPAI_TEST")["HOST"] == "/a folder/run"
