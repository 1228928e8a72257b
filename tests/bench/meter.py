"""What a piece of work costs: processor seconds here and in the database, and queries."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cost:
    """Seconds of processor time in this process and in its database connection's."""

    here: float = 0.0
    database: float = 0.0
    queries: int = 0

    @property
    def seconds(self) -> float:
        return self.here + self.database

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.here + other.here, self.database + other.database, self.queries + other.queries
        )


@contextmanager
def metered() -> Iterator[Cost]:
    """Fills the cost at the end. The database must be on this machine."""
    from django.db import connection

    connection.ensure_connection()
    server = connection.connection.info.backend_pid
    cost = Cost()

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        cost.queries += 1
        return execute(*args)

    here, there = time.process_time(), processor_seconds(server)
    with connection.execute_wrapper(count):
        yield cost
    cost.here = time.process_time() - here
    cost.database = processor_seconds(server) - there


def processor_seconds(process: int) -> float:
    """What a process has used so far, in steps of hundredths."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
