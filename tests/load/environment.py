"""The environment of Locust, which asks as many people do: built from its own hash-pinned lock, and
apart, because nothing of the product needs it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from tools.catalogues import ROOT
from tools.console import Trouble, step
from tools.launch import uv_settings

LOCK = ROOT / "requirements" / "load.lock"
PLACE = ROOT / "var" / "load-environment"


def locust() -> list[str]:
    """The command that starts it; its environment is made where it is missing or out of date."""
    python = PLACE / "bin" / "python"
    mark, stamp = PLACE / "stamp", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != stamp:
        with step("Installing Locust"):
            _uv("venv", "--quiet", "--clear", "--python", sys.executable, str(PLACE))
            _uv(
                *("pip", "sync", "--quiet", "--require-hashes"),
                *("--python", str(python), str(LOCK)),
            )
        mark.write_text(stamp)
    return [str(python), "-m", "locust"]


def _uv(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", *arguments]
    if subprocess.run(command, cwd=ROOT, env=uv_settings(os.environ)).returncode:
        raise Trouble("Locust could not be installed; the reason stands above.")


def asked(
    host: str, people: Path, count: int, seconds: int, told: IO[bytes]
) -> subprocess.Popen[bytes]:
    """So many people, all there after a tenth of the time; what they met is told as JSON."""
    options = {
        "-f": str(Path(__file__).with_name("people.py")),
        "--host": host,
        "--users": str(count),
        "--spawn-rate": str(max(count * 10 / seconds, 1)),
        "--run-time": f"{seconds}s",
        "--loglevel": "WARNING",
    }
    return subprocess.Popen(
        [
            *locust(),
            *(part for option in options.items() for part in option),
            *("--headless", "--json", "--only-summary", "--reset-stats"),
        ],
        cwd=ROOT,
        env=dict(os.environ) | {"JIEPAI_LOAD_PEOPLE": str(people), "PYTHONPATH": str(ROOT)},
        stdout=told,
    )
