"""`manage.py test`: the whole suite, and at its end what did not run and how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools import catalogues
from tools.console import say
from tools.database import ROOT

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_TESTS = "tests.e2e."
QUICK = "not browser and not slow"
LONG = ("architecture", "campaigns", "preflight")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tests of a run passed, failed and were left out, and how many of the first two drove a browser."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    in_browser: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            skipped=self.skipped + other.skipped,
            in_browser=self.in_browser + other.in_browser,
        )

    def __str__(self) -> str:
        left_out = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{left_out}"


def main(arguments: list[str]) -> int:
    catalogues.compile_all()
    code, counts = run(arguments, os.environ) if arguments else run_all(os.environ)
    if not counts.in_browser and chromium() is None:
        say("\nBrowser tests did not run: there is no Chromium here. Install the package chromium, or name one in CHROMIUM.")
    say(str(counts))
    return code


def run_all(environment: Mapping[str, str], *, databases: tuple[str, str] | None = None) -> tuple[int, Counts]:
    """The quick tests in two runs side by side, each with a database of its own; then, alone, those that start processes
    or drive a browser, unless the runs are given their ``databases``: those tests bring their own servers.
    """
    first = [f"tests/{name}" for name in LONG]
    rest = sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name not in (*LONG, "__pycache__")
    )
    with ThreadPoolExecutor(max_workers=2) as side_by_side:
        halves = [
            side_by_side.submit(
                run, ["-q", "-m", QUICK, *paths], {**environment, **({"DATABASE_URL": databases[half]} if databases else {})}
            )
            for half, paths in enumerate((first, rest))
        ]
        results = [half.result() for half in halves]
    if databases is None:
        results.append(run(["-q", "-m", "browser or slow"], environment))
    return max(code for code, _counts in results), sum((counts for _code, counts in results), Counts())


def run(arguments: list[str], environment: Mapping[str, str]) -> tuple[int, Counts]:
    """Run pytest; its exit code and what it counted."""
    with tempfile.TemporaryDirectory(prefix="jiepai-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        return code, count(report)


def chromium() -> str | None:
    """The browser for the tests: the one named in CHROMIUM, or one on PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def count(report: Path) -> Counts:
    """What a JUnit report says; a run that ended before it wrote one counts as one failure."""
    if not report.exists():
        return Counts(failed=1)
    passed = failed = skipped = in_browser = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
        outcomes = {child.tag for child in case}
        if "skipped" in outcomes:
            skipped += 1
            continue
        in_browser += f"{case.get('classname')}.".startswith(BROWSER_TESTS)
        if outcomes & {"failure", "error"}:
            failed += 1
        else:
            passed += 1
    return Counts(passed=passed, failed=failed, skipped=skipped, in_browser=in_browser)
