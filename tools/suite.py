"""`manage.py test`: the suite or a part of it; at its end, what did not run and how to get it.

Named alone, it leaves out what is marked ``sweep``: what goes through every page and every address
takes as long as half of all others, so continuous integration does it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools import catalogues
from tools.catalogues import ROOT
from tools.console import say

# The first is the same browser without its windows: it opens a page with half the work.
CHROMIUM = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
BROWSER = "e2e"
BROWSER_TESTS = f"tests.{BROWSER}."
# What continuous integration runs on the oldest PostgreSQL, and what nobody named a part of runs.
ON_OLDEST = "database or sweep"
NO_SWEEP = "not sweep"
WHOLE = ("-q", "-m", NO_SWEEP)
# With these a person wants one process: to look into it, or because they say how many themselves.
OWN_WAY = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--collect-only", "--co")


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
    """Run the tests with pytest's own arguments; all but the sweeps when there is none."""
    catalogues.compile_all()
    code, counts = run(arguments, os.environ)
    if not counts.in_browser and chromium() is None:
        say(
            "\nBrowser tests did not run: there is no Chromium here. Install the package chromium,"
            " or name one in CHROMIUM."
        )
    if not arguments:
        say("The sweeps over every page and address were left out; with them: -m ''")
    say(str(counts))
    return code


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, Counts]:
    """Run pytest; its exit code and what it counted."""
    with tempfile.TemporaryDirectory(prefix="jiepai-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            *(sys.executable, "-m", "pytest", f"--junit-xml={report}"),
            *workers(arguments),
            *(arguments or WHOLE),
        ]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        return code, count(report)


def workers(arguments: Sequence[str]) -> list[str]:
    """How the tests are shared out: the whole suite to more workers than cores, because some of its
    tests mostly wait; a part of it to one for each core; single modules to none.
    """
    if any(one.startswith(OWN_WAY) or ".py" in one for one in arguments):
        return []
    is_part = any((ROOT / one).is_dir() for one in arguments)
    return ["-n", str(os.cpu_count() or 1) if is_part else "auto"]


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
