"""A whole product on a throw-away data folder and a free port, for as long as a block runs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

READY_SECONDS = 600
STOP_SECONDS = 120
TOKENS_AT_ONCE = 2
# What would lead the new product to another one's data.
FOREIGN = (
    "DATABASE_URL",
    "REDIS_URL",
    "JIEPAI_ENV",
    "JIEPAI_DATA",
    "JIEPAI_ROLE",
    "DJANGO_SETTINGS_MODULE",
)


class NotPlayed(Exception):
    """The case could not be played to its end, or came out otherwise than it must."""


@dataclass(frozen=True, slots=True)
class Product:
    """Where it answers, and where its data lie."""

    url: str
    data: Path

    @property
    def password(self) -> str:
        """The demo accounts' password."""
        return (self.data / "demo_password").read_text().strip()

    def tokens(self, scopes: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
        """A token for each user name with these scopes, made by ``manage.py issue_token``."""
        wanted = list(scopes)
        with ThreadPoolExecutor(TOKENS_AT_ONCE) as pool:
            return dict(
                zip((name for name, _ in wanted), pool.map(self._token, wanted), strict=True)
            )

    def _token(self, wanted: tuple[str, tuple[str, ...]]) -> str:
        username, scopes = wanted
        flags = [flag for scope in scopes for flag in ("--scope", scope)]
        command = [
            sys.executable,
            "manage.py",
            "issue_token",
            username,
            "--name",
            "demo",
            *flags,
            "--days",
            "1",
        ]
        reply = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=environment(self.data),
            text=True,
            capture_output=True,
            check=False,
        )
        if reply.returncode != 0:
            raise NotPlayed(f"No token for {username}: {reply.stderr.strip()}")
        return reply.stdout.strip().splitlines()[-1]


def environment(data: Path) -> dict[str, str]:
    """The variables for processes of this product alone."""
    own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return own | {"JIEPAI_DATA": str(data)}


@contextmanager
def running_product() -> Iterator[Product]:
    """Start the product with its demo company, wait until it is ready, stop it in order, remove its
    data.
    """
    data = Path(tempfile.mkdtemp(prefix="jiepai-demo-"))
    data.chmod(0o711)
    log = data / "up.log"
    command = [sys.executable, "manage.py", "up", "--port", "0", "--data", str(data)]
    with log.open("w") as output:
        launcher = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment(data),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Product(_address(launcher, data), data)
    finally:
        launcher.send_signal(signal.SIGTERM)
        launcher.wait(STOP_SECONDS)
        shutil.rmtree(data, ignore_errors=True)


def _address(launcher: subprocess.Popen[bytes], data: Path) -> str:
    deadline = time.monotonic() + READY_SECONDS
    while not (data / "ready.json").exists():
        if launcher.poll() is not None or time.monotonic() > deadline:
            raise NotPlayed(f"The product did not start:\n{(data / 'up.log').read_text().strip()}")
        time.sleep(0.1)
    address: str = json.loads((data / "ready.json").read_text())["url"]
    return address
