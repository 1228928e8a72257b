"""Proposing a way out to who can take it, and the answer of who will not."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns import guards
from campaigns.models import Campaign
from campaigns.notices import notify_about
from common import clock
from common.errors import Refused, refuse
from common.write import written
from findings.asked import asked_for
from findings.commands.settling import open_finding, way_out_of
from findings.models import Finding, FindingComment
from findings.types import proposal
from findings.way_forms import FORMS
from organization.models import User


@transaction.atomic
def propose_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    label: str,
    text: str = "",
    now: dt.datetime | None = None,
) -> FindingComment:
    """Ask the owner of the plan that a way out changes to apply it, or who can do what is only
    advice: a comment for all, perhaps with words of the actor, and a notice.

    ``label`` is the way out in the actor's words (``presenting.ways_out_for``). Raises ``Refused``:
    409 for one that was proposed already and not declined.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    way = way_out_of(finding, way_out_id)
    if proposal_of(finding, way_out_id) is not None:
        refuse("already-proposed", _("This was proposed already; who can do it has been told."))
    comment = FindingComment.objects.create(
        finding=finding,
        author=actor,
        text="\n".join([proposal(label, str(way["campaign"])), *text.strip().splitlines()]),
        way_out=way_out_id,
        created_at=at,
    )
    plan = next(plan for plan in plans if plan.code == way["campaign"])
    form = FORMS[str(way["kind"])]
    notify_about(
        asked_for(str(way["kind"]), finding, plan, plans, actor),
        "asked" if form.is_asked else "proposed",
        plan,
        now=at,
        tab="findings/",
        but=actor,
        person=actor.get_full_name(),
        way=label,
    )
    _written("propose_way_out", finding, plan, actor, way_out_id, now=at, operation="propose")
    return comment


@transaction.atomic
def decline_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    label: str,
    text: str,
    now: dt.datetime | None = None,
) -> FindingComment:
    """Say no to a proposal, and why; who proposed it is told, and may propose it again.

    Raises ``Refused``: 400 no words, 403 not the actor's plan, 409 nobody proposes it.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    way = way_out_of(finding, way_out_id)
    plan = next(plan for plan in plans if plan.code == way["campaign"])
    if guards.planner(actor, plan) and (denied := guards.head(actor, plan)):
        raise Refused(denied)
    asked = proposal_of(finding, way_out_id)
    if asked is None:
        refuse("not-proposed", _("Nobody proposes this way out now."))
    if not text.strip():
        refuse("required", _("Say why."), status=400, attr="text")
    comment = FindingComment.objects.create(
        finding=finding,
        author=actor,
        text=text.strip(),
        way_out=way_out_id,
        is_decline=True,
        created_at=at,
    )
    notify_about(
        [asked.author],
        "declined",
        plan,
        now=at,
        tab="findings/",
        but=actor,
        person=actor.get_full_name(),
        way=label,
    )
    _written("decline_way_out", finding, plan, actor, way_out_id, now=at, operation="decline")
    return comment


def proposal_of(finding: Finding, way_out_id: str) -> FindingComment | None:
    """The comment that proposes a way out and was not declined."""
    last = finding.comments.filter(way_out=way_out_id).order_by("-id").first()
    return None if last is None or last.is_decline else last


def _written(
    action: str,
    finding: Finding,
    plan: Campaign,
    actor: User,
    way_out_id: str,
    *,
    now: dt.datetime,
    operation: str,
) -> None:
    written(
        action,
        "finding",
        str(finding.pk),
        actor=actor,
        now=now,
        log=("campaign", operation),
        of=[plan.code],
        details={"way_out": way_out_id, "campaign": plan.code},
    )
