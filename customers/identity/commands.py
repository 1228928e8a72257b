"""Saying that two parties are one, or two; and taking it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import refuse, words_within
from common.text import normalise
from common.write import written
from customers import access
from customers.enums import MatchState
from customers.identity.counting import cluster, recount
from customers.identity.records import certificates, records_of
from customers.matching.clusters import MOST_OF_ONE
from customers.models import MatchStep, PartyMatch
from organization.models import User
from organization.permissions import Permission

ANSWER, UNDO = "customers.match.answer", "customers.match.undo"
LONGEST_REASON = 200
ANSWERS = (MatchState.SAME, MatchState.DIFFERENT, MatchState.LATER)


@transaction.atomic
def answer_match(
    *, match_id: int, answer: str, actor: User, reason: str = "", now: dt.datetime | None = None
) -> PartyMatch:
    """Say whether two parties are one. *Same* counts them as one everywhere from now on, and has
    plans checked again; *later* puts the question off.

    Raises ``Refused``: 403 without the permission, 409 where it is answered already, or where one
    would come together whose certificates differ, that somebody said are different, or too many.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    locks.advisory("identity")
    match = locks.one(PartyMatch, match_id)
    if match.state not in {MatchState.ASKED, MatchState.LATER}:
        refuse("wrong-state", _("This question is answered already. Take the answer back first."))
    if answer == MatchState.SAME:
        _refuse_contradiction(match)
    settle(match, answer, by=actor.get_username(), reason=reason, now=now)
    if answer == MatchState.SAME:
        recount([match.left_id, match.right_id])
    _written(ANSWER, match, actor, reason, now)
    return match


@transaction.atomic
def undo_match(
    *, match_id: int, actor: User, reason: str = "", now: dt.datetime | None = None
) -> PartyMatch:
    """Take back what was said of two parties: the question is open again, and who was counted as
    one by way of it is counted as before.

    Raises ``Refused``: 403 without the permission, 409 where nothing was said.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    locks.advisory("identity")
    match = locks.one(PartyMatch, match_id)
    if match.state == MatchState.ASKED:
        refuse("wrong-state", _("This question is not answered, so there is nothing to take back."))
    settle(match, MatchState.ASKED, by=actor.get_username(), reason=reason, now=now)
    recount([match.left_id, match.right_id])
    _written(UNDO, match, actor, reason, now)
    return match


def settle(
    match: PartyMatch, state: str, *, by: str, reason: str = "", now: dt.datetime | None = None
) -> None:
    """Write a step of a match, and what it says now."""
    at = now or clock.now()
    MatchStep.objects.create(
        match=match,
        from_state=match.state,
        to_state=state,
        score=match.score,
        evidence=match.evidence,
        made_by=by,
        made_at=at,
        reason=words_within(normalise(reason), LONGEST_REASON, attr="reason"),
    )
    is_open = state == MatchState.ASKED
    match.state = state
    match.decided_at, match.decided_by = (None, "") if is_open else (at, by)
    match.save(update_fields=["state", "decided_at", "decided_by"])


def _refuse_contradiction(match: PartyMatch) -> None:
    """Refuse what would bring together parties that cannot be one, by way of others too."""
    left, right = cluster([match.left_id]), cluster([match.right_id])
    if right <= left:
        return
    if len(left | right) > MOST_OF_ONE:
        refuse("too-many", _("More than %(most)s accounts would be one person."), most=MOST_OF_ONE)
    own = certificates((key, record) for key, (_kind, record) in records_of(left | right).items())
    if len({own[key] for key in left | right if key in own}) > 1:
        refuse("certificates-differ", _("Their certificates differ, so they are not one."))
    apart = PartyMatch.objects.filter(
        state=MatchState.DIFFERENT, left__in=left | right, right__in=left | right
    )
    if apart.exists():
        refuse(
            "said-different",
            _("Somebody said that two of those who would be one differ. Take that back first."),
        )


def _written(
    action: str, match: PartyMatch, actor: User, reason: str, now: dt.datetime | None
) -> None:
    written(
        action,
        "match",
        str(match.pk),
        actor=actor,
        now=now,
        to_state=match.state,
        reason=normalise(reason),
        details={"parties": [match.left.number, match.right.number]},
        log=("customers", "match"),
    )
