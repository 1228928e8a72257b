"""Texts found whatever their width and blanks: ``name__folded__icontains`` for a word made
``searchable``.
"""

from __future__ import annotations

from django.db.models import CharField, Q, TextField, Transform

from common.text import searchable


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """The text in NFKC without blanks: full-width letters, digits and punctuation as the narrow
    ones; people write V网 and V 网.
    """

    lookup_name = "folded"
    function = "normalize"
    template = "replace(%(function)s(%(expressions)s, NFKC), ' ', '')"


def has_words(text: str, *fields: str) -> Q:
    """That one of the fields holds every word of a text that people typed."""
    words = searchable(text).split() or [text]
    found = Q(pk__in=[])
    for field in fields:
        every = Q()
        for word in words:
            every &= Q((f"{field}__folded__icontains", word))
        found |= every
    return found
