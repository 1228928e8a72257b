"""What the pages say, in the reader's language: tests name things by their English source
sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, override, pgettext

from tools import catalogues


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of one language, ``zh-hans`` or ``en``."""

    language: str

    def __call__(self, source: str, *, context: str = "", **params: object) -> str:
        with override(self.language):
            said = pgettext(context, source) if context else gettext(source)
        return said % params if params else said

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        with override(self.language):
            return ngettext(one, many, n) % ({"n": n} | params)


def words(language: str) -> Words:
    """The words of a language, from catalogues that are compiled now if they were not."""
    catalogues.compile_all()
    return Words(language)
