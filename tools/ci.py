"""What continuous integration runs: what `manage.py test` runs, on the embedded PostgreSQL; then on
PostgreSQL 15 with Redis what is marked ``database`` again and the sweeps, and beside them the
checks of the code and the story.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import catalogues, suite
from tools.catalogues import ROOT
from tools.console import say, step, troubles
from tools.redis import RedisServer

OLDEST_POSTGRES = Path("/usr/lib/postgresql/15/bin")
BESIDE = {
    "Checks": ("-m", "tools.check"),
    "The case of Feiteng through the REST API": ("manage.py", "demo"),
}


def main() -> int:
    catalogues.compile_all()
    say("== The suite on the embedded PostgreSQL")
    code, here = suite.run([], os.environ)
    if not here.in_browser:
        say("No browser test ran, but all of them must here.")
        here += suite.Counts(failed=1)
    counts = here if code == 0 or here.failed else here + suite.Counts(failed=1)
    with ThreadPoolExecutor(max_workers=1) as beside:
        others = [beside.submit(told, *command) for command in BESIDE.values()]
        say("== Database, queue and the sweeps, on PostgreSQL 15 with Redis")
        counts += on_postgres_15()
        for title, other in zip(BESIDE, others, strict=True):
            result = other.result()
            say(f"== {title}\n{result.stdout}{result.stderr}")
            held = result.returncode == 0
            counts += suite.Counts(passed=int(held), failed=int(not held))
    say(f"\n{counts.passed} passed, {counts.failed} failed")
    return int(counts.failed > 0)


def told(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A program of the project beside others: what it says comes when it has ended."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)


def on_postgres_15() -> suite.Counts:
    """Every server that a test starts is a PostgreSQL 15 then, those of running products too."""
    with tempfile.TemporaryDirectory(prefix="jiepai-ci-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        broker = RedisServer(folder)
        try:
            with step("Starting Redis"):
                broker.start()
            code, counts = suite.run(
                ["-q", "-m", suite.ON_OLDEST],
                os.environ | {"JIEPAI_PG_BIN": str(OLDEST_POSTGRES), "REDIS_URL": broker.url},
            )
        finally:
            broker.stop()
    if not counts.passed:
        say("Nothing ran on PostgreSQL 15, but what is marked must.")
    return counts if code == 0 or counts.failed else counts + suite.Counts(failed=1)


if __name__ == "__main__":
    from tools.launch import enter_environment

    with troubles():
        enter_environment()
        sys.exit(main())
