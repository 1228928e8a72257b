"""Which columns the imports kept beside the fields, of which type they are, and which of them are
masked.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from customers.enums import KeptType
from customers.kept_values import Kept, header_hides, names_people
from customers.models import KeptHeader
from customers.models.header import LONGEST


def remember_headers(columns: Mapping[str, Kept]) -> None:
    """Offer these columns to filters from now on. A column whose files disagree about the type is
    text; one that ever held names, phones or certificates stays masked. One that is only called as
    if it did is masked as long as its values could be some. A header longer than a filter can name
    is left out.
    """
    known = {row.name: row for row in KeptHeader.objects.filter(name__in=list(columns))}
    rows = []
    for name, kept in columns.items():
        row = known.get(name)
        kind = kept.type or (KeptType(row.type) if row else KeptType.TEXT)
        if row is not None and row.type != kind:
            kind = KeptType.TEXT
        is_masked = kept.is_masked or hides_by_name(name, kept) or was_masked(row, kept)
        if len(name) <= LONGEST and (row is None or (row.type, row.is_masked) != (kind, is_masked)):
            rows.append(KeptHeader(name=name, type=kind, is_masked=is_masked))
    KeptHeader.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["type", "is_masked"],
    )


def hides_by_name(name: str, kept: Kept) -> bool:
    """Whether a column hides for what it is called, and its values do not say otherwise."""
    return header_hides(name) and (names_people(name) or not kept.are_kinds)


def was_masked(row: KeptHeader | None, kept: Kept) -> bool:
    """Whether the column stays masked for what earlier files brought. One of kinds was perhaps
    masked for its header alone: it opens where no customer has another value than these.
    """
    if row is None or not row.is_masked:
        return False
    if names_people(row.name) or not kept.are_kinds:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM customers_customer WHERE attributes ->> %s <> ALL(%s))",
            [row.name, sorted(kept.kinds or ())],
        )
        return bool(cursor.fetchone()[0])


def kept_headers() -> list[KeptHeader]:
    """The columns of all imports so far, in order."""
    return list(KeptHeader.objects.all())


def masked_headers() -> set[str]:
    """The kept columns that hold names, phones or certificates."""
    return set(KeptHeader.objects.filter(is_masked=True).values_list("name", flat=True))
