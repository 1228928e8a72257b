"""Signs of life of the processes that nobody waits for, as rows that everybody can read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from common import clock
from common.models import Heartbeat

SILENT_AFTER = dt.timedelta(seconds=30)
FORGOTTEN_AFTER = dt.timedelta(hours=1)
BROKER = "broker"
AWAY = "away"


def worker(node: str) -> str:
    return f"worker:{node}"[:200]


def dispatcher(host: str) -> str:
    return f"dispatcher:{host}"[:200]


def beat(name: str, *, note: str = "", amount: int = 0, now: dt.datetime | None = None) -> None:
    """Say that a process is alive."""
    values: dict[str, Any] = {"beat_at": now or clock.now(), "note": note[:200], "amount": amount}
    Heartbeat.objects.update_or_create(name=name, defaults=values)


def took(name: str, *, now: dt.datetime | None = None) -> None:
    """A worker took a nudge: it hears, whatever it finds to do."""
    Heartbeat.objects.filter(name=name).update(took_at=now or clock.now())


def leave(name: str) -> None:
    """The process ends in order: nobody needs to miss it."""
    Heartbeat.objects.filter(name=name).delete()


def forget_the_lost(*, now: dt.datetime | None = None) -> None:
    """What has been silent for an hour is not coming back under its name."""
    at = now or clock.now()
    Heartbeat.objects.filter(beat_at__lt=at - FORGOTTEN_AFTER).delete()


@dataclass(frozen=True, slots=True)
class Signs:
    """Every sign of life as of an instant."""

    beats: dict[str, Heartbeat]
    at: dt.datetime

    @classmethod
    def read(cls, *, now: dt.datetime | None = None) -> Signs:
        return cls({one.name: one for one in Heartbeat.objects.all()}, now or clock.now())

    def of(self, kind: str) -> list[Heartbeat]:
        """The processes of this kind, living or missed."""
        return [one for name, one in self.beats.items() if name.split(":", 1)[0] == kind]

    def is_silent(self, beat: Heartbeat | None) -> bool:
        return beat is None or self.at - beat.beat_at > SILENT_AFTER

    def hands(self) -> int:
        """How many jobs the living workers can do at once; at least one, for the worker to come."""
        return max(1, sum(one.amount for one in self.of("worker") if not self.is_silent(one)))
