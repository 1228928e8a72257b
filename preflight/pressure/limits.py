"""The limits of contacts by day, as the policies say them for the days of a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from channels.enums import ContactClass
from preflight.context import Context
from preflight.policies import COUNTS, Policies
from preflight.pressure.contacts import Contact

PUSH = "push"
# What a limit is named after.
NAMES = (ContactClass.SMS.value, ContactClass.CALL.value, PUSH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most ``most`` contacts of these classes within ``days`` days, judged on the days from
    ``first`` to ``last``: the limit holds for windows that end on a contact of these days.
    Festival care is one of them where ``counts_care``.
    """

    name: str
    classes: frozenset[str]
    most: int
    days: int
    counts_care: bool = True
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    @property
    def span(self) -> dt.timedelta:
        """From the first day of a window to its last."""
        return dt.timedelta(days=self.days - 1)

    def counts(self, contact: Contact) -> bool:
        return contact.contact_class in self.classes and (self.counts_care or not contact.is_care)


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
    allowed = (
        ({ContactClass.SMS.value}, policies.pressure_sms_limit, policies.pressure_sms_days),
        ({ContactClass.CALL.value}, policies.pressure_call_limit, policies.pressure_call_days),
        (policies.pressure_push_classes, policies.pressure_push_limit, policies.pressure_push_days),
    )
    return tuple(
        Limit(
            name=name,
            classes=frozenset(classes),
            most=most,
            days=days,
            counts_care=policies.pressure_care == (COUNTS,),
            first=first,
            last=last,
        )
        for name, (classes, most, days) in zip(NAMES, allowed, strict=True)
    )
