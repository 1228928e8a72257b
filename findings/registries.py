"""What this floor asks the floor that checks plans, which fills it in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from campaigns.models import Campaign
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


Writings = Callable[[Campaign, User], Iterable[tuple[str, str, str]]]

_checker: list[Checker] = []
_writings: list[Writings] = []


def register_checker(checker: Checker) -> None:
    _checker[:] = [checker]


def checker() -> Checker:
    """Who checks plans. Raises ``LookupError`` where no floor does."""
    if not _checker:
        raise LookupError("no floor checks plans")
    return _checker[0]


def register_writings(read: Writings) -> None:
    """Let an upper floor tell what it has written of a plan: kind, text, address of each text that
    the person may see.
    """
    _writings.append(read)


def writings() -> Sequence[Writings]:
    return _writings
