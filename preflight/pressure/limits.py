"""The limits of contacts by day, as the policies say them for the days of a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from channels.enums import ContactClass
from preflight.context import Context
from preflight.policies import Policies
from preflight.pressure.contacts import Contact

PUSH = "push"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most ``most`` contacts of these classes within ``days`` days, judged on the days from
    ``first`` to ``last``: the limit holds for windows that end on a contact of these days.
    """

    name: str
    classes: frozenset[str]
    most: int
    days: int
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    @property
    def span(self) -> dt.timedelta:
        """From the first day of a window to its last."""
        return dt.timedelta(days=self.days - 1)

    def counts(self, contact: Contact) -> bool:
        return contact.contact_class in self.classes


# What a limit says over time, period after period; nearly always it never changes.
Limits = tuple[Limit, ...]


def limits(context: Context) -> tuple[Limits, ...]:
    """The limits for SMS, for outbound calls, and for everything that counts as push, each as the
    policies say it over time.
    """
    since = [(dt.date.min, context.policies), *context.later_policies]
    until = [day - dt.timedelta(days=1) for day, _held in since[1:]] + [dt.date.max]
    periods = [
        limits_by(policies, first, last)
        for (first, policies), last in zip(since, until, strict=True)
    ]
    return tuple(merged(one) for one in zip(*periods, strict=True))


def merged(periods: Limits) -> Limits:
    """The periods with those that say the same put together."""
    found: list[Limit] = []
    for one in periods:
        if found and replace(found[-1], last=one.last) == replace(one, first=found[-1].first):
            found[-1] = replace(found[-1], last=one.last)
        else:
            found.append(one)
    return tuple(found)


def limits_by(policies: Policies, first: dt.date, last: dt.date) -> Limits:
    """What the policies of some days allow."""
    return (
        Limit(
            name=ContactClass.SMS.value,
            classes=frozenset({ContactClass.SMS.value}),
            most=policies.pressure_sms_limit,
            days=policies.pressure_sms_days,
            first=first,
            last=last,
        ),
        Limit(
            name=ContactClass.CALL.value,
            classes=frozenset({ContactClass.CALL.value}),
            most=policies.pressure_call_limit,
            days=policies.pressure_call_days,
            first=first,
            last=last,
        ),
        Limit(
            name=PUSH,
            classes=frozenset(policies.pressure_push_classes),
            most=policies.pressure_push_limit,
            days=policies.pressure_push_days,
            first=first,
            last=last,
        ),
    )
