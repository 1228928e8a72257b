"""The buttons of a campaign: which of its steps a person finds, how they look, what they ask first,
and doing them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from campaigns import commands
from campaigns.access import is_owner_side
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.views.visible import campaign_or_404
from campaigns.workflow import transitions_for
from common.errors import Reason
from organization.http import SignedInRequest
from organization.models import User

S = CampaignState
NUMBER = re.compile(r"[0-9]{1,18}")
READ = {"etag": "content", "revision": "revision"}  # field of the form: option of the step
# The step that brings a plan on from its state: the one primary button.
FORWARD = {
    S.DRAFT: "submit",
    S.CHECKING: "retry_check",
    S.COORDINATING: "finalise",
    S.FINALISED: "approve",
    S.APPROVED: "launch",
    S.SUSPENDED: "resume",
    S.ENDED: "evaluate",
}
ICONS = {
    "announce": "megaphone",
    "submit": "send",
    "retry_check": "refresh",
    "recall": "undo",
    "finalise": "check",
    "approve": "stamp",
    "return_to_plan": "undo",
    "reject": "cross-circle",
    "launch": "play",
    "override_launch": "bolt",
    "suspend": "pause",
    "resume": "play",
    "end": "stop",
    "evaluate": "check-circle",
    "withdraw": "undo",
    "copy": "copy",
}
QUIET = frozenset({"copy", "withdraw", "announce", "override_launch", "reject"})  # behind "more"
DANGEROUS = frozenset(
    {"withdraw", "reject", "end", "suspend", "override_launch"}
)  # asked again first
HIDDEN = frozenset(
    {"no-permission", "wrong-state", "check-running", "nothing-held"}
)  # reasons that make a button mere noise
# What a person decides on is what he has read: these steps say which content that was.
ON_CONTENT = frozenset({"submit"})
ON_REVISION = frozenset({"finalise", "approve", "return_to_plan", "reject"})
QUESTIONS: dict[str, str | Promise] = {
    "withdraw": _(
        "The plan is given up: what it reserved is freed, and plans that stood against it are"
        " checked again."
    ),
    "reject": _("The plan is turned down for good. The planner sees your reason."),
    "return_to_plan": _("The plan goes back to its draft. The planner sees your reason."),
    "end": _("The plan ends today for all branches and channels."),
    "suspend": _("Nothing more goes out until the head and the service manager resume the plan."),
    "override_launch": _(
        "The plan goes live although not everything is in place. Your reason is kept."
    ),
}
DONE: dict[str, str | Promise] = {
    "announce": _(
        "The intention is known to all departments: name, window, products, channels and branches."
    ),
    "submit": _("Submitted. The check runs now; what it finds appears here by itself."),
    "retry_check": _("The check starts again."),
    "recall": _("The plan is a draft again. Discussions and reservations of others are kept."),
    "finalise": _("Finalised. Those who approve have been told."),
    "approve": _("Your approval is recorded."),
    "return_to_plan": _("Returned. The planner has been told why."),
    "reject": _("Rejected. The planner has been told why."),
    "launch": _("The plan is live."),
    "override_launch": _("The plan is live. Your reason is recorded."),
    "suspend": _("Suspended. Nothing more goes out."),
    "resume": _("Your agreement to resume is recorded."),
    "end": _("Ended. What was reserved is freed; evaluate it within 30 days."),
    "evaluate": _("Evaluated."),
    "withdraw": _("Withdrawn. What it reserved is freed."),
    "copy": _("Copied into a new draft. Set its window first."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button: refused when ``reason`` is set; with ``dialog`` it asks first, with ``asks_reason``
    for words too.

    ``fields`` go with the form: what of the plan was read.
    """

    name: str
    label: str | Promise
    icon: str
    url: str
    reason: Reason | None
    asks_reason: bool
    dialog: str
    question: str | Promise
    is_dangerous: bool
    fields: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Actions:
    """The primary button, those beside it, and those behind "more"."""

    primary: Action | None
    beside: Sequence[Action]
    more: Sequence[Action]

    @property
    def dialogs(self) -> list[Action]:
        every = [self.primary, *self.beside, *self.more]
        return [one for one in every if one is not None and one.dialog and one.reason is None]


def actions_of(campaign: Campaign, user: User) -> Actions:
    """The steps that this person may take, and those of his that something else still stands
    against.
    """
    found: dict[str, Action] = {}
    for offered in transitions_for(campaign, user):
        reason = offered.reasons[0] if offered.reasons else None
        if (
            reason is not None
            and reason.code in HIDDEN
            and not is_awaited(offered.name, reason, campaign, user)
        ):
            continue
        asks = offered.asks_reason or offered.name in DANGEROUS
        found[offered.name] = Action(
            name=offered.name,
            label=offered.label,
            icon=ICONS[offered.name],
            url=reverse("campaigns:act", args=[campaign.code, offered.name]),
            reason=reason,
            asks_reason=offered.asks_reason,
            dialog=f"ask-{offered.name}" if asks else "",
            question=QUESTIONS.get(offered.name, ""),
            is_dangerous=offered.name in DANGEROUS,
            fields=what_was_read(offered.name, campaign),
        )
    primary = found.pop(FORWARD.get(S(campaign.state), ""), None)
    beside = [one for name, one in found.items() if name not in QUIET]
    return Actions(
        primary,
        beside,
        [one for name, one in found.items() if name in QUIET and one.reason is None],
    )


def what_was_read(name: str, campaign: Campaign) -> list[tuple[str, int]]:
    """The form fields by which a step is refused when the plan has changed since its page was
    made.
    """
    if name in ON_CONTENT:
        return [("etag", campaign.content_tag)]
    return [("revision", campaign.revision)] if name in ON_REVISION else []


def is_awaited(name: str, reason: Reason, campaign: Campaign, user: User) -> bool:
    """Whether the plan's own people see a step of somebody else, refused: approval is what they
    wait for.
    """
    is_approval = name == FORWARD[S.FINALISED] and campaign.state == S.FINALISED
    return is_approval and reason.code == "no-permission" and is_owner_side(user, campaign)


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step of the life cycle; refusals go back to the page in words."""
    campaign = campaign_or_404(request.user, code)
    reason = request.POST.get("reason", "")
    read: dict[str, Any] = {
        option: int(text)
        for name, option in READ.items()
        if NUMBER.fullmatch(text := request.POST.get(name, ""))
    }
    changed = commands.change_state(
        campaign_id=campaign.pk, name=transition, actor=request.user, reason=reason, **read
    ).raise_refusal()
    if changed.copy is not None:
        messages.success(request, str(DONE[transition]))
        return redirect("campaigns:edit", changed.copy.code)
    messages.success(request, str(DONE[transition]))
    return redirect(changed.landing or reverse("campaigns:detail", args=[code]))


@require_POST
def delete(request: SignedInRequest, code: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    campaign = campaign_or_404(request.user, code)
    commands.delete_draft(campaign_id=campaign.pk, actor=request.user)
    messages.success(request, _("The draft “%(name)s” is deleted.") % {"name": campaign.name})
    return redirect("campaigns:list")
