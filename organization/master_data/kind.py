"""A kind of master data, declared once: from the declaration come its pages, its sheet in the
workbook, its API and its words in the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from common import audit_labels, messages
from organization.models import User
from organization.permissions import Permission

Word = str | Promise
# Between the parts of a key in an address; no code, day or choice holds one.
SEPARATOR = "."
# The notice that a list is empty; its cases are the codes of kinds.
UNREAD = "unread-kind"


@dataclass(frozen=True, slots=True)
class Link:
    """Another page beside the list of a kind, for whoever may write it."""

    label: Word
    icon: str
    url_name: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One kind of things that a company enters before it plans.

    ``code`` stands in addresses, ``object_type`` in the audit trail. ``form`` takes ``data`` and
    ``instance``; its fields are the columns of the sheet. ``key`` are the fields that name a row.
    ``save`` writes a valid form by a command and returns what has to be handed over once (a first
    password), else an empty text. ``remove`` takes out what was entered wrongly; None: rows are
    taken out of use instead. ``page`` and ``entry`` are url names of the floor's own pages; without
    them the kind has the common ones. ``order`` is the order of pages and sheets: what others name
    comes first; sheets that are ``late`` are read after all others. ``noted`` are words beside a
    row in the sheet that nobody reads back, ``links`` further pages that fill the list.
    ``json_name`` is what the API's document calls a row, where that is not the model's name.
    ``narrow`` fields hold a few digits, so that six stand side by side on the page.
    ``first_rows`` are what a company begins with. ``unread`` says what nothing can judge while no
    row is there; whoever has the first permission of ``may_write`` is told.
    """

    code: str
    object_type: str
    title: Word
    one: Word
    text: Word
    icon: str
    order: int
    late: int = 0
    model: type[models.Model]
    form: type[forms.Form | forms.ModelForm]
    key: tuple[str, ...] = ("code",)
    may_see: tuple[Permission, ...]
    may_write: tuple[Permission, ...]
    save: Callable[[Any, User], str]
    remove: Callable[[Any, User], None] | None = None
    page: str = ""
    entry: str = ""
    noted: Mapping[Word, Callable[[Any], str]] | None = None
    json_name: str = ""
    narrow: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    first_rows: tuple[Mapping[str, Any], ...] = ()
    unread: Word = ""

    @property
    def columns(self) -> dict[str, forms.Field]:
        """The fields of the form, first those by which a row is recognised."""
        fields = self.form.base_fields
        return {name: fields[name] for name in dict.fromkeys((*self.key, *fields))}

    @property
    def is_removable(self) -> bool:
        """Whether rows can be taken out; a template would call ``remove`` itself, and find none."""
        return self.remove is not None

    def label(self, name: str) -> str:
        return str(self.columns[name].label or name)

    def found(self) -> None:
        """Write the rows that a company begins with."""
        self.model._default_manager.bulk_create(self.model(**row) for row in self.first_rows)

    def may_be_seen_by(self, user: User) -> bool:
        return any(user.may(one) for one in (*self.may_see, *self.may_write))

    def may_be_written_by(self, user: User) -> bool:
        return any(user.may(one) for one in self.may_write)

    def rows(self) -> Iterable[Any]:
        """What stands in the sheet and the list."""
        return self.queryset()

    def queryset(self) -> QuerySet[Any]:
        """All rows, with what they name."""
        names = [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
        ]
        rows = self.model._default_manager.all()
        return rows.select_related(*names) if names else rows

    def bound(self, data: Mapping[str, Any] | None, row: Any) -> Any:
        """The form over a row; over a new one if there is none."""
        return self.form(data, instance=row or self.model())  # type: ignore[call-arg]

    def find(self, values: Mapping[str, Any]) -> Any:
        """The row of that key, given as the form's fields take it."""
        wanted = {}
        for name in self.key:
            field = self.columns[name]
            try:
                value = field.clean(values.get(name, ""))
            except ValidationError:
                return None
            wanted[name] = value
        return self.queryset().filter(**wanted).first()

    def key_of(self, row: Any) -> str:
        """How an address names a row."""
        values = (getattr(row, name) for name in self.key)
        return SEPARATOR.join(str(getattr(value, "code", value)) for value in values)

    def at(self, key: str) -> Any:
        """The row that an address names."""
        parts = key.split(SEPARATOR) if len(self.key) > 1 else [key]
        if len(parts) != len(self.key):
            return None
        return self.find(dict(zip(self.key, parts, strict=True)))

    def url(self) -> str:
        """The page with all rows."""
        return (
            reverse(self.page) if self.page else reverse("organization:entries", args=[self.code])
        )

    def new_url(self) -> str:
        """The page on which a row is added."""
        if self.entry:
            return reverse(self.entry)
        return reverse("organization:entry-new", args=[self.code])


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; in ``AppConfig.ready``."""
    for kind in kinds:
        _kinds[kind.code] = kind
        if not audit_labels.has_words(kind.object_type):
            audit_labels.register(kind.object_type, kind.one, words_of(kind))
        if kind.unread:
            messages.register(UNREAD, {kind.code: kind.unread})


def words_of(kind: Kind) -> dict[str, Word]:
    return {
        f"add_{kind.object_type}": pgettext_lazy("audit", "Added"),
        f"change_{kind.object_type}": pgettext_lazy("audit", "Changed"),
        f"remove_{kind.object_type}": pgettext_lazy("audit", "Removed"),
    }


def kinds() -> list[Kind]:
    """Every kind, in the order of the sheets."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_of(code: str) -> Kind | None:
    return _kinds.get(code)


def kind_about(object_type: str) -> Kind | None:
    """The kind whose rows the audit trail calls so."""
    return next((kind for kind in _kinds.values() if kind.object_type == object_type), None)
