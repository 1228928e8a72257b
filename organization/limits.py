"""The values of a policy that have sense, read from what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# What people put between the entries of a list, on either keyboard, and in large numbers.
BETWEEN = re.compile(r"[,、;]")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
PLACES = 6
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The values that have sense.

    Numbers, alone or in a list, lie from ``least`` to ``most``, both included, with at most six
    places; without ``most`` a list holds codes, of ``choices`` if there are any, each once.
    ``length`` is how many entries a list has (None: one or more). ``order`` says how the numbers
    of a list follow each other; equal ones may stand side by side. ``offered`` gives the codes
    that may be written today, each with its word; a code written before may stay.
    """

    least: int = 0
    most: int | None = None
    is_whole: bool = False
    length: int | None = None
    order: str = ""  # "rising", "falling" or none
    choices: tuple[str, ...] = ()
    offered: Callable[[], Iterable[tuple[str, str | Promise]]] | None = None

    def number(self, text: str, *, is_whole: bool) -> Decimal:
        """The number of a text. Raises ``ValidationError`` for one that is none or out of range."""
        plain = narrow(text)
        plain = plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain
        if not is_whole and self.most == 1 and plain.endswith("%"):
            plain = f"{plain.removesuffix('%').rstrip()}e-2"  # a share as people say it
        try:
            value = Decimal(int(plain)) if is_whole else Decimal(plain)
        except (ValueError, InvalidOperation) as error:
            raise invalid(self.sentence(is_whole=is_whole)) from error
        # Not-a-number can be compared with nothing, so it is turned away before the range is.
        if not value.is_finite() or not self.least <= value <= (self.most or 0):
            raise invalid(self.sentence(is_whole=is_whole))
        if value != round(value, PLACES):
            raise invalid(_("At most six decimal places."))
        return value

    def entries(self, text: str) -> tuple[str, ...]:
        """The entries of a list, separated by commas. Raises ``ValidationError``."""
        parts = tuple(part.strip() for part in BETWEEN.split(narrow(text)) if part.strip())
        if not parts or (self.length is not None and len(parts) != self.length):
            raise invalid(self.count_sentence())
        if self.most is None:
            return self._codes(parts)
        numbers = [self.number(part, is_whole=self.is_whole) for part in parts]
        falls = [later - earlier for earlier, later in pairwise(numbers)]
        if self.order == "rising" and any(step < 0 for step in falls):
            raise invalid(_("Each number must be at least as large as the one before."))
        if self.order == "falling" and any(step > 0 for step in falls):
            raise invalid(_("Each number must be at most as large as the one before."))
        return parts

    def _codes(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        for part in parts:
            if self.choices and part not in self.choices:
                allowed = ", ".join(self.choices)
                raise invalid(
                    _("“%(entry)s” is none of: %(allowed)s."), entry=part, allowed=allowed
                )
            if not CODE.fullmatch(part):
                raise invalid(_("“%(entry)s” is not a code."), entry=part)
        if len(set(parts)) != len(parts):
            raise invalid(_("Each entry may be listed once."))
        return parts

    def count_sentence(self) -> str | Promise:
        if self.length is None:
            return _("At least one entry; separate several by commas.")
        return ngettext(
            "Exactly %(count)d entry.",
            "Exactly %(count)d entries, separated by commas.",
            self.length,
        ) % {"count": self.length}

    def sentence(self, *, is_whole: bool) -> str:
        """What a number must be."""
        text = (
            _("A whole number from %(least)s to %(most)s.")
            if is_whole
            else _("A number from %(least)s to %(most)s.")
        )
        return text % {"least": self.least, "most": self.most}


NO_LIMITS = Limits()


def narrow(text: str) -> str:
    """Full-width digits, signs and commas as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def invalid(message: str | Promise, **params: str) -> ValidationError:
    return ValidationError(message, code="invalid", params=params or None)  # type: ignore[arg-type]
