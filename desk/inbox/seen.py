"""Answers hold for what was shown: a row's key carries what its reader saw, and an answer to
something that has changed since is refused.
"""

from __future__ import annotations

from common.errors import Refused
from common.write import STALE

AT = "@"


def bound(code: str, seen: object) -> str:
    """The rest of a key: a code, and what was seen of it."""
    return f"{code}{AT}{seen}"


def parted(rest: str) -> tuple[str, str]:
    """The code and what was seen, out of the rest of a key."""
    code, _at, seen = rest.partition(AT)
    return code, seen


def require_seen(seen: str, present: object) -> None:
    """Raise ``Refused`` (412) unless it still stands as it was shown."""
    if seen != str(present):
        raise Refused([STALE])
