"""The steps of a plan from its approval to its end, and those that give it up or copy it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import amendment_guards, guards
from campaigns.enums import AMENDED, DECIDED
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.workflow import amending, closing, running
from campaigns.workflow.step import Step
from campaigns.workflow.until_approval import BEFORE_APPROVAL, Row
from common import clock
from common.machine import Weight, always


def before_last_day(campaign: Campaign) -> bool:
    """Before the last day."""
    return campaign.in_force is not None and clock.today() < campaign.in_force.ends_on


def once_approved(campaign: Campaign) -> bool:
    """Once the plan is approved."""
    return campaign.state == S.APPROVED


def ending(step: Step) -> None:
    """The plan closes, and an open amendment of it falls away."""
    running.end(step)
    amending.overtake(step)


ROWS: tuple[Row, ...] = (
    Row(
        name="launch",
        label=pgettext_lazy("action", "Launch"),
        icon="play",
        sources=frozenset({S.APPROVED}),
        target=S.LIVE,
        who=guards.head,
        guards=(guards.in_window,),
        effect=running.launch,
        notices=running.tell_launched,
        weight=Weight.PRIMARY,
        question=_(
            "The plan starts in all its branches. Tick branches to start only these; the others are"
            " deferred until you resume them."
        ),
        done=_("The plan is live."),
    ),
    Row(
        name="override_launch",
        label=pgettext_lazy("action", "Launch in spite of open points"),
        icon="bolt",
        sources=frozenset({S.APPROVED}),
        target=S.LIVE,
        who=guards.leader,
        guards=(guards.in_window,),
        effect=running.launch,
        notices=running.tell_launched,
        weight=Weight.MORE,
        reason=always,
        is_dangerous=True,
        question=_("The plan goes live although not everything is in place. Your reason is kept."),
        done=_("The plan is live. Your reason is recorded."),
    ),
    Row(
        name="suspend",
        label=pgettext_lazy("action", "Suspend"),
        icon="pause",
        sources=frozenset({S.LIVE}),
        target=S.SUSPENDED,
        who=guards.suspender,
        effect=running.suspend,
        notices=running.tell_suspended,
        reason=always,
        is_dangerous=True,
        question=_(
            "Nothing more goes out until the head and the service manager resume it. Tick channels"
            " or branches to suspend only these; without a tick the whole plan stops."
        ),
        done=_("Suspended. Nothing more goes out."),
    ),
    Row(
        name="resume",
        label=pgettext_lazy("action", "Resume"),
        icon="play",
        sources=frozenset({S.SUSPENDED, S.LIVE}),  # live: a part of the plan stands still
        target=S.LIVE,
        who=guards.resumer,
        guards=(guards.resume_missing, guards.can_still_run),
        effect=running.resume,
        notices=running.tell_resumed,
        weight=Weight.PRIMARY,
        aside_in=frozenset({S.LIVE}),
        hidden_by=frozenset({"nothing-held"}),
        done=_("You agreed to resume; once both have agreed, the plan runs on."),
    ),
    Row(
        name="end",
        label=pgettext_lazy("action", "End"),
        icon="stop",
        sources=frozenset({S.LIVE, S.SUSPENDED}),
        target=S.ENDED,
        who=guards.head,
        effect=ending,
        notices=running.tell_ended,
        lock="approval",
        reason=before_last_day,
        is_dangerous=True,
        question=_("The plan ends today for all branches and channels."),
        done=_("Ended. What was reserved is freed; evaluate it within 30 days."),
    ),
    Row(
        name="evaluate",
        label=pgettext_lazy("action", "Evaluate"),
        icon="check-circle",
        sources=frozenset({S.ENDED}),
        target=S.EVALUATED,
        who=guards.evaluator,
        weight=Weight.PRIMARY,
        question=_("The plan is closed for good as evaluated; no results are entered after that."),
        done=_("Evaluated."),
    ),
    Row(
        name="amend",
        label=pgettext_lazy("action", "Amend"),
        icon="edit",
        sources=DECIDED,
        target=None,
        who=guards.planner,
        guards=(amendment_guards.no_open_amendment,),
        effect=amending.begin,
        hidden_by=frozenset({"amendment-open"}),
        done=_("An amendment is begun. The plan runs on as it is until the amendment is approved."),
        audit_label=pgettext_lazy("audit", "Amendment begun"),
    ),
    Row(
        name="withdraw",
        label=pgettext_lazy("action", "Withdraw"),
        icon="undo",
        sources=frozenset({S.DRAFT, S.APPROVED}) | BEFORE_APPROVAL,
        target=S.WITHDRAWN,
        who=guards.planner_then_head,
        effect=amending.give_up,
        notices=closing.tell_withdrawn,
        lock="approval",
        weight=Weight.MORE,
        reason=once_approved,
        is_dangerous=True,
        question=_(
            "The plan is given up: what it reserved is freed, and plans in conflict with it are"
            " checked again."
        ),
        done=_("Withdrawn. What it reserved is freed."),
    ),
    Row(
        name="merge",
        label=pgettext_lazy("action", "Merged into a joint plan"),
        sources=frozenset({S.DRAFT, S.APPROVED}) | BEFORE_APPROVAL,
        target=S.WITHDRAWN,
        effect=amending.give_up,
        notices=closing.tell_withdrawn,
        lock="approval",
        audit_label=pgettext_lazy("audit", "Merged into a joint plan"),
    ),
    Row(
        name="lapse",
        label=pgettext_lazy("action", "Lapse"),
        sources=frozenset({S.DRAFT, S.CHECKING, S.COORDINATING, S.APPROVED}),
        target=S.LAPSED,
        effect=amending.give_up,
        notices=closing.tell_lapsed,
        lock="approval",
        audit_label=pgettext_lazy("audit", "Lapsed"),
    ),
    Row(
        name="copy",
        label=pgettext_lazy("action", "Copy"),
        icon="copy",
        sources=frozenset(S) - AMENDED,
        target=None,
        who=guards.planner,
        effect=closing.copy,
        leaves_object=True,
        weight=Weight.MORE,
        done=_("Copied into a new draft. Set its window first."),
        audit_label=pgettext_lazy("audit", "Copied"),
    ),
)
