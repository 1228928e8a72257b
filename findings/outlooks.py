"""What a check would find after a way out, and what speaks against taking it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# Why a way out is never recommended, by code.
HINDRANCES: Mapping[str, str | Promise] = {
    "nobody_left": _("Nobody would be left to approach."),
    "only_channel": _("It is the plan's only channel."),
    "empty_request": _("Nothing would be asked for any more."),
    "past_day": _("Some of it would be due on a day that is past."),
    "beyond_flex": _("The plan may not be moved by so many days."),
    "holiday": _("The launch would fall on a public holiday."),
    "closed_day": _("It leads to a closed day."),
    "unfit_channel": _("The loading rules speak against that channel."),
    "new_blocking": _("It leads to another finding that blocks."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How many findings of each severity the changed plan would have; ``is_better`` if that is
    fewer blocking, else warning, else notice ones than now. ``hindrances`` are codes of
    ``HINDRANCES``.
    """

    blocking: int
    warning: int
    notice: int
    is_better: bool
    hindrances: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, int]:
        """Best first: fewest blocking, then warning findings, then notices."""
        return (self.blocking, self.warning, self.notice)

    @property
    def sentence(self) -> str:
        """What would be left, in words."""
        words = ngettext(
            "Then: %(b)s blocking, %(w)s to look at, %(n)s notice",
            "Then: %(b)s blocking, %(w)s to look at, %(n)s notices",
            self.notice,
        )
        return words % {"b": self.blocking, "w": self.warning, "n": self.notice}

    @property
    def may_be_recommended(self) -> bool:
        return self.is_better and not self.hindrances

    def as_json(self) -> dict[str, Any]:
        return {
            "blocking": self.blocking,
            "warning": self.warning,
            "notice": self.notice,
            "is_better": self.is_better,
            "hindrances": list(self.hindrances),
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Outlook | None:
        """As it was stored; None where no check looked ahead."""
        if not stored:
            return None
        return cls(**{**stored, "hindrances": tuple(stored["hindrances"])})
