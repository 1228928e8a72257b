"""When two benefits for one person are one too many: windows and strictness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.enums import BenefitKind
from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare, declared, values_on
from resources.enums import Likeness

PREFIX = "benefits."
EXPIRY = f"{PREFIX}expiry_days"
STOP, WARN = "stop", "warn"
STRICTNESS = {STOP: _("is stopped"), WARN: _("is warned of")}
MOST_DAYS = 3650

WINDOWS = {
    "occasion": (60, _("Days around a benefit within which the same occasion counts as one")),
    BenefitKind.TERMINAL.value: (730, _("Days between two terminals for one person")),
    BenefitKind.GOODS.value: (30, _("Days between two gifts for one person")),
    BenefitKind.CREDIT.value: (30, _("Days between two credits or vouchers for one person")),
    BenefitKind.SERVICE.value: (30, _("Days between two service benefits for one person")),
}
VERDICTS = {
    Likeness.OCCASION.value: (STOP, _("A second benefit for the same occasion")),
    Likeness.RESOURCE.value: (WARN, _("The same gift again within the window of its kind")),
    BenefitKind.TERMINAL.value: (STOP, _("A second terminal within the window")),
    BenefitKind.GOODS.value: (WARN, _("A second gift within the window")),
    BenefitKind.CREDIT.value: (WARN, _("A second credit or voucher within the window")),
    BenefitKind.SERVICE.value: (WARN, _("A second service benefit within the window")),
}

declare(
    Declared(
        EXPIRY,
        30,
        _("Days after its day on which a reserved benefit that nobody handed over is released"),
        _("days"),
        Role.SERVICE_MANAGER,
        Limits(most=MOST_DAYS),
    ),
    *(
        Declared(
            f"{PREFIX}window_{name}",
            days,
            label,
            _("days"),
            Role.SERVICE_MANAGER,
            Limits(most=MOST_DAYS),
        )
        for name, (days, label) in WINDOWS.items()
    ),
    *(
        Declared(
            f"{PREFIX}second_{name}",
            (verdict,),
            label,
            "",
            Role.SERVICE_MANAGER,
            Limits(length=1, choices=tuple(STRICTNESS), offered=STRICTNESS.items),
        )
        for name, (verdict, label) in VERDICTS.items()
    ),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The policies of a day. A window counts its days on both sides, both ends included."""

    values: dict[str, Any]

    @classmethod
    def on(cls, day: dt.date) -> Terms:
        return cls.of(values_on(day))

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Terms:
        """The policies of benefits among all declared values."""
        return cls({key: one for key, one in values.items() if key.startswith(PREFIX)})

    @classmethod
    def declared(cls) -> Terms:
        """The values that hold where nobody changed any."""
        return cls.of({key: one.default for key, one in declared().items()})

    def window(self, name: str) -> int:
        """Days within which another benefit counts: of a kind, or ``occasion``."""
        days: int = self.values[f"{PREFIX}window_{name}"]
        return days

    @property
    def expiry(self) -> dt.timedelta:
        """How long after its day a reserved benefit stays reserved."""
        return dt.timedelta(days=self.values[EXPIRY])

    def stops(self, name: str) -> bool:
        """Whether a second one is stopped, not only warned of: a likeness, or a kind."""
        return STOP in self.values[f"{PREFIX}second_{name}"]

    @property
    def longest(self) -> int:
        return max(self.window(name) for name in WINDOWS)
