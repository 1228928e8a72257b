"""Processes that outlived a killed launcher, recognised by a mark in their environment."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tools import children

MARK = "JIEPAI_LAUNCHED_FOR"
PATIENCE = 5.0


def marked(data: Path) -> list[int]:
    """Processes started by `up` for this data folder, by anyone."""
    mark = f"{MARK}={data}".encode()
    processes = Path("/proc")
    if not (processes / "self" / "environ").exists():
        return _marked_by_ps(mark)
    found = []
    for folder in processes.iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                variables = (folder / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if mark in variables and children.alive(int(folder.name)):
                found.append(int(folder.name))
    return found


def end(data: Path) -> None:
    """Give them a moment to stop by themselves, then kill them."""
    deadline = time.monotonic() + PATIENCE
    _signal(marked(data), signal.SIGTERM)
    while (pids := marked(data)) and time.monotonic() < deadline:
        time.sleep(0.1)
    _signal(pids, signal.SIGKILL)
    while marked(data):
        time.sleep(0.05)


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _marked_by_ps(mark: bytes) -> list[int]:
    listing = subprocess.run(["ps", "axeww", "-o", "pid=,command="], capture_output=True).stdout
    lines = [line.split(None, 1) for line in listing.splitlines() if mark + b" " in line + b" "]
    return [int(line[0]) for line in lines if int(line[0]) != os.getpid()]
