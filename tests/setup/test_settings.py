import subprocess
import sys

import pytest
from django.conf import settings

from tests.live import outside_environment
from tools.check import PRODUCTION
from tools.launch import ROOT


def load_settings(**variables):
    command = [
        sys.executable,
        "-c",
        "import config.settings as s; print(s.DEBUG, s.SESSION_COOKIE_NAME)",
    ]
    environment = {
        name: value
        for name, value in (outside_environment() | variables).items()
        if value is not None
    }
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_production_starts_with_everything_it_needs():
    assert load_settings(**PRODUCTION).stdout == "False __Host-session\n"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_without_a_needed_variable_names_it(name):
    result = load_settings(**(PRODUCTION | {name: None}))

    assert f"Set the environment variable {name}." in result.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "at least 50 characters"),
        ({"JIEPAI_DEMO": "1"}, "refused in production"),
        ({"ALLOWED_HOSTS": "jiepai.example,*"}, "trusts every name"),
        ({"SECRET_KEY": "please-change-this-secret-key-" * 2}, "repeats itself"),
        ({"JIEPAI_TRUSTED_PROXIES": "proxy.example"}, "must be addresses or networks"),
    ],
)
def test_production_refuses_what_is_unsafe(variables, sentence):
    assert sentence in load_settings(**(PRODUCTION | variables)).stderr


def test_production_never_debugs():
    assert load_settings(**(PRODUCTION | {"JIEPAI_DEBUG": "1"})).stdout.startswith("False")


def test_every_middleware_stands_once():
    assert len(settings.MIDDLEWARE) == len(set(settings.MIDDLEWARE))


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "import config.wsgi"],
        [sys.executable, "-m", "celery", "-A", "config", "worker"],
        [sys.executable, "manage.py", "dispatch"],
    ],
)
def test_wrong_settings_are_one_sentence_for_every_process(command):
    environment = outside_environment() | PRODUCTION | {"SECRET_KEY": "short"}
    environment["JIEPAI_ENVIRONMENT"] = "provided"

    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert result.returncode != 0
    assert (result.stdout + result.stderr).strip() == (
        "jiepai: SECRET_KEY must have at least 50 characters in production."
    )
