"""Giving one answer to several items: each by itself, so that one refusal does not stop the
others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from common.errors import Refused
from desk.inbox import source_of
from desk.inbox.plans import no_such_answer
from organization.models import User

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Outcome:
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


def answer_many(keys: Iterable[str], name: str, *, actor: User, reason: str = "") -> list[Outcome]:
    """Give the same answer to each; what is refused is told and leaves the rest alone."""
    found = []
    for key in list(dict.fromkeys(keys))[:AT_ONCE]:
        try:
            found.append(
                Outcome(key, done=True, said=answer_one(key, name, actor=actor, reason=reason))
            )
        except Refused as refused:
            found.append(
                Outcome(key, done=False, said=" ".join(str(one) for one in refused.reasons))
            )
    return found
