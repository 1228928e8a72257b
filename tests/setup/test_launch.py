import importlib
import shutil
import sys

import pytest

import tools
from tools import launch, why_failed
from tools.console import sentence_for
from tools.launch import LOCK


def make_environment(folder, *, version="3.11.2"):
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
    (folder / "stamp").write_text(launch.stamp(version=version))
    return folder


def test_environment_with_the_right_stamp_is_current(tmp_path):
    assert launch.is_current(make_environment(tmp_path / "environment"))


def test_environment_without_stamp_is_not_current(tmp_path):
    environment = make_environment(tmp_path / "environment")

    (environment / "stamp").unlink()

    assert not launch.is_current(environment)


def test_missing_environment_is_not_current(tmp_path):
    assert not launch.is_current(tmp_path / "environment")


def test_stamp_changes_with_the_lock(tmp_path):
    other = tmp_path / "other.lock"
    other.write_text(LOCK.read_text() + "\n")

    assert launch.stamp(version="3.11.2") != launch.stamp(other, version="3.11.2")


def test_stamp_changes_with_python():
    assert launch.stamp(version="3.11.2") != launch.stamp(version="3.12.0")


def test_this_environment_has_the_packages_of_the_lock():
    assert launch.has_locked_packages(launch.ROOT / ".venv")


def test_old_python_is_named(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))

    with pytest.raises(SystemExit) as stopped:
        importlib.reload(tools)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("jiepai: Python 3.11 or newer is needed")


def test_provided_environment_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("JIEPAI_ENVIRONMENT", "provided")

    launch.enter_environment(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_uv_is_told_what_pip_knows():
    told = launch.uv_settings(
        {"HOME": "/h", "PIP_INDEX_URL": "https://index.example/simple", "PIP_FIND_LINKS": "/a /b"}
    )

    assert told["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert told["UV_FIND_LINKS"] == "/a,/b"
    assert told["UV_PYTHON_DOWNLOADS"] == "never"


def test_uv_keeps_no_cache_without_a_home():
    assert launch.uv_settings({"HOME": ""})["UV_NO_CACHE"] == "1"


def test_unwanted_bytecode_goes_into_the_environment(tmp_path):
    inner = launch.inner_settings({"PYTHONDONTWRITEBYTECODE": "1"}, tmp_path)

    assert "PYTHONDONTWRITEBYTECODE" not in inner
    assert inner["PYTHONPYCACHEPREFIX"] == str(tmp_path / "bytecode")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "The virtual environment was not created because ensurepip is not available",
            "python3-venv",
        ),
        ("OSError: [Errno 28] No space left on device", "no space left"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "may not be written"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "not the one that the lock names",
        ),
        ("Failed to establish a new connection: Name or service not known", "check the network"),
        ("ERROR: No matching distribution found for django==5.2.19", "check the network"),
        ("something else", "could not be installed: something else"),
    ],
)
def test_failures_become_one_sentence(output, sentence):
    assert sentence in why_failed.why_failed(
        output, otherwise="The packages could not be installed"
    )


def test_full_disk_becomes_one_sentence():
    assert "no space left on the disk" in sentence_for(
        OSError(28, "No space left on device", "/some/file")
    )


def test_environment_that_was_made_only_half_is_made_anew(tmp_path):
    """As after a kill in the middle: its Python runs, and has no pip."""
    half = tmp_path / "environment"
    (half / "bin").mkdir(parents=True)
    (half / "bin" / "python").symlink_to(sys.executable)
    assert not launch.usable(half)

    (half / "made").touch()
    assert launch.usable(half)


def test_missing_venv_names_its_package():
    assert "python3-venv" in why_failed.why_failed("No module named venv", otherwise="")


@pytest.mark.parametrize("missing", ["pyvenv.cfg", "bin"])
def test_broken_environment_is_not_usable(tmp_path, missing):
    environment = make_environment(tmp_path / "environment")
    shutil.rmtree(environment / missing, ignore_errors=True)

    assert not launch.usable(environment)
