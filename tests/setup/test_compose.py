"""Every command of the image and of the compose file, run outside Docker on PostgreSQL 15 and
Redis.
"""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.setup import containers
from tools import children
from tools.ci import OLDEST_POSTGRES
from tools.launch import ROOT
from tools.postgres import THROW_AWAY, Server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (OLDEST_POSTGRES / "postgres").exists(),
        reason="no PostgreSQL 15: install the package postgresql-15",
    ),
    pytest.mark.skipif(
        shutil.which("redis-server") is None, reason="no Redis: install the package redis-server"
    ),
]

VARIABLES = {
    "SECRET_KEY": "a-key-for-the-test-of-the-compose-file-0123456789-abcdefghijklm",
    "ALLOWED_HOSTS": "jiepai.example",
    "CSRF_TRUSTED_ORIGINS": "https://jiepai.example",
    "POSTGRES_PASSWORD": "a1b2c3",
    "REDIS_PASSWORD": "d4e5f6",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Machine:
    """What Docker would provide: the image, the two servers, and addresses in the place of host
    names.
    """

    def __init__(self, folder):
        self.folder = folder
        self.image = containers.Image(folder)
        self.services = containers.services(VARIABLES)
        self.database = Server(folder / "postgres", options=THROW_AWAY, binaries=OLDEST_POSTGRES)
        self.redis_port, self.web_port = free_port(), free_port()
        self.children = {}

    def translate(self, text):
        address = f"127.0.0.1:{self.web_port}"
        for inside, outside in (
            ("http://web:8000", f"http://{address}"),
            ("http://127.0.0.1:8000", f"http://{address}"),
            ("0.0.0.0:8000", address),
            ("redis:6379", f"127.0.0.1:{self.redis_port}"),
            ("/dev/shm", str(self.folder)),
        ):
            text = text.replace(inside, outside)
        return text

    def environment(self, service):
        variables = containers.image_environment() | self.services[service].get("environment", {})
        variables = {name: self.translate(value) for name, value in variables.items()}
        assert "@postgres:5432/jiepai" in variables["DATABASE_URL"]
        own = {
            "DATABASE_URL": self.database.url,
            "JIEPAI_DATA": str(self.folder),
            "JIEPAI_STATIC": str(self.folder / "static"),
        }
        return variables | own | self.image.environment()

    def command(self, service):
        written = self.services[service].get("command") or containers.image_command("CMD")
        return [self.translate(part) for part in written]

    def health_command(self, service):
        test = self.services[service].get("healthcheck", {}).get("test")
        written = test[1:] if test else containers.image_command("HEALTHCHECK")
        assert test is None or test[0] == "CMD"
        return [self.translate(part) for part in written]

    def run(self, command, environment):
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
        )

    def start(self, service):
        log = self.folder / f"{service}.log"
        self.children[service] = children.start(
            self.command(service),
            log=log,
            cwd=ROOT,
            env=self.environment(service),
            executable=self.program(self.command(service)[0]),
        )

    def program(self, name):
        return shutil.which(name, path=self.image.environment()["PATH"])

    def start_redis(self):
        options = ["--port", str(self.redis_port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        log = self.folder / "redis.log"
        self.children["redis"] = children.start(
            [*self.services["redis"]["command"], *options], log=log
        )
        self.until_healthy(
            "redis",
            {"PATH": "/usr/bin:/bin"} | self.services["redis"]["environment"],
            ["-p", str(self.redis_port)],
        )

    def until_healthy(self, service, environment=None, more=()):
        command = self.health_command(service)
        command = [command[0], *more, *command[1:]] if more else command
        environment = environment or self.environment(service)
        deadline = time.monotonic() + 60
        while True:
            result = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                executable=shutil.which(command[0], path=environment["PATH"]),
            )
            if result.returncode == 0:
                return result.stdout
            child = self.children.get(service)
            assert child is None or child.poll() is None, (
                self.folder / f"{service}.log"
            ).read_text()
            assert time.monotonic() < deadline, result.stdout + result.stderr
            time.sleep(0.2)

    def stop(self):
        for service in ("worker", "dispatcher", "web", "redis"):
            if service in self.children:
                children.stop(self.children[service], number=signal.SIGTERM, patience=30)
        self.database.stop()


@pytest.fixture(scope="module")
def machine():
    with tempfile.TemporaryDirectory(prefix="jiepai-compose-") as name:
        Path(name).chmod(0o711)
        machine = Machine(Path(name))
        try:
            machine.database.start()
            machine.start_redis()
            yield machine
        finally:
            machine.stop()


def test_every_secret_is_demanded():
    for name in VARIABLES:
        with pytest.raises(KeyError, match=name):
            containers.services(VARIABLES | {name: ""})


def test_nothing_runs_as_root_or_holds_a_secret():
    named = dict(containers.instructions())

    assert named["USER"] == "jiepai"
    assert not {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} & set(containers.image_environment())


def test_only_the_web_is_reachable_and_only_from_this_machine():
    published = {
        name: service["ports"]
        for name, service in containers.services(VARIABLES).items()
        if "ports" in service
    }

    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_redis_refuses_rather_than_forgets():
    command = " ".join(containers.services(VARIABLES)["redis"]["command"])

    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


def test_example_names_every_variable():
    example = {
        line.partition("=")[0]
        for line in (ROOT / ".env.example").read_text().splitlines()
        if "=" in line and line[0] != "#"
    }

    assert example == {
        name
        for name, _, _ in containers.VARIABLE.findall((ROOT / "docker-compose.yml").read_text())
    }


def test_image_is_built(machine):
    environment = (
        containers.image_environment()
        | {"JIEPAI_STATIC": str(machine.folder / "static")}
        | machine.image.environment()
    )
    for line in containers.build_commands():
        result = machine.run(["sh", "-c", line], environment)

        assert result.returncode == 0, result.stderr
    assert (machine.folder / "static" / "staticfiles.json").exists()


def test_services_run_and_answer(machine):
    ready = machine.run(
        [
            "sh",
            "-c",
            "exec "
            + " ".join(machine.health_command("postgres"))
            + f" --host '{machine.database.socket}'",
        ],
        {"PATH": f"{OLDEST_POSTGRES}:/usr/bin:/bin"},
    )
    migrated = machine.run(machine.command("migrate"), machine.environment("migrate"))
    for service in ("web", "worker", "dispatcher"):
        machine.start(service)
    said = [machine.until_healthy(service).strip() for service in ("web", "worker", "dispatcher")]

    assert ready.returncode == 0, ready.stdout
    assert migrated.returncode == 0, migrated.stderr
    # The web is there first, and says that the others are still missing.
    assert said[0] in {"product: ok", "product: degraded"}
    assert said[1:] == ["worker: ok", "dispatcher: ok"]
    assert machine.database.running_pid() is not None
    assert not (machine.folder / "pg").exists()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(machine, path, **headers):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)
    request = urllib.request.Request(
        f"http://127.0.0.1:{machine.web_port}{path}", headers={"Host": "jiepai.example"} | headers
    )
    try:
        return opener.open(request, timeout=10)
    except urllib.error.HTTPError as error:
        return error


def test_web_insists_on_https(machine):
    with ask(machine, "/accounts/login/") as reply:
        assert (reply.status, reply.headers["Location"]) == (
            301,
            "https://jiepai.example/accounts/login/",
        )


def test_web_refuses_other_hosts(machine):
    with ask(machine, "/accounts/login/", Host="elsewhere.example") as reply:
        assert reply.status == 400


def test_web_protects_cookies_and_pages(machine):
    with ask(machine, "/accounts/login/", **{"X-Forwarded-Proto": "https"}) as reply:
        headers = reply.headers

    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert all(
        "Secure" in cookie and cookie.startswith("__Host-")
        for cookie in headers.get_all("Set-Cookie")
    )


def test_broker_is_redis(machine):
    with ask(machine, "/health/ready") as reply:
        report = json.load(reply)

    assert report["broker"] == "reachable"
    assert not (machine.folder / "spool").exists()
