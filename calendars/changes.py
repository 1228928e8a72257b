"""What changed in the calendar since a reader last asked, and what vanished for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from calendars.branches import branches_of, is_branch_person
from calendars.entries import Entry, entries_of
from calendars.selection import GONE, ON_CALENDAR, Filter, runs_in, with_shown_version
from campaigns.models import Campaign
from common.changelog import current_version
from common.errors import refuse
from common.models import AuditEvent, Change
from organization.models import Unit, User
from organization.permissions import Permission

CAMPAIGN = "campaign"
AT_ONCE = 500
# After one of these a plan was known beyond its own unit.
PUBLISHING = ("announce", "submit")


def signer() -> Signer:
    return Signer(salt="desk.calendar-changes", sep=".")


def token_of(version: int) -> str:
    """The token from which a reader goes on: a version of the change log, signed."""
    return signer().sign(str(version))


def version_of(token: str) -> int:
    """The version of a token. Raises ``Refused`` (400) for one that we did not give."""
    try:
        return int(signer().unsign(token))
    except (BadSignature, ValueError):
        refuse(
            "invalid",
            _("Not a token of this calendar; leave it out to start anew."),
            status=400,
            attr="since",
        )
        raise


@dataclass(frozen=True, slots=True)
class Changes:
    """``changed`` as they stand now, ``vanished`` by code; ``has_more`` says that the next token
    goes on at once.
    """

    changed: Sequence[Entry]
    vanished: Sequence[str]
    token: str
    has_more: bool


def changes_since(user: User, token: str) -> Changes:
    """What changed after the token, for this reader. Without a token: nothing yet, and where to
    start.
    """
    if not token:
        return Changes((), (), token_of(current_version()), has_more=False)
    since = version_of(token)
    rows = list(
        Change.objects.filter(kind=CAMPAIGN, version__gt=since)
        .order_by("version")
        .values_list("version", "code")[: AT_ONCE + 1]
    )
    has_more = len(rows) > AT_ONCE
    rows = rows[:AT_ONCE]
    last = rows[-1][0] if rows else since
    codes = list(dict.fromkeys(code for _version, code in rows))
    changed = entries_of(user, codes, Filter(states=ON_CALENDAR | GONE))
    seen = {entry.code for entry in changed}
    return Changes(
        changed,
        vanished(user, [code for code in codes if code not in seen]),
        token_of(last),
        has_more,
    )


def vanished(user: User, codes: Sequence[str]) -> list[str]:
    """Of plans that the user may not see now, those that they may have seen before: once published,
    or of their own units.

    The code of a draft that never left another unit is not told, nor to a branch that of a plan not
    approved for it.
    """
    if not codes:
        return []
    seen = (
        approved_before(user, codes)
        if is_branch_person(user)
        else published(user, codes) | of_own_units(user, codes)
    )
    return [code for code in codes if code in seen]


def published(user: User, codes: Sequence[str]) -> set[str]:
    """Those once submitted or announced, for people who see all units' plans."""
    if not user.may(Permission.SEE_PLANS):
        return set()
    known = Change.objects.filter(kind=CAMPAIGN, code__in=codes, operation__in=PUBLISHING)
    return set(known.values_list("code", flat=True))


def approved_before(user: User, codes: Sequence[str]) -> set[str]:
    """Those that stood in the schedule of the user's branches."""
    campaigns = with_shown_version(Campaign.objects.filter(code__in=codes, in_force__isnull=False))
    return set(
        campaigns.filter(runs_in([branch.code for branch in branches_of(user)])).values_list(
            "code", flat=True
        )
    )


def of_own_units(user: User, codes: Sequence[str]) -> set[str]:
    """Those whose history names one of the user's own units."""
    own = user.scope(Permission.SEE_OWN_PLANS)
    events = AuditEvent.objects.filter(object_type=CAMPAIGN, object_code__in=codes)
    if not own.is_everything:
        events = events.filter(unit__in=Unit.objects.filter(own.q()).values("code"))
    return set(events.values_list("object_code", flat=True))
