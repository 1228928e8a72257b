"""Two people who change one entry at the same time: the second one is told what the first one
changed, and nothing that either of them typed is lost.

A form carries, for each of its fields, a mark of what its reader was shown. When it is sent, the
marks are held against the entry as it stands then. Where another value stands there now, the form
is refused: a field that the reader left alone shows the new value, one that they typed in keeps
what they typed, and both say what changed. Sent again, it is taken. Who sends no marks (a workbook,
a program without ``If-Match``) does not say what they read, and is taken as before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Self

from django import forms
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from common import display, locks

READ = "read"
MARK = 12  # letters of a digest


class Marks(forms.CharField):
    """What the reader was shown, as a hidden field that nobody fills in."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def in_turn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose form is looked at and saved in one transaction, so that of two people who send
    it at once the second one waits for the first one and then sees what they changed.
    """

    @wraps(view)
    def one_after_the_other(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return one_after_the_other


def take_turn(row: models.Model) -> None:
    """Wait for whoever is changing this entry. Taken before all other locks, inside a
    transaction.
    """
    locks.advisory(f"{row._meta.label_lower} {row.pk}")


class NoticesChanges:
    """A form that notices what others changed since it was opened; first among its bases. It is
    made with keyword arguments besides the data, so that it can be made again over the entry as it
    stands.
    """

    fields: dict[str, forms.Field]
    data: Any
    instance: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._made_with = {k: v for k, v in kwargs.items() if k not in {"data", "instance"}}
        if self.is_change():
            self.fields[READ] = Marks(required=False, initial=self.marks)

    def is_change(self) -> bool:
        """Whether the entry is there already."""
        return getattr(self, "instance", None) is not None and self.instance.pk is not None

    def as_it_stands(self) -> Self | None:
        """The form of the entry as it stands now, after whoever is changing it is done; None where
        somebody took it away.
        """
        take_turn(self.instance)
        row = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        return None if row is None else type(self)(instance=row, **self._made_with)

    def held(self) -> Iterable[str]:
        """The fields that show what stands in the entry."""
        return [name for name, one in self.fields.items() if name != READ and not one.disabled]

    def marks(self) -> str:
        """The marks of all fields."""
        return " ".join(f"{name}:{mark(self.shown(name))}" for name in self.held())

    def shown(self, name: str) -> str:
        """What a field shows before anybody types in it."""
        field = self.fields[name]
        return said(field, self.get_initial_for_field(field, name))  # type: ignore[attr-defined]

    def typed(self, name: str) -> str:
        """What a field was sent with."""
        widget = self.fields[name].widget
        place = self.add_prefix(name)  # type: ignore[attr-defined]
        return said(self.fields[name], widget.value_from_datadict(self.data, {}, place))

    def clean(self) -> dict[str, Any]:
        """As all forms; what others changed meanwhile stands at the fields."""
        values: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        if told := values.pop(READ, ""):
            read = dict(part.split(":", 1) for part in told.split() if ":" in part)
            self._compare(read, self.as_it_stands())
        return values

    def _compare(self, read: dict[str, str], present: Self | None) -> None:
        if present is None:
            gone = _("Somebody removed this entry while you had it open.")
            self.add_error(None, forms.ValidationError(gone, code="gone"))  # type: ignore[attr-defined]
            return
        changed = [
            name
            for name in present.held()
            if name in read
            and mark(present.shown(name)) != read[name]
            and present.shown(name) != self.typed(name)
        ]
        if not changed:
            return
        self.data = self.data.copy()
        for name in changed:
            is_typed = mark(self.typed(name)) != read[name]
            if is_typed:
                words = _("Meanwhile somebody made this “%(value)s”. Yours stands here.")
            else:
                words = _("Meanwhile somebody made this “%(value)s”, which stands here now.")
                self._show(name, present)
            value = in_words(present.fields[name], present.shown(name))
            problem = forms.ValidationError(words, code="stale", params={"value": value})
            self.add_error(name, problem)  # type: ignore[attr-defined]
        self.data[self.add_prefix(READ)] = present.marks()  # type: ignore[attr-defined]
        self.add_error(  # type: ignore[attr-defined]
            None,
            forms.ValidationError(
                _(
                    "Somebody saved this entry while you had it open. Nothing is lost: look at the"
                    " marked fields, then save again."
                ),
                code="stale",
            ),
        )

    def _show(self, name: str, present: Self) -> None:
        """Let a field hold what stands in the entry now."""
        place, field = self.add_prefix(name), present.fields[name]  # type: ignore[attr-defined]
        value = present.get_initial_for_field(field, name)  # type: ignore[attr-defined]
        if isinstance(field, forms.BooleanField):
            self.data[place] = "on" if value else ""
        elif isinstance(field, forms.MultipleChoiceField):
            self.data.setlist(place, [str(one) for one in value or ()])
        else:
            self.data[place] = said(field, value)


def said(field: forms.Field, value: Any) -> str:
    """A value as the field's widget writes it; the same for what stands there and what is sent."""
    if isinstance(field, forms.BooleanField):
        return "true" if field.to_python(value) else ""
    if isinstance(field, forms.MultipleChoiceField):
        return ",".join(sorted(str(one) for one in value or ()))
    written = field.widget.format_value(field.prepare_value(value))
    if isinstance(written, list | tuple):
        written = ",".join(str(one) for one in written)
    return "\n".join(str(written if written is not None else "").split("\r\n")).strip()


def in_words(field: forms.Field, shown: str) -> str:
    """The same as people read it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if shown else _("no")
    choices: Iterable[Any] = getattr(field, "choices", ())
    words = {str(value): str(word).strip() for value, word in choices}
    parts = shown.split(",") if isinstance(field, forms.MultipleChoiceField) else [shown]
    return _(", ").join(words.get(part, part) for part in parts if part) or display.NOTHING


def mark(text: str) -> str:
    """A short digest of a value."""
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]
