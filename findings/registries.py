"""What this floor asks the floors that check plans and that negotiate, which fill it in
``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable

from campaigns.models import Campaign
from campaigns.workflow.step import Step
from findings.models import Finding
from findings.types import FindingDraft
from organization.models import User

StandsAgainst = Callable[[Campaign], Sequence[FindingDraft]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """How plans are checked. ``check_job`` and ``recheck_job`` are the kinds of job that check a
    submitted version and check a plan again; ``stands_against`` finds, at once, what is to be said
    of a plan among those that are decided. ``is_behind`` says whether something has changed of
    which it is not settled yet whom it touches. ``outlook`` is the name of the address that
    foresees what a way out leads to.
    """

    check_job: str
    recheck_job: str
    stands_against: StandsAgainst
    is_behind: Callable[[], bool]
    outlook: str
    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The newest proposal of a way out: who proposed it, for whom it waits (nobody once it is
    answered), and who said no to it.
    """

    proposed_by: str
    waits_for: str = ""
    declined_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """How plans' owners settle findings between them. ``column`` is a column of a query of findings
    that holds what ``read`` makes the newest proposals by way out of; ``applied`` hears of every
    way out that is taken. ``page`` is the name of the address where a finding is talked over,
    ``propose`` of the one where a way out is proposed.
    """

    column: Callable[[], Combinable]
    read: Callable[[Any], Mapping[str, Asked]]
    applied: Callable[[Step, Finding, Mapping[str, Any]], None]
    page: str
    propose: str


Writings = Callable[[Campaign, User], Iterable[tuple[str, str, str]]]

_checker: list[Checker] = []
_talks: list[Talks] = []
_writings: list[Writings] = []


def register_checker(checker: Checker) -> None:
    _checker[:] = [checker]


def checker() -> Checker:
    """Who checks plans. Raises ``LookupError`` where no floor does."""
    if not _checker:
        raise LookupError("no floor checks plans")
    return _checker[0]


def register_talks(talks: Talks) -> None:
    _talks[:] = [talks]


def talks() -> Talks:
    """Where findings are talked over. Raises ``LookupError`` where no floor has a place for it."""
    if not _talks:
        raise LookupError("no floor lets units negotiate")
    return _talks[0]


def register_writings(read: Writings) -> None:
    """Let an upper floor tell what it has written of a plan: kind, text, address of each text that
    the person may see.
    """
    _writings.append(read)


def writings() -> Sequence[Writings]:
    return _writings
