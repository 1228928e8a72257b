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
    change starts the next version. So does another title, kind or plan spoken of, since it was
    signed with them.

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
    is_other = _is_other(draft, values)
    for name in OWN:
        if name in values:
            setattr(draft, name, values[name])
    draft.updated_at, draft.etag = at, draft.etag + 1
    draft.full_clean()
    draft.save()
    for name in MANY:
        if name in values:
            getattr(draft, name).set(values[name])
    _write(draft, values.get("body"), at, is_other=is_other)
    written("change_draft", "draft", draft.code, actor=actor, now=at, log=("comms", "change"))
    return draft


def _is_other(draft: Draft, values: Mapping[str, Any]) -> bool:
    """Whether what stands around the text, and was signed with it, becomes another."""
    if any(name in values and values[name] != getattr(draft, name) for name in ("title", "kind")):
        return True
    spoken = {one.pk for one in values.get("campaigns", ())}
    return "campaigns" in values and spoken != set(draft.campaigns.values_list("pk", flat=True))


def _write(draft: Draft, text: str | None, now: dt.datetime, *, is_other: bool) -> None:
    newest = draft.versions.order_by("-number").first()
    present = newest.body if newest else ""
    body = present if text is None else _body(text)
    if newest is None or (newest.handed_in_at is not None and (is_other or body != present)):
        DraftVersion.objects.create(
            draft=draft, number=(newest.number if newest else 0) + 1, body=body, created_at=now
        )
    elif body != present:
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
