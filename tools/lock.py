"""
`python3 -m tools.lock`: writes the lock files anew from pyproject.toml, with the newest versions
that it allows.

The locks carry hashes and markers for every Python and platform, and no host name, so any package
index will do.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tools.catalogues import ROOT
from tools.console import Trouble, troubles
from tools.launch import BOOTSTRAP, LOCK, uv_settings

RUNTIME = ROOT / "requirements" / "runtime.lock"
ARRANGING = ROOT / "requirements" / "arranging.lock"
LOAD = ROOT / "requirements" / "load.lock"
PLAIN = (
    "--format",
    "requirements.txt",
    "--no-emit-project",
    "--no-header",
    "--no-annotate",
    "--quiet",
)
HOST = re.compile(r"https?://|^\s*(-i|--index-url|--extra-index-url|--find-links)\b", re.MULTILINE)


def main() -> None:
    uv("lock", "--upgrade")
    uv("export", *PLAIN, "--no-dev", "--output-file", str(RUNTIME))
    solver = ("--extra", "arranging")
    uv("export", *PLAIN, "--no-dev", *solver, "--output-file", str(ARRANGING))
    uv("export", *PLAIN, "--group", "dev", *solver, "--output-file", str(LOCK))
    uv("export", *PLAIN, "--only-group", "load", "--output-file", str(LOAD))
    BOOTSTRAP.write_text(block_of("uv", LOCK.read_text()))


def block_of(package: str, lock: str) -> str:
    """The lines of one package in a lock."""
    found = re.search(rf"^{package}==.*?(?=^\S|\Z)", lock, re.DOTALL | re.MULTILINE)
    if found is None:
        raise Trouble(f"The lock has no package {package}.")
    return found.group(0)


def complaints() -> str:
    """What is wrong with the locks as they are; empty when nothing is."""
    wrong = [
        f"{path.name} names a host"
        for path in (LOCK, RUNTIME, ARRANGING, LOAD, BOOTSTRAP)
        if HOST.search(path.read_text())
    ]
    if BOOTSTRAP.read_text() != block_of("uv", LOCK.read_text()):
        wrong.append("bootstrap.lock is not the uv of dev.lock")
    return "\n".join(wrong)


def uv(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", *arguments]
    if (
        subprocess.run(
            command, cwd=ROOT, env=uv_settings(os.environ), stdout=subprocess.DEVNULL
        ).returncode
        != 0
    ):
        raise Trouble("uv could not make the lock; what it said stands above.")


if __name__ == "__main__":
    from tools.launch import enter_environment

    with troubles():
        enter_environment()
        main()
