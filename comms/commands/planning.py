"""Themes and communication plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common import clock, locks
from common.errors import refuse
from common.write import check_etag, next_code, written
from comms.access import require_comms
from comms.enums import DraftState
from comms.models import CommunicationPlan, Theme
from organization.models import User

MANY = ("campaigns", "channels")


@transaction.atomic
def save_theme(
    *, theme: Theme, actor: User, etag: int | None = None, now: dt.datetime | None = None
) -> Theme:
    """Add or change what a period's communication is about.

    Raises ``Refused``: 403; 412 when somebody changed it after ``etag`` was read. Raises
    ``ValidationError``, ``Busy``.
    """
    require_comms(actor)
    at = now or clock.now()
    is_new = theme.pk is None
    if is_new:
        theme.code = next_code("T", "theme", at)
    else:
        present = locks.one(Theme, theme.pk)
        check_etag(present.etag, etag)
        theme.etag = present.etag + 1
    theme.full_clean()
    theme.save()
    written(
        "add_theme" if is_new else "change_theme",
        "theme",
        theme.code,
        actor=actor,
        now=at,
        log=("comms", "theme"),
    )
    return theme


@transaction.atomic
def create_plan(
    *, values: Mapping[str, Any], actor: User, now: dt.datetime | None = None
) -> CommunicationPlan:
    """Start a communication plan: name, starts_on, ends_on, theme or
    no_theme_reason, campaigns, channels.

    Raises ``Refused`` (403), ``ValidationError``.
    """
    require_comms(actor)
    at = now or clock.now()
    fields = {name: value for name, value in values.items() if name not in MANY}
    plan = CommunicationPlan(
        code=next_code("K", "communication-plan", at), created_by=actor, created_at=at, **fields
    )
    plan.full_clean()
    plan.save()
    _set_many(plan, values)
    written("add_plan", "communication_plan", plan.code, actor=actor, now=at, log=("comms", "plan"))
    return plan


@transaction.atomic
def change_plan(
    *,
    plan_id: int,
    values: Mapping[str, Any],
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> CommunicationPlan:
    """Change the given values of a communication plan.

    Raises ``Refused``: 403; 412 when somebody changed it after ``etag`` was read; 409 for a
    campaign that a draft still speaks of. Raises ``ValidationError``, ``Busy``.
    """
    require_comms(actor)
    at = now or clock.now()
    plan = locks.one(CommunicationPlan, plan_id)
    check_etag(plan.etag, etag)
    for name, value in values.items():
        if name not in MANY:
            setattr(plan, name, value)
    plan.etag += 1
    plan.full_clean()
    plan.save()
    if "campaigns" in values:
        _keep_spoken_of(plan, values["campaigns"])
    _set_many(plan, values)
    written(
        "change_plan", "communication_plan", plan.code, actor=actor, now=at, log=("comms", "plan")
    )
    return plan


def _keep_spoken_of(plan: CommunicationPlan, campaigns: list[Campaign]) -> None:
    open_drafts = plan.drafts.exclude(state=DraftState.WITHDRAWN)
    gone = (
        Campaign.objects.filter(drafts__in=open_drafts)
        .exclude(pk__in=[one.pk for one in campaigns])
        .order_by("code")
        .first()
    )
    if gone is not None:
        sentence = _("A draft speaks of “%(campaign)s”. Take it out of the draft first.")
        refuse("spoken-of", sentence, attr="campaigns", campaign=gone.name)


def _set_many(plan: CommunicationPlan, values: Mapping[str, Any]) -> None:
    for name in MANY:
        if name in values:
            getattr(plan, name).set(values[name])
