"""Refusals: why something may not be done, said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import display


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against an action.

    ``code`` is stable and meant for programs, ``detail`` is a (lazy) sentence for people,
    ``status`` is the HTTP status that a refusal for this reason answers with, ``attr`` the field it
    stands at, if any.
    """

    code: str
    detail: str | Promise
    status: int = 409
    attr: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        text = str(self.detail)
        if not self.params:
            return text
        days = {key: display.day_of(value) for key, value in self.params.items()}
        written = {key: display.full_date(day) for key, day in days.items() if day}
        return text % {**self.params, **written}


LONGEST = 2000  # characters of a reason or a remark
NO_PERMISSION = Reason("no-permission", _("Your role does not allow this."), status=403)


class Refused(Exception):
    """An action was refused and changed nothing. The worst reason stands first and gives the
    status.
    """

    def __init__(self, reasons: Reason | Iterable[Reason]) -> None:
        self.reasons: tuple[Reason, ...] = (
            (reasons,) if isinstance(reasons, Reason) else tuple(reasons)
        )
        super().__init__("; ".join(str(reason) for reason in self.reasons))

    @property
    def status(self) -> int:
        return self.reasons[0].status


class Busy(Refused):
    """A lock could not be had within the lock timeout: 409 with Retry-After, and nothing has
    changed.
    """

    retry_after = 1

    def __init__(self) -> None:
        super().__init__(
            Reason("busy", _("Somebody else is changing this right now. Try again in a moment."))
        )


def refused_by(error: ValidationError) -> Refused:
    """What a model says against the values that it was given, each at its field."""
    by_field: Mapping[str, list[ValidationError]] = (
        error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    )
    return Refused(
        Reason(
            one.code or "invalid",
            str(sentence),
            status=400,
            attr=None if name == NON_FIELD_ERRORS else name,
        )
        for name, errors in by_field.items()
        for one in errors
        for sentence in one.messages
    )


def words_within(text: str, most: int = LONGEST, *, attr: str) -> str:
    """What people said, without the blanks around it. Raises ``Refused`` (400) at its field where
    it is longer than what is kept of it: nothing is cut off.
    """
    words = text.strip()
    if len(words) > most:
        raise Refused(
            Reason(
                "max_length",
                _("Enter at most %(most)s characters; there are %(count)s."),
                status=400,
                attr=attr,
                params={"most": most, "count": len(words)},
            )
        )
    return words


def refuse_form(form: BaseForm) -> NoReturn:
    """Raise ``Refused`` with what is wrong in a form that has no page of its own."""
    raise Refused(
        Reason("invalid", str(text), status=400, attr=None if name == NON_FIELD_ERRORS else name)
        for name, texts in form.errors.items()
        for text in texts
    )


def refuse(
    code: str, detail: str | Promise, *, status: int = 409, attr: str | None = None, **params: Any
) -> NoReturn:
    """Raise ``Refused`` with one reason."""
    raise Refused(Reason(code, detail, status=status, attr=attr, params=params))
