"""The doors are few, and what they count is right."""

import re
import subprocess

import pytest

from tools import check, ci, lock, suite
from tools.launch import ROOT

DOORS = {"run", "test", "check", "demo", "bench", "load", "chaos", "fuzz"}
REPORT = """<?xml version="1.0"?>
<testsuites><testsuite tests="5" errors="1" failures="1" skipped="1">
<testcase classname="tests.common.test_a" name="one"/>
<testcase classname="tests.e2e.test_b" name="two"/>
<testcase classname="tests.e2e.test_b" name="three"><skipped/></testcase>
<testcase classname="tests.common.test_a" name="four"><failure/></testcase>
<testcase classname="tests.common.test_a" name="five"><error/></testcase>
</testsuite></testsuites>"""


def test_makefile_has_only_the_known_doors():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert targets <= DOORS
    assert {"run", "test", "check"} <= targets


@pytest.mark.parametrize("script", [".ci/run"])
def test_script_is_executable_and_has_no_syntax_error(script):
    assert (ROOT / script).stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", ROOT / script]).returncode == 0


def test_report_is_counted(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)

    counts = suite.count(tmp_path / "report.xml")

    assert counts == suite.Counts(passed=2, failed=2, skipped=1, in_browser=1)
    assert str(counts) == "2 passed, 2 failed, 1 skipped"


def test_run_without_report_counts_as_a_failure(tmp_path):
    assert suite.count(tmp_path / "none.xml") == suite.Counts(failed=1)


def test_missing_browser_is_said_with_the_remedy(monkeypatch, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(suite.shutil, "which", lambda _: None)
    monkeypatch.setattr(suite, "run", lambda *_: (0, suite.Counts(passed=3)))

    assert suite.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-3].startswith(
        "Browser tests did not run: there is no Chromium here. Install the package chromium"
    )
    assert said[-2].startswith("The sweeps over every page and address were left out")
    assert said[-1] == "3 passed, 0 failed"


def test_ci_fails_when_no_browser_test_ran(monkeypatch, capsys):
    monkeypatch.setattr(ci.suite, "run", lambda *_: (0, suite.Counts(passed=3)))
    monkeypatch.setattr(ci, "on_postgres_15", lambda: suite.Counts(passed=2))
    monkeypatch.setattr(
        ci.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, "fine", "")
    )

    assert ci.main() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed"


def test_ci_tells_what_ran_beside_and_failed(monkeypatch, capsys):
    monkeypatch.setattr(ci.suite, "run", lambda *_: (0, suite.Counts(passed=3, in_browser=1)))
    monkeypatch.setattr(ci, "on_postgres_15", lambda: suite.Counts(passed=2))
    monkeypatch.setattr(
        ci.subprocess,
        "run",
        lambda command, **__: subprocess.CompletedProcess(
            [], int("tools.check" in command), "FAILED  types", ""
        ),
    )

    assert ci.main() == 1
    said = capsys.readouterr().out
    assert "FAILED  types" in said
    assert said.splitlines()[-1] == "6 passed, 1 failed"


def test_check_says_which_one_failed(monkeypatch, capsys):
    monkeypatch.setattr(check, "CHECKS", {"good": lambda: "", "bad": lambda: "a reason"})

    assert check.main() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("OK      good")
    assert said[1].startswith("FAILED  bad")
    assert said[2].strip() == "a reason"


def test_locks_name_no_host():
    assert lock.complaints() == ""


def test_lock_with_a_host_is_noticed(monkeypatch, tmp_path):
    (tmp_path / "some.lock").write_text(
        "--index-url https://index.example/simple\nuv==1.0 \\\n    --hash=sha256:00\n"
    )
    monkeypatch.setattr(lock, "RUNTIME", tmp_path / "some.lock")

    assert lock.complaints() == "some.lock names a host"
