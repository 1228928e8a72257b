"""The parts of the platform and how each of them does, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import heartbeats
from common.display import moment
from common.health import Health
from common.models import Heartbeat

GOOD, BAD, UNKNOWN = "good", "bad", "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: ``state`` is good, bad or unknown; ``note`` says since when or how much."""

    name: str | Promise
    state: str
    word: str | Promise
    note: str = ""


def parts(health: Health, signs: heartbeats.Signs) -> list[Part]:
    """Each part by name: broker, dispatchers, workers, work that waits, work given up, disk."""
    return [
        _broker(health),
        *_processes(_("Dispatcher"), signs.of("dispatcher"), signs),
        *_processes(_("Worker"), signs.of("worker"), signs),
        _waiting(health),
        _failed(health),
        _disk(health),
    ]


def _broker(health: Health) -> Part:
    known = {
        heartbeats.AWAY: (BAD, _("does not answer")),
        "unknown": (UNKNOWN, _("nobody knows without a dispatcher")),
    }
    state, word = known.get(health.broker, (GOOD, _("answers")))
    return Part(_("Broker"), state, word)


def _processes(
    name: str | Promise, beats: list[Heartbeat], signs: heartbeats.Signs
) -> Iterator[Part]:
    """One row for each process, living or missed; one that says that there is none."""
    if not beats:
        yield Part(name, BAD, _("none has given a sign of life"))
    for beat in sorted(beats, key=lambda one: one.name):
        silent = signs.is_silent(beat)
        note = f"{beat.name.partition(':')[2]} · {moment(beat.beat_at)}"
        yield Part(name, BAD if silent else GOOD, _("silent") if silent else _("works"), note)


def _waiting(health: Health) -> Part:
    late = health.is_work_late
    seconds = dt.timedelta(seconds=round(health.oldest_seconds))
    note = str(seconds) if health.oldest_seconds >= 1 else ""
    word = _("the oldest waits for more than a minute") if late else _("nothing waits long")
    return Part(_("Work that waits"), BAD if late else GOOD, word, note)


def _failed(health: Health) -> Part:
    if not health.failed:
        return Part(_("Work that failed"), GOOD, _("none within a day"))
    return Part(_("Work that failed"), BAD, _("given up, see below"), str(health.failed))


def _disk(health: Health) -> Part:
    note = f"{health.disk_free // 2**20:,} MB"
    word = _("nearly full") if health.is_disk_low else _("has room")
    return Part(_("Disk"), BAD if health.is_disk_low else GOOD, word, note)
