"""Settling findings: accepting, discussing, proposing a way out to the other side."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from common import audit, clock, locks
from common.changelog import record_change
from common.errors import refuse
from findings.acceptors import ACCEPTANCES, Signature
from findings.enums import UNSETTLED, FindingState
from findings.models import Finding, FindingAcceptance, FindingComment
from findings.types import proposal, rule_of
from organization.models import User

FORBIDDEN = 403
MAX_DAYS = 366


def signatures_for(finding: Finding) -> list[list[Signature]]:
    """The sets of signatures each of which accepts the finding; none where nobody may. By the
    rule's entry in rules.md.
    """
    plans = sorted((side.campaign for side in finding.sides.all()), key=lambda plan: plan.pk)
    units = list({plan.owner_unit_id: plan.owner_unit for plan in plans}.values())
    return ACCEPTANCES[rule_of(finding.rule).accepted_by].sets(units)


def _open_finding(finding_id: UUID) -> tuple[Finding, list[Campaign]]:
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
    finding, plans = _open_finding(finding_id)
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
    audit.record(
        "accept_finding",
        actor=actor,
        object_type="finding",
        object_code=str(finding.pk),
        reason=reason.strip(),
        acting_for=acting_for,
        details=details | {"campaigns": [plan.code for plan in plans]},
        now=at,
    )
    _after(plans, actor, "accepted", now=at)
    return finding


def _after(plans: list[Campaign], actor: User, case: str, *, now: dt.datetime) -> None:
    """The pages of all sides changed; their owners are told; the change log comes last."""
    for plan in plans:
        plan.etag += 1
        plan.save(update_fields=["etag"])
        people = {*planners_of(plan.owner_unit), plan.author}
        notify_about(
            people, case, plan, now=now, tab="findings/", but=actor, person=actor.get_full_name()
        )
    for plan in plans:
        record_change("campaign", plan.code, case, now=now)


@transaction.atomic
def comment_finding(
    *, finding_id: UUID, actor: User, text: str, now: dt.datetime | None = None
) -> FindingComment:
    """Say something about a finding; all sides read it. Raises ``Refused`` (400) for an empty text,
    (409) when it is settled.
    """
    at = now or clock.now()
    finding, plans = _open_finding(finding_id)
    if not text.strip():
        refuse("required", _("Write something."), status=400, attr="text")
    comment = FindingComment.objects.create(
        finding=finding, author=actor, text=text.strip(), created_at=at
    )
    audit.record(
        "comment_finding", actor=actor, object_type="finding", object_code=str(finding.pk), now=at
    )
    _after(plans, actor, "commented", now=at)
    return comment


@transaction.atomic
def propose_way_out(
    *, finding_id: UUID, way_out_id: str, actor: User, label: str, now: dt.datetime | None = None
) -> FindingComment:
    """Ask the owner of the plan that a way out changes to apply it: a comment for all, and a notice
    for the owner.

    ``label`` is the way out in the actor's words (``presenting.ways_out_for``). Raises ``Refused``:
    409 for one that was proposed already.
    """
    at = now or clock.now()
    finding, plans = _open_finding(finding_id)
    way = way_out_of(finding, way_out_id)
    if finding.comments.filter(way_out=way_out_id).exists():
        refuse(
            "already-proposed",
            _("This was proposed already; the owner of the other plan has been told."),
        )
    text = proposal(label, str(way["campaign"]))
    comment = FindingComment.objects.create(
        finding=finding, author=actor, text=text, way_out=way_out_id, created_at=at
    )
    plan = next(plan for plan in plans if plan.code == way["campaign"])
    people = [*planners_of(plan.owner_unit), *heads_of(plan.owner_unit), plan.author]
    person = actor.get_full_name()
    notify_about(
        people, "proposed", plan, now=at, tab="findings/", but=actor, person=person, way=label
    )
    details = {"way_out": way["id"], "campaign": way["campaign"]}
    audit.record(
        "propose_way_out",
        actor=actor,
        object_type="finding",
        object_code=str(finding.pk),
        details=details,
        now=at,
    )
    record_change("campaign", plan.code, "propose", now=at)
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
