"""Conditions on what was done to a person in the last days: told of one account or of a list, both
count, whichever account of the person is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

from cachetools import LRUCache
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from pyroaring import FrozenBitMap

from channels.enums import ContactClass
from customers import bitmaps
from customers.aliases import aliased
from customers.caches import bounded, remembered
from customers.enums import TouchKind
from customers.index.attributes import TOUCHED
from customers.index.touches import moment, touched_between
from customers.models import Touch

RECENT = "recent."
MOST_DAYS = 400
CACHE_BYTES = 64 * 2**20
# What a person does or gets; what is only planned or promised was not done.
KINDS = (
    TouchKind.BENEFIT_GIVEN,
    TouchKind.CARE,
    TouchKind.VISIT,
    TouchKind.COMPLAINT,
    TouchKind.FAULT,
    TouchKind.CONSULTATION,
    TouchKind.ARREARS,
    TouchKind.POINTS,
    TouchKind.RETENTION,
)
_found: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


@dataclass(frozen=True, slots=True)
class What:
    """What was done: a touch of a kind, or a campaign contact in one way. Service notices are no
    contacts.
    """

    kind: str
    way: str = ""

    @property
    def attribute(self) -> str:
        """As the index keeps it."""
        return f"{TOUCHED}{self.kind}.{self.way}" if self.way else f"{TOUCHED}{self.kind}"


def _contact(way: str | Promise) -> str:
    return gettext("Contact by %(way)s") % {"way": way}


LABELLED: dict[str, tuple[What, str | Promise]] = {
    **{
        f"{RECENT}{way}": (What(TouchKind.CONTACT, way), lazy(_contact, str)(way.label))
        for way in ContactClass
        if way != ContactClass.NONE
    },
    **{f"{RECENT}{kind}": (What(kind), kind.label) for kind in KINDS if kind != TouchKind.VISIT},
    f"{RECENT}visited": (What(TouchKind.VISIT), TouchKind.VISIT.label),
}


def _within(what: str | Promise) -> str:
    return gettext("%(what)s (in the last … days)") % {"what": what}


def label_of(name: str) -> str | Promise:
    """How a select names what was done; the days stand in the value."""
    return lazy(_within, str)(LABELLED[name][1])


def touched(name: str, days: str, today: dt.date) -> FrozenBitMap:
    """Who was touched so within the last so many days, today being the last one."""
    what = LABELLED[name][0]
    since = today - dt.timedelta(days=int(days))

    def read() -> FrozenBitMap:
        single = aliased(touched_between(what.attribute, since, today))
        mass = Touch.objects.filter(
            kind=what.kind, happened_on__gt=since, happened_on__lte=today, party_set__isnull=False
        )
        if what.way:
            mass = mass.filter(contact_class=what.way, is_service=False)
        sets = bitmaps.load_many(set(mass.values_list("party_set", flat=True)))
        return FrozenBitMap(single.union(*sets.values()))

    return remembered(_found, (name, days, today), read, moment())
