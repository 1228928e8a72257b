"""The rows that the codes of a sent plan name, read in one query for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

CODE = re.compile(r"[\w.-]{1,60}", re.ASCII)

MAX_CODES = 1_000


class KnownCodes:
    """The objects of one list by code. With the first code that is asked for come those of all
    others that the document holds under the same name, so that a hundred rows take one query.
    """

    def __init__(self) -> None:
        self._rows: dict[str, Any] = {}

    def get(
        self,
        field: serializers.Field[Any, Any, Any, Any],
        code: str,
        candidates: Callable[[], QuerySet[Any]],
        name: str = "",
    ) -> Any:
        """The object, or None. ``name`` is that of the field unless it is given."""
        if code not in self._rows:
            named = name or field.field_name or (field.parent.field_name if field.parent else "")
            sent = sent_under(named or "", getattr(field.root, "initial_data", None))
            codes = {code, *islice((one for one in sent if CODE.fullmatch(one)), MAX_CODES)}
            self._rows |= dict.fromkeys(codes) | {
                row.code: row for row in candidates().filter(code__in=codes)
            }
        return self._rows[code]


def sent_under(name: str, data: Any) -> Iterator[str]:
    """Every text that a document holds under a name, alone or in a list."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == name:
                texts = value if isinstance(value, list) else [value]
                yield from (one for one in texts if isinstance(one, str))
            yield from sent_under(name, value)
    elif isinstance(data, list):
        for one in data:
            yield from sent_under(name, one)
