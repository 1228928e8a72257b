"""What the tools say: progress lines, and one clear sentence when something cannot be done."""

from __future__ import annotations

import errno
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """Something the reader must put right; the message is the one sentence that they see, the
    exit code is 2.
    """


def say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """A progress line: what is being done, and how long it took."""
    print(f"  {what} ...", end="", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(" not done", file=sys.stderr, flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


@contextmanager
def troubles() -> Iterator[None]:
    """Turn every foreseeable failure into its sentence and exit code 2."""
    try:
        yield
    except Trouble as trouble:
        print(f"jiepai: {trouble}", file=sys.stderr, flush=True)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr, flush=True)
        sys.exit(130)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}:
            raise
        print(f"jiepai: {sentence_for(error)}", file=sys.stderr, flush=True)
        sys.exit(2)
    except Exception as error:
        # Django is imported by whoever raises this, never here.
        if type(error).__name__ != "ImproperlyConfigured":
            raise
        print(f"jiepai: {error}", file=sys.stderr, flush=True)
        sys.exit(2)


def speak_anyhow() -> None:
    """An output that knows only some letters gets a sign for the others instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def sentence_for(error: OSError) -> str:
    """The one sentence for a full disk or a folder that may not be written."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"There is no space left on the disk{where}; free some and run the command again."
    return (
        f"This folder may not be written by the current user{where}; choose another one with --data"
        " or JIEPAI_DATA."
    )
