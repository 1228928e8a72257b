"""`manage.py up`: everything that the product needs, running on this machine until Ctrl-C or
SIGTERM.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from tools import catalogues, children, kept, leftovers
from tools.catalogues import ROOT
from tools.console import Trouble, say, step
from tools.database import DataFolder, data_folder
from tools.postgres import Server
from tools.probing import answers, free_port, open_jobs
from tools.stack import Stack

READY_SECONDS = 120
SPACE_NEEDED, SPACE_NEEDED_AGAIN = 300 * 2**20, 50 * 2**20
CHECKED_SECONDS = 90


class Stopped(BaseException):
    """Ctrl-C or SIGTERM."""


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    with suppress(Stopped):
        run(options)
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="manage.py up", description="Run the product on this machine."
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=8000,
        help="where the pages are; 0 takes any free port (default: 8000)",
    )
    parser.add_argument(
        "--data", type=Path, default=None, help="the data folder (default: JIEPAI_DATA, or var)"
    )
    parser.add_argument("--no-demo", action="store_true", help="begin with an empty company")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    """Start everything in order, watch over it, and stop it in the opposite order."""
    data = (options.data or data_folder()).expanduser().resolve()
    make_folders(data)
    folder = DataFolder(data)
    folder.take()
    leftovers.end(data)
    is_new = is_new_company(data)
    port = free_port(options.port)
    (data / "ready.json").unlink(missing_ok=True)
    environment = environment_for(data, demo=not options.no_demo)
    database = None if os.environ.get("DATABASE_URL") else Server(data)
    catalogues.compile_all()
    stack = Stack(root=ROOT, data=data, environment=environment, database=database)
    try:
        stack.start_database()
        people = prepare(data, environment, demo=not options.no_demo)
        with step("Starting web, worker and dispatcher"):
            stack.start_services(port)
            wait_until_ready(stack, port)
        if is_new and not options.no_demo:
            with step("Checking the plans of the demo company"):
                wait_until_checked(stack, port)
        announce(data, {"url": f"http://127.0.0.1:{port}", "pid": os.getpid()})
        greet(port, data, people, demo=not options.no_demo)
        stack.watch()
    except Stopped:
        say("Stopping ...")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        (data / "ready.json").unlink(missing_ok=True)
        stack.stop()


def announce(data: Path, ready: dict[str, object]) -> None:
    """Write ``ready.json``, whole or not at all: others wait for the file and read it at once."""
    draft = data / "ready.json.new"
    draft.write_text(json.dumps(ready))
    draft.replace(data / "ready.json")


def make_folders(data: Path) -> None:
    try:
        for name in ("logs", "media", "spool/messages", "spool/control", "static"):
            (data / name).mkdir(parents=True, exist_ok=True)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise Trouble(
            f"The data folder {data} cannot be made; choose another one with --data or JIEPAI_DATA."
        ) from None
    for message in (data / "spool" / "messages").glob("*.msg"):
        message.unlink(missing_ok=True)  # nudges of an earlier run; the database knows the work
    free = shutil.disk_usage(data).free
    needed = SPACE_NEEDED if is_new_company(data) else SPACE_NEEDED_AGAIN
    if free < needed:
        raise Trouble(
            f"There is not enough space on the disk for {data}: {free // 2**20} MB are free,"
            f" {needed // 2**20} MB are needed."
        )


def is_new_company(data: Path) -> bool:
    """Whether this data folder has no database yet."""
    return not (data / "pg" / "PG_VERSION").exists()


def environment_for(data: Path, *, demo: bool) -> dict[str, str]:
    """What every child process is told."""
    environment = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JIEPAI_DATA": str(data),
        "JIEPAI_DEMO": "1" if demo else "0",
        "PYTHONUNBUFFERED": "1",
        leftovers.MARK: str(data),
    }
    environment.setdefault("SECRET_KEY", kept.kept_secret(data / "secret_key"))
    environment.setdefault("DATABASE_URL", Server(data).url)
    if demo:
        environment["JIEPAI_DEMO_PASSWORD"] = kept.demo_password(data)
    return environment


def prepare(data: Path, environment: dict[str, str], *, demo: bool) -> list[list[str]]:
    """Tables and demo, in a process of its own so that this one stays small."""
    answer = data / "people.json"
    command = [sys.executable, "-m", "tools.prepare", str(answer), *(["demo"] if demo else [])]
    child = children.start(command, log=None, cwd=ROOT, env=environment)
    try:
        code = child.wait()
    finally:
        children.stop(child, patience=5)
    if code != 0:
        raise Trouble("The database could not be brought up to date; the reason stands above.")
    people: list[list[str]] = json.loads(answer.read_text())
    answer.unlink()
    return people


def wait_until_ready(stack: Stack, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not answers(f"http://127.0.0.1:{port}/health/ready"):
        if (dead := stack.first_dead()) is not None:
            if dead.was_killed:
                stack.start_again(dead)
                continue
            raise Trouble(
                f"The {dead.name} process stopped at once; the reason stands at the end of"
                f" {dead.log}."
            )
        if time.monotonic() > deadline:
            raise Trouble(
                f"The product is not ready after {READY_SECONDS} s; the reason stands in"
                f" {stack.data / 'logs'}."
            )
        time.sleep(0.1)


def wait_until_checked(stack: Stack, port: int) -> None:
    """The first look at the demo shows what its checks found. It does not wait for ever."""
    deadline = time.monotonic() + CHECKED_SECONDS
    while open_jobs(port) and time.monotonic() < deadline:
        stack.look_after()
        time.sleep(0.2)


def greet(port: int, data: Path, people: list[list[str]], *, demo: bool) -> None:
    say(f"\nJiepai is ready: http://127.0.0.1:{port}/")
    if demo and people:
        say(f"\nSign in as one of these, with the password  {kept.demo_password(data)}")
        width = max(len(name) for name, _ in people)
        for name, called in people:
            say(f"  {name:<{width}}  {called if called != name else ''}".rstrip())
    elif not people:
        say(
            "\nNobody can sign in yet. Enter the company and its administrator from another"
            " terminal:"
        )
        say(f"  JIEPAI_DATA={shlex.quote(str(data))} python3 manage.py found_company NAME")
    say(f"\nData and logs: {data}\nStop with Ctrl-C.")


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 <= int(value) <= 65535):
        raise argparse.ArgumentTypeError(
            f"'{value}' is no port; a port is a number from 1 to 65535, or 0 for any free one"
        )
    return int(value)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
