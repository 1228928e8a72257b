from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts import CHANNEL, Code, Count, Day, Facts, Figure, Many, Note, Noun, Time, Word
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot
from preflight.steps.dates import wave_params

HOUR = 60
LAST_MINUTE = 24 * HOUR - 1
ALLOWED = Note(_("allowed %(first)s:00–%(last)s:00"), first="allowed_from", last="allowed_until")


class QuietHours(Rule):
    """A wave begins or ends outside the hours in which people may be contacted (免打扰时段). The
    bounds themselves are allowed: from 8:00 on, over by 21:00. Those of past days are left out:
    nothing can be done about them. One finding for each wave; one for all that say no times, of
    which it cannot be ruled out. Source: rules.md, quiet-hours.
    """

    code = "quiet-hours"
    title = _("Quiet hours")
    accepted_by = Acceptor.SERVICE_AND_LEADERSHIP
    finding_class = FindingClass.HARM
    leadership_limits = {"begins": "contact_from_hour", "ends": "contact_until_hour"}
    severities = (Severity.BLOCKING, Severity.NOTICE)
    untouched_by = TERMS_ONLY
    messages = {
        "begins": ngettext_lazy(
            "The wave of %(day)s on %(channel)s to %(persons)s person begins at "
            "%(starts_at)s; customers may be contacted between %(allowed_from)s:00 and "
            "%(allowed_until)s:00.",
            "The wave of %(day)s on %(channel)s to %(persons)s persons begins at "
            "%(starts_at)s; customers may be contacted between %(allowed_from)s:00 and "
            "%(allowed_until)s:00.",
            "persons",
        ),
        "ends": ngettext_lazy(
            "The wave of %(day)s on %(channel)s to %(persons)s person ends at "
            "%(ends_at)s; customers may be contacted between %(allowed_from)s:00 and "
            "%(allowed_until)s:00.",
            "The wave of %(day)s on %(channel)s to %(persons)s persons ends at "
            "%(ends_at)s; customers may be contacted between %(allowed_from)s:00 and "
            "%(allowed_until)s:00.",
            "persons",
        ),
        "untimed": ngettext_lazy(
            "%(waves)s wave to %(persons)s persons says no time of day, so contacts outside"
            " %(allowed_from)s:00–%(allowed_until)s:00 cannot be ruled out.",
            "%(waves)s waves to %(persons)s persons say no time of day, so contacts outside"
            " %(allowed_from)s:00–%(allowed_until)s:00 cannot be ruled out.",
            "waves",
        ),
    }
    subject = Facts(
        channel=CHANNEL, product=Code(Noun.PRODUCT, optional=True), day=Day(), wave=Count()
    ).only("begins", "ends")
    facts = (
        Facts(persons=CONCERNED)
        + Facts(
            starts_at=Time(figure=Figure(_("Begins at"), note=ALLOWED)),
            ends_at=Time(nullable=True, figure=Figure(_("Ends at"))),
        ).only("begins")
        + Facts(
            ends_at=Time(figure=Figure(_("Ends at"), note=ALLOWED)), starts_at=Time(nullable=True)
        ).only("ends")
        + Facts(waves=Count(), channels=Many(CHANNEL), missing=Word.bare("times")).only("untimed")
        + Facts(allowed_from=Count(), allowed_until=Count())
    )
    way_out_kinds = (WayOutKind.MOVE_WAVE,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for placement, wave in plan.waves():
            policies = context.policies_on(wave.on)
            first, last = policies.contact_from_hour, policies.contact_until_hour
            case = broken_end(wave, first * HOUR, last * HOUR)
            if not case or wave.on < context.as_of:
                continue
            product = {"product": placement.product} if placement.product else {}
            yield self.finding(
                plan,
                case=case,
                severity=Severity.BLOCKING,
                subject={
                    "channel": placement.channel,
                    **product,
                    "day": wave.on,
                    "wave": wave.number,
                },
                facts={
                    "persons": len(wave.persons),
                    "starts_at": wave.starts_at,
                    "ends_at": wave.ends_at,
                    "allowed_from": first,
                    "allowed_until": last,
                },
                ways_out=list(moved_inside(plan, placement, wave, first * HOUR, last * HOUR)),
                persons=wave.persons,
            )
        yield from self.untimed(plan, context)

    def untimed(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """The coming waves that say neither when they begin nor when they end."""
        waves = [
            (placement.channel, wave)
            for placement, wave in plan.waves()
            if wave.starts_at is None and wave.ends_at is None and wave.on >= context.as_of
        ]
        if not waves:
            return
        policies = context.policies_on(min(wave.on for _channel, wave in waves))
        persons = BitMap().union(*(wave.persons for _channel, wave in waves))
        yield self.finding(
            plan,
            case="untimed",
            severity=Severity.NOTICE,
            facts={
                "persons": len(persons),
                "waves": len(waves),
                "channels": sorted({channel for channel, _wave in waves}),
                "missing": "times",
                "allowed_from": policies.contact_from_hour,
                "allowed_until": policies.contact_until_hour,
            },
            persons=persons,
        )


def minute(time: dt.time) -> float:
    """The minutes since midnight."""
    return time.hour * HOUR + time.minute + time.second / 60


def broken_end(wave: WaveSnapshot, first: int, last: int) -> str:
    """Which end of the wave lies outside the minutes of the day from first to last; empty if none.

    A wave that has not begun when the hours end would contact people after them.
    """
    if wave.starts_at is not None and not first <= minute(wave.starts_at) < last:
        return "begins"
    if wave.ends_at is not None and not first < minute(wave.ends_at) <= last:
        return "ends"
    return ""


def moved_inside(
    plan: PlanSnapshot, placement: PlacementSnapshot, wave: WaveSnapshot, first: int, last: int
) -> Iterator[WayOut]:
    """The wave on its day to the nearest allowed hours, as long as it is or as they are."""
    begin, end = (
        minute(time) if time is not None else None for time in (wave.starts_at, wave.ends_at)
    )
    if begin is None or end is None:
        begin, end = (first, last) if begin is None else (first, None)
    else:
        length = min(end - begin, last - first)
        begin = min(max(begin, first), last - length)
        end = begin + length
    yield WayOut(
        kind=WayOutKind.MOVE_WAVE,
        campaign=plan.code,
        params={
            **wave_params(placement, wave),
            "to": wave.on,
            "from": time_of(begin),
            "until": None if end is None else time_of(end),
        },
        effect={"contacts": len(wave.persons)},
    )


def time_of(minutes: float) -> dt.time:
    """The time of day so many minutes after midnight; the day's last minute stands for its end."""
    hours, rest = divmod(min(int(minutes), LAST_MINUTE), HOUR)
    return dt.time(hours, rest)
