"""The control group: persons whom no wave of any campaign contacts, so that what campaigns bring
can be measured against them.

A person belongs to it by the hash of their party alone, the same in every campaign: control
hundredth = (crc32(party number) ÷ 100, whole) mod 100, below the per cent that the policy says for
the day of the contact. Waves go by the rest of the same hash, so each loses about the same part;
who was held out stays so while the group grows. They may still take an offer that they ask for.

Who keeps what was made of waves must compare ``sizes`` before it is trusted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from campaigns.policies import CONTROL_PERCENT
from customers.index.derive import share_of
from organization.policies import values_over_time

NOBODY = FrozenBitMap()


def control_hundredth(number: str) -> int:
    """In which hundredth of all persons a party stands for the control group."""
    return share_of(number)[1]


@dataclass(frozen=True, slots=True)
class ControlGroup:
    """``planes`` are the persons of the first control hundredths, ``sizes`` the per cent from a day
    on, in the order of the days.
    """

    planes: Sequence[AbstractBitMap] = ()
    sizes: Sequence[tuple[dt.date, int]] = ()
    _known: dict[int, AbstractBitMap] = field(default_factory=dict, compare=False)

    def percent(self, day: dt.date) -> int:
        """How many of a hundred persons are held out on the day."""
        return next((size for since, size in reversed(self.sizes) if since <= day), 0)

    def on(self, day: dt.date) -> AbstractBitMap:
        """The persons held out on the day."""
        size = self.percent(day)
        if not size:
            return NOBODY
        if size not in self._known:
            self._known[size] = BitMap().union(*self.planes[:size])
        return self._known[size]


def sizes() -> list[tuple[dt.date, int]]:
    """The policy over time, in one query; empty while nobody was ever held out."""
    found = values_over_time(CONTROL_PERCENT)
    return [(day, int(value)) for day, value in found] if any(v for _day, v in found) else []
