"""The Python environment: built from the hash-pinned lock when it is missing or out of date, then
entered.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.catalogues import ROOT
from tools.console import Trouble, step
from tools.why_failed import why_failed

LOCK = ROOT / "requirements" / "dev.lock"
BOOTSTRAP = ROOT / "requirements" / "bootstrap.lock"
# What stands in an environment that was made to its end, and in one with all its packages.
MARKS = ("made", "stamp")


def enter_environment(root: Path = ROOT) -> None:
    """Return inside the environment; outside it, make it current and run the same command there
    instead.
    """
    if os.environ.get("JIEPAI_ENVIRONMENT") == "provided":
        return
    environment = root / ".venv"
    python = environment / "bin" / "python"
    inside = Path(sys.prefix).resolve() == environment.resolve()
    if inside and is_current(environment):
        return
    make_current(environment)
    if inside:
        return
    os.execve(python, [str(python), *_same_arguments()], inner_settings(os.environ, environment))


def inner_settings(env: Mapping[str, str], environment: Path) -> dict[str, str]:
    """
    The environment variables inside.

    Without kept bytecode every process compiles a thousand modules again, which takes seconds; who
    wants none beside the sources gets it inside the environment.
    """
    settings = dict(env) | {"VIRTUAL_ENV": str(environment)}
    if settings.pop("PYTHONDONTWRITEBYTECODE", None):
        settings.setdefault("PYTHONPYCACHEPREFIX", str(environment / "bytecode"))
    return settings


def stamp(lock: Path = LOCK, version: str | None = None) -> str:
    """What the environment was built from: changes with the lock and with Python's version."""
    version = version or ".".join(map(str, sys.version_info[:3]))
    return hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()


def is_current(environment: Path) -> bool:
    try:
        version = _version_of(environment)
        return (environment / "stamp").read_text() == stamp(version=version)
    except OSError:
        return False


def make_current(environment: Path) -> None:
    """Build or update the environment, one process at a time."""
    environment.parent.mkdir(parents=True, exist_ok=True)
    if environment.exists() and not os.access(environment, os.W_OK):
        raise Trouble(
            f"The environment {environment} belongs to another user; let them run the command once,"
            " or use a copy of the checkout of your own."
        )
    with environment.with_name(".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if is_current(environment):
            return
        if not usable(environment):
            _create(environment)
        if not has_locked_packages(environment):
            _install(environment)
        (environment / "stamp").write_text(stamp(version=_version_of(environment)))


def usable(environment: Path) -> bool:
    """Whether it was made to its end and its Python runs; a kill in the middle leaves half of one,
    an upgrade or a removal of the system's Python breaks it.
    """
    if not any((environment / mark).exists() for mark in MARKS):
        return False
    python = environment / "bin" / "python"
    try:
        return (
            subprocess.run(
                [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
                capture_output=True,
            ).returncode
            == 0
        )
    except OSError:
        return False


def has_locked_packages(environment: Path) -> bool:
    """Whether the packages of the lock are all there already, as when only the stamp is missing."""
    probe = (
        "import sys; from importlib.metadata import distributions as d;"
        " print(*(x.metadata['Name'].lower().replace('_', '-').replace('.', '-') + '==' + x.version"
        " for x in d()), sep='\\n')"
    )
    reply = subprocess.run(
        [environment / "bin" / "python", "-c", probe], capture_output=True, text=True
    )
    present = set(reply.stdout.split())
    wanted = {
        line.split()[0]
        for line in LOCK.read_text().splitlines()
        if "==" in line[:80] and ";" not in line and line[0].isalnum()
    }
    return reply.returncode == 0 and wanted <= present


def _same_arguments() -> list[str]:
    main = sys.modules["__main__"]
    if spec := getattr(main, "__spec__", None):
        return ["-m", spec.name, *sys.argv[1:]]
    return sys.argv


def _version_of(environment: Path) -> str:
    for line in (environment / "pyvenv.cfg").read_text().splitlines():
        name, _, value = line.partition("=")
        if name.strip() in {"version", "version_info"}:
            return ".".join(value.strip().split(".")[:3])
    return ""


def _create(environment: Path) -> None:
    for mark in MARKS:
        (environment / mark).unlink(missing_ok=True)
    shutil.rmtree(environment, ignore_errors=True)
    with step("Creating the Python environment"):
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(environment)], capture_output=True, text=True
        )
        if made.returncode == 0:
            (environment / "made").touch()
            return
        shutil.rmtree(environment, ignore_errors=True)
        if uv := shutil.which("uv"):
            made = subprocess.run(
                [uv, "venv", "--seed", "--python", sys.executable, str(environment)],
                capture_output=True,
                text=True,
                env=uv_settings(os.environ),
            )
            if made.returncode == 0:
                (environment / "made").touch()
                return
    raise Trouble(
        why_failed(
            made.stdout + made.stderr, otherwise="The Python environment could not be created"
        )
    )


def _install(environment: Path) -> None:
    python = str(environment / "bin" / "python")
    pip = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
    ]
    with step("Installing the packages"):
        uv = shutil.which("uv") or _installed_uv(environment, pip)
        if uv:
            fast = [
                uv,
                "pip",
                "install",
                "--quiet",
                "--python",
                python,
                "--require-hashes",
                "-r",
                str(LOCK),
            ]
            if (
                subprocess.run(fast, capture_output=True, env=uv_settings(os.environ)).returncode
                == 0
            ):
                return
        result = subprocess.run([*pip, str(LOCK)], capture_output=True, text=True)
    if result.returncode != 0:
        raise Trouble(
            why_failed(
                result.stdout + result.stderr, otherwise="The packages could not be installed"
            )
        )


def _installed_uv(environment: Path, pip: list[str]) -> str | None:
    """uv only makes the installation faster: whatever goes wrong with it, pip does the same
    work.
    """
    if (
        subprocess.run([*pip, str(BOOTSTRAP), "--retries", "1"], capture_output=True).returncode
        != 0
    ):
        return None
    return str(environment / "bin" / "uv")


def uv_settings(env: Mapping[str, str]) -> dict[str, str]:
    """uv does not read pip's configuration, so what the environment says about pip is said to uv as
    well.
    """
    settings = dict(env) | {
        "UV_SYSTEM_CERTS": "1",
        "UV_NATIVE_TLS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    for theirs, ours in (
        ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"),
        ("PIP_EXTRA_INDEX_URL", "UV_INDEX"),
        ("PIP_FIND_LINKS", "UV_FIND_LINKS"),
        ("PIP_CERT", "SSL_CERT_FILE"),
    ):
        if env.get(theirs) and not env.get(ours):
            settings[ours] = (
                env[theirs].replace(" ", ",") if ours == "UV_FIND_LINKS" else env[theirs]
            )
    if not env.get("HOME") and not env.get("UV_CACHE_DIR"):
        settings["UV_NO_CACHE"] = "1"
    return settings
