"""The one command that moves a plan through its life, for people and for the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.commands.plans import STALE
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.registries import registered_effects
from campaigns.workflow import TRANSITIONS, approval, closing, running, submission
from campaigns.workflow.step import Changed, Step, save_step
from common import clock, locks
from common.errors import Refused, refuse
from organization.models import User

MAX_REASON = 2000


@transaction.atomic
def change_state(
    *,
    campaign_id: int,
    name: str,
    actor: User | None,
    reason: str = "",
    now: dt.datetime | None = None,
    **options: Any,
) -> Changed:
    """Take the step ``name`` of the workflow table. ``actor`` None is the clock.

    Options: ``revision`` (the one that was read), ``content`` (the content tag that was read),
    ``placements`` and ``branches`` (launch, suspend, resume: codes). Raises ``Refused``: 404
    unknown step, 403 not his, 409 not now, 412 stale, 400 no reason given; and ``Busy``. A refusal
    that leaves something behind is not raised but stands in the result: call ``raise_refusal``
    outside the transaction.
    """
    at = now or clock.now()
    transition = TRANSITIONS.get(name)
    if transition is None or (actor is not None and not transition.is_for_people):
        refuse("not-found", _("There is no such step."), status=404)
        raise AssertionError
    if transition.needs_approval_lock:
        locks.advisory("approval")
    campaign = locks.one(Campaign, campaign_id)
    if reasons := transition.why_not(campaign, actor):
        raise Refused(reasons)
    if not reason.strip() and transition.asks_reason(campaign) and actor is not None:
        refuse("required", _("Say why."), status=400, attr="reason")
    check_precondition(campaign, revision=options.get("revision"), content=options.get("content"))
    step = Step(
        campaign=campaign,
        name=name,
        actor=actor,
        reason=reason.strip()[:MAX_REASON],
        options=options,
        now=at,
        target=transition.target or CampaignState(campaign.state),
    )
    if effect := EFFECTS.get(name):
        effect(step)
    if not step.refusal:
        for registered in registered_effects(name):
            registered(step)
    if step.copy is None:
        save_step(step)
    return Changed(
        campaign=campaign,
        check_run=step.check_run,
        landing=step.landing,
        copy=step.copy,
        refusal=step.refusal,
    )


def check_precondition(campaign: Campaign, *, revision: int | None, content: int | None) -> None:
    """Raise ``Refused`` if the plan has changed since the actor read it: 409 another revision, 412
    other content.
    """
    if revision is not None and revision != campaign.revision:
        refuse(
            "other-revision",
            _("The plan is at revision %(revision)s by now. Read it before you decide."),
            revision=campaign.revision,
        )
    if content is not None and content != campaign.content_tag:
        refuse(
            "stale",
            _("Somebody changed this after you read it. Read it again, then repeat your change."),
            status=STALE,
        )


EFFECTS: dict[str, Callable[[Step], None]] = {
    "announce": closing.announce,
    "submit": submission.submit,
    "recall": submission.back_to_draft,
    "finalise": approval.finalise,
    "approve": approval.approve,
    "return_to_plan": closing.return_to_plan,
    "reject": closing.reject,
    "redate": closing.redate,
    "launch": running.launch,
    "override_launch": running.launch,
    "suspend": running.suspend,
    "resume": running.resume,
    "end": running.end,
    "withdraw": closing.withdraw,
    "lapse": closing.lapse,
    "copy": closing.copy,
}
