"""Giving one answer to several items: each by itself, so that one refusal does not stop the
others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common import clock, display
from common.errors import Refused
from desk.inbox import in_words, rows_for, source_of
from desk.inbox.plans import no_such_answer
from organization.models import User

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What came of one answer: ``said`` is what was done or why not."""

    key: str
    done: bool
    said: str


def answer_one(key: str, name: str, *, actor: User, reason: str = "") -> str:
    """Give an answer through its source, and say what was done. Raises ``Refused``."""
    source, rest = source_of(key)
    if source is None:
        no_such_answer()
    return source.answer(rest, name, actor=actor, reason=reason)


def answer_many(
    keys: Iterable[str], name: str, *, actor: User, reason: str = ""
) -> list[AnswerResult]:
    """Give the same answer to each; what is refused is told by name and leaves the rest alone, and
    so does what does not have this answer.
    """
    wanted = list(dict.fromkeys(keys))[:AT_ONCE]
    asked = set(wanted) if len(wanted) > 1 else ()
    found_rows = (
        [one for one in rows_for(actor, clock.today()) if one.key in asked] if asked else []
    )
    rows = {item.key: item for item in in_words(found_rows, actor)}
    found, without = [], []
    for key in wanted:
        row = rows.get(key)
        if row is not None and name not in {one.name for one in row.answers if one.is_bulk}:
            without.append(row.title)
            continue
        try:
            found.append(
                AnswerResult(key, done=True, said=answer_one(key, name, actor=actor, reason=reason))
            )
        except Refused as refused:
            why = " ".join(str(one) for one in refused.reasons)
            found.append(
                AnswerResult(key, done=False, said=display.labelled(row.title, why) if row else why)
            )
    if without:
        words = _("This answer does not fit, so nothing was done: %(titles)s")
        found.append(AnswerResult("", done=False, said=words % {"titles": "; ".join(without)}))
    return found
