"""Child processes that never outlive the launcher, each with its own log file and process group."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import IO, Any

PRIVATE = 0o600
PR_SET_PDEATHSIG = 1


def dying_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What a child does before it starts, so that the kernel signals it when the launcher is
    killed; Linux only.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def arm() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:
            os._exit(1)

    return arm


def private_log(path: Path) -> IO[bytes]:
    """A log file to append to, that only its owner may read, whoever made it."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    os.fchmod(number, PRIVATE)
    return os.fdopen(number, "ab")


def start(
    command: Sequence[str],
    *,
    log: Path | None,
    env: Mapping[str, str] | None = None,
    death: signal.Signals = signal.SIGTERM,
    **how: Any,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, writing to its log file, which nobody else may read;
    without one, to where we write.
    """
    with private_log(log) if log else nullcontext() as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if log else None,
            env=None if env is None else dict(env),
            start_new_session=True,
            preexec_fn=dying_with_parent(death),  # noqa: PLW1509 - the launcher has one thread
            **how,
        )


def stop(
    child: subprocess.Popen[bytes], *, number: signal.Signals = signal.SIGTERM, patience: float = 20
) -> None:
    """Ask the child to stop; after `patience` seconds kill its whole process group."""
    if child.poll() is None:
        child.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    kill_group(child.pid)
    child.wait()


def kill_group(pid: int) -> None:
    """Kill what may be left in the process group that the child led."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie, which a container without an init never reaps, does
    not.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self/stat").exists()
