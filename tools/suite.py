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
BROWSER = "e2e"
BROWSER_TESTS = f"tests.{BROWSER}."
QUICK = "not browser and not slow"
SLOW = "browser or slow"
LONG = ("architecture", "campaigns", "preflight")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tests of a run passed, failed and were left out, and how many of the first two drove
    a browser.
    """

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
        say(
            "\nBrowser tests did not run: there is no Chromium here. Install the package chromium,"
            " or name one in CHROMIUM."
        )
    say(str(counts))
    return code


def run_all(
    environment: Mapping[str, str], *, databases: tuple[str, str] | None = None
) -> tuple[int, Counts]:
    """The quick tests in two runs side by side, each with a database of its own; then, also side by
    side, those that drive a browser and the others that start processes, unless the runs are given
    their ``databases``: those bring their own servers.
    """
    folders = sorted(
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    )
    first, rest = list(LONG), [name for name in folders if name not in LONG]
    code, counts = side_by_side(QUICK, (first, rest), environment, databases=databases)
    if databases is None:
        others = [name for name in folders if name != BROWSER]
        last, more = side_by_side(SLOW, ([BROWSER], others), environment)
        code, counts = max(code, last), counts + more
    return code, counts


def side_by_side(
    marks: str,
    halves: tuple[list[str], list[str]],
    environment: Mapping[str, str],
    *,
    databases: tuple[str, str] | None = None,
) -> tuple[int, Counts]:
    """Run the tests with these marks of two lists of folders at the same time."""
    with ThreadPoolExecutor(max_workers=2) as both:
        under_way = [
            both.submit(
                run,
                ["-q", "-m", marks, *(f"tests/{name}" for name in names)],
                {**environment, **({"DATABASE_URL": databases[half]} if databases else {})},
            )
            for half, names in enumerate(halves)
        ]
        results = [half.result() for half in under_way]
    return max(code for code, _counts in results), sum(
        (counts for _code, counts in results), Counts()
    )


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
