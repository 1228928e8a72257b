"""Writing drafts: the author's own work, version by version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import check_etag, next_code, written
from comms.access import FORBIDDEN
from comms.guards import why_not_write
from comms.models import CommunicationPlan, Draft, DraftVersion
from organization.models import User
from organization.permissions import Permission

OWN = ("kind", "title", "due_on")
MANY = ("campaigns", "branches")
MAX_BODY = 20_000


@transaction.atomic
def create_draft(
    *,
    plan: CommunicationPlan,
    values: Mapping[str, Any],
    actor: User,
    now: dt.datetime | None = None,
) -> Draft:
    """Start a draft of a communication plan: kind, title, due_on, campaigns (those of the plan, all
    if not given), branches, body.

    Raises ``Refused``: 403; 400 for a campaign that is not in the plan or a text that is too long.
    Raises ``ValidationError``.
    """
    if not actor.may(Permission.WRITE_DRAFT):
        refuse(NO_PERMISSION.code, NO_PERMISSION.detail, status=FORBIDDEN)
    at = now or clock.now()
    campaigns = list(values.get("campaigns", plan.campaigns.all()))
    _require_in_plan(plan, campaigns)
    own = {name: values[name] for name in OWN if name in values}
    draft = Draft(
        code=next_code("D", "draft", at),
        plan=plan,
        author=actor,
        created_at=at,
        updated_at=at,
        **own,
    )
    draft.full_clean()
    draft.save()
    draft.campaigns.set(campaigns)
    draft.branches.set(values.get("branches", []))
    DraftVersion.objects.create(
        draft=draft, number=1, body=_body(values.get("body", "")), created_at=at
    )
    written(
        "add_draft",
        "draft",
        draft.code,
        actor=actor,
        now=at,
        log=("comms", "create"),
        to_state=draft.state,
    )
    return draft


@transaction.atomic
def write_draft(
    *,
    draft_id: int,
    values: Mapping[str, Any],
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Draft:
    """Change the given values of one's own draft. A text that was handed in stays as it was: the
    change starts the next version.

    Raises ``Refused``: 403 for anybody but the author; 409 while it is with its reviewers; 412 when
    it was changed after ``etag`` was read; 400 as in ``create_draft``. Raises ``ValidationError``,
    ``Busy``.
    """
    at = now or clock.now()
    draft = locks.one(Draft, draft_id)
    if reasons := why_not_write(draft, actor):
        raise Refused(reasons)
    check_etag(draft.etag, etag)
    if "campaigns" in values:
        _require_in_plan(draft.plan, values["campaigns"])
    for name in OWN:
        if name in values:
            setattr(draft, name, values[name])
    draft.updated_at, draft.etag = at, draft.etag + 1
    draft.full_clean()
    draft.save()
    for name in MANY:
        if name in values:
            getattr(draft, name).set(values[name])
    if "body" in values:
        _write(draft, _body(values["body"]), at)
    written("change_draft", "draft", draft.code, actor=actor, now=at, log=("comms", "change"))
    return draft


def _write(draft: Draft, body: str, now: dt.datetime) -> None:
    newest = draft.versions.order_by("-number").first()
    if newest is not None and newest.body == body:
        return
    if newest is None or newest.handed_in_at is not None:
        DraftVersion.objects.create(
            draft=draft, number=(newest.number if newest else 0) + 1, body=body, created_at=now
        )
    else:
        newest.body = body
        newest.save(update_fields=["body"])


def _body(text: str) -> str:
    """The text with the line ends of one kind."""
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(body) > MAX_BODY:
        refuse(
            "max_length", _("At most %(most)s characters."), status=400, attr="body", most=MAX_BODY
        )
    return body


def _require_in_plan(plan: CommunicationPlan, campaigns: Iterable[Campaign]) -> None:
    inside = set(plan.campaigns.values_list("pk", flat=True))
    for campaign in campaigns:
        if campaign.pk not in inside:
            sentence = _("“%(campaign)s” is not in the communication plan.")
            refuse("not-in-plan", sentence, status=400, attr="campaigns", campaign=campaign.name)
