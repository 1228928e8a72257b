"""`make check`: everything about the code that needs no running product, one line for each
check.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import lock, translations
from tools.catalogues import ROOT
from tools.console import say, troubles

API_FILE = ROOT / "docs" / "openapi.yaml"
PRODUCTION = {
    "JIEPAI_ENV": "production",
    "SECRET_KEY": "only-for-the-check-of-the-production-settings-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "jiepai.example",
    "CSRF_TRUSTED_ORIGINS": "https://jiepai.example",
    "DATABASE_URL": "postgresql://jiepai@localhost/jiepai",
    "REDIS_URL": "redis://localhost:6379/0",
    "JIEPAI_BEHIND_PROXY": "1",
}


def main() -> int:
    """Run every check, one on each core, whatever the ones before it said; the number of those that
    failed.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as cores:
        failed = sum(cores.map(fails, CHECKS, CHECKS.values()))
    say(f"{len(CHECKS) - failed} checks passed, {failed} failed")
    return failed


def fails(name: str, run: Callable[[], str]) -> bool:
    began = time.monotonic()
    complaint = run()
    line = f"{'FAILED' if complaint else 'OK':<7} {name:<42} {time.monotonic() - began:5.1f} s"
    say("\n        ".join([line, *complaint.strip().splitlines()[-60:]]))
    return bool(complaint)


def program(*command: str, env: dict[str, str] | None = None) -> Callable[[], str]:
    """A check by a program of the environment: its output is the complaint when it fails."""

    def run() -> str:
        place = Path(sys.executable).parent / command[0]
        found = str(place) if place.exists() else command[0]
        result = subprocess.run(
            [found, *command[1:]],
            cwd=ROOT,
            env=os.environ | (env or {}),
            capture_output=True,
            text=True,
        )
        return (
            ""
            if result.returncode == 0
            else (result.stdout + result.stderr).strip() or f"exit code {result.returncode}"
        )

    return run


def migrations_complete() -> str:
    with tempfile.TemporaryDirectory(prefix="jiepai-check-") as folder:
        Path(folder).chmod(0o711)
        return program(
            "python",
            "manage.py",
            "makemigrations",
            "--check",
            "--dry-run",
            env={"JIEPAI_DATA": folder},
        )()


def api_current() -> str:
    """The OpenAPI document in docs/ is the one that the code yields; `manage.py spectacular` writes
    it.
    """
    remedy = (
        "write it with: python3 manage.py spectacular --lang en --validate --file"
        f" {API_FILE.relative_to(ROOT)}"
    )
    with tempfile.TemporaryDirectory(prefix="jiepai-check-") as folder:
        fresh = Path(folder) / "openapi.yaml"
        options = ("--lang", "en", "--validate", "--fail-on-warn", "--file", str(fresh))
        if complaint := program("python", "manage.py", "spectacular", *options)():
            return complaint
        if not API_FILE.exists():
            return f"{API_FILE.relative_to(ROOT)} is missing; {remedy}"
        return (
            ""
            if fresh.read_bytes() == API_FILE.read_bytes()
            else f"{API_FILE.relative_to(ROOT)} is out of date; {remedy}"
        )


def templates_formatted() -> str:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("*/templates/**/*.html"))
    return program("djade", "--check", "--target-version", "5.2", *templates)() if templates else ""


CHECKS: dict[str, Callable[[], str]] = {
    # The longest first, so that the cores end together.
    "types (mypy)": program("mypy", "--no-error-summary", "."),
    "style (ruff check)": program("ruff", "check", "--quiet", "."),
    "format (ruff format)": program("ruff", "format", "--quiet", "--check", "."),
    "floors (import-linter)": program("lint-imports"),
    "templates (djade)": templates_formatted,
    "migrations complete": migrations_complete,
    "translations complete": translations.complaints,
    "OpenAPI document current": api_current,
    "production settings (check --deploy)": program(
        "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", env=PRODUCTION
    ),
    "locks name no host": lock.complaints,
}

if __name__ == "__main__":
    from tools.launch import enter_environment

    with troubles():
        enter_environment()
        sys.exit(1 if main() else 0)
