"""Settling findings: accepting and discussing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from campaigns.access import is_owner_side
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import planners_of
from common import clock, locks
from common.errors import refuse, words_within
from common.write import written
from findings.acceptors import signatures_for
from findings.access import reads
from findings.enums import UNSETTLED, FindingState
from findings.models import Finding, FindingAcceptance, FindingComment
from organization.mentions import mentioned_readers
from organization.models import User

FORBIDDEN = 403
MAX_DAYS = 366


def open_finding(finding_id: UUID) -> tuple[Finding, list[Campaign]]:
    """Lock the plans of a finding, then the finding. Raises ``Refused`` (409) when it is
    settled.
    """
    plans = locks.many(Campaign.objects.filter(findings=finding_id))
    finding = locks.one(Finding, finding_id)
    if finding.state not in UNSETTLED:
        refuse("settled", _("This finding is settled already."))
    return finding, plans


@transaction.atomic
def accept_finding(
    *,
    finding_id: UUID,
    actor: User,
    reason: str,
    until: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Finding:
    """Sign, in every role that is the actor's, that one lives with a finding until a day. Accepted
    once all who must have signed.

    Raises ``Refused``: 400 no reason or a day out of range, 403 nobody may or the actor may not,
    409 not open or signed already.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    ways = signatures_for(finding)
    if not ways:
        refuse(
            "not-acceptable",
            _("This finding cannot be accepted by anybody; it has to be solved."),
            status=FORBIDDEN,
        )
    mine = {
        one.role: signer for way in ways for one in way if (signer := one.signer(actor)) is not None
    }
    if not mine:
        refuse("no-permission", _("Your role does not accept this finding."), status=FORBIDDEN)
    if finding.state == FindingState.ACCEPTED:
        refuse("settled", _("This finding is settled already."))
    if not reason.strip():
        refuse("required", _("Say why."), status=400, attr="reason")
    today = clock.today(at)
    if until is not None and not today <= until <= today + dt.timedelta(days=MAX_DAYS):
        refuse(
            "out_of_range",
            _("A day from today on, at most a year ahead."),
            status=400,
            attr="until",
        )
    given = set(
        finding.acceptances.filter(withdrawn_at__isnull=True).values_list("role", flat=True)
    )
    new = [role for role in mine if role not in given]
    if not new:
        refuse("already-signed", _("You have signed; another role's signature is still missing."))
    FindingAcceptance.objects.bulk_create(
        FindingAcceptance(
            finding=finding,
            role=role,
            accepted_by=actor,
            accepted_at=at,
            reason=reason.strip(),
            valid_until=until,
        )
        for role in new
    )
    given |= set(new)
    if any({one.role for one in way} <= given for way in ways):
        finding.state = FindingState.ACCEPTED
        finding.save(update_fields=["state"])
    acting_for = next((mine[role] for role in new if mine[role]), "")
    details = {
        "rule": finding.rule,
        "roles": sorted(new),
        "until": until.isoformat() if until else "",
        "state": finding.state,
    }
    codes = [plan.code for plan in plans]
    renew_and_tell(plans, actor, "accepted", now=at)
    written(
        "accept_finding",
        "finding",
        str(finding.pk),
        actor=actor,
        now=at,
        log=("campaign", "accepted"),
        of=codes,
        reason=reason.strip(),
        acting_for=acting_for,
        details=details | {"campaigns": codes},
    )
    return finding


def accept_alike(
    *, finding_id: UUID, actor: User, reason: str, now: dt.datetime | None = None
) -> list[Finding]:
    """Accept a finding and, with the same words, what other plans in play have of the same cause:
    the same rule and subject, one plan each, such as one crowded week. Each is a signature of its
    own. Raises ``Refused`` as ``accept_finding`` does for the first.
    """
    first = accept_finding(finding_id=finding_id, actor=actor, reason=reason, now=now)
    if first.sides.count() > 1:
        return [first]
    alike = Finding.objects.filter(
        rule=first.rule,
        subject=first.subject,
        state=FindingState.OPEN,
        sides__campaign__state__in=ACTIVE_STATES,
    ).annotate(plans=Count("sides"))
    others = [
        accept_finding(finding_id=one.pk, actor=actor, reason=reason, now=now)
        for one in alike.filter(plans=1).exclude(pk=first.pk).order_by("pk")
        if _awaits(one, actor)
    ]
    return [first, *others]


def _awaits(finding: Finding, actor: User) -> bool:
    """Whether a signature of the actor's is missing."""
    given = finding.acceptances.filter(withdrawn_at__isnull=True)
    signed = set(given.values_list("role", flat=True))
    return any(
        one.role not in signed and one.signer(actor) is not None
        for way in signatures_for(finding)
        for one in way
    )


def renew_and_tell(
    plans: list[Campaign],
    actor: User,
    case: str,
    *,
    but: Iterable[User] = (),
    now: dt.datetime,
) -> None:
    """The pages of all sides changed; their owners are told, but for who hears of it otherwise."""
    for plan in plans:
        plan.etag += 1
        plan.save(update_fields=["etag"])
        people = {*planners_of(plan.owner_unit), plan.author} - set(but)
        notify_about(
            people, case, plan, now=now, tab="findings/", but=actor, person=actor.get_full_name()
        )


@transaction.atomic
def comment_finding(
    *, finding_id: UUID, actor: User, text: str, now: dt.datetime | None = None
) -> FindingComment:
    """Say something about a finding; all sides read it, and who is mentioned by ``@`` is told.
    Raises ``Refused``: 400 for an empty text or somebody mentioned who may not see the plans, 409
    when it is settled.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    words = words_within(text, attr="text")
    if not words:
        refuse("required", _("Write something."), status=400, attr="text")
    people = mentioned_readers(text, lambda person: reads(person, finding, plans))
    comment = FindingComment.objects.create(
        finding=finding, author=actor, text=words, created_at=at
    )
    renew_and_tell(plans, actor, "commented", but=people, now=at)
    for person in people:
        own = [plan for plan in plans if is_owner_side(person, plan)]
        notify_about(
            [person],
            "mentioned",
            (own or plans)[0],
            now=at,
            tab=f"findings/?at={finding.pk}#f-{finding.pk}",
            but=actor,
            person=actor.get_full_name(),
        )
    written(
        "comment_finding",
        "finding",
        str(finding.pk),
        actor=actor,
        now=at,
        log=("campaign", "commented"),
        of=[plan.code for plan in plans],
        details={"mentioned": [person.username for person in people]} if people else {},
    )
    return comment


def way_out_of(finding: Finding, way_out_id: str) -> dict[str, object]:
    """The offered way out of that id. Raises ``Refused`` (400) for one that is not offered (any
    more).
    """
    ways: list[dict[str, object]] = finding.ways_out
    found = next((way for way in ways if way["id"] == way_out_id), None)
    if found is None:
        refuse("unknown", _("This way out is not offered."), status=400, attr="way_out")
    return found
