"""`manage.py test`: the whole suite, and at its end what did not run and how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tools import catalogues
from tools.console import say
from tools.database import ROOT

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    catalogues.compile_all()
    browser = chromium()
    environment = dict(os.environ) | ({"CHROMIUM": browser} if browser else {})
    with tempfile.TemporaryDirectory(prefix="jiepai-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        passed, failed, skipped = counts(report)
    if not browser:
        say("\nBrowser tests did not run: there is no Chromium here. Install the package chromium, or name one in CHROMIUM.")
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return code


def chromium() -> str | None:
    """The browser for the tests: the one named in CHROMIUM, or one on PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; none when pytest did not come as far as writing one."""
    if not report.exists():
        return 0, 1, 0
    suite = next(ElementTree.parse(report).getroot().iter("testsuite"))
    total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return total - failed - skipped, failed, skipped


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
