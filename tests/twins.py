"""The twin of a race test: without the locks that the test is about, the race must happen."""

from __future__ import annotations

from common import locks


class ChangeLogOnly(locks.NoLocks):
    """No lock but that of the change log: its unique versions would stop the second writer before
    the race shows.
    """

    def last(self, name: str) -> None:
        locks.Locks().last(name)
