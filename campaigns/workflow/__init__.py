"""The life of a campaign as one table: buttons, API, commands, documents and tests all read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import guards
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.registries import Guard, registered_guards
from common import clock
from common.errors import Reason
from organization.models import User

Who = Callable[[User, Campaign], Reason | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table. ``who`` is None for what only the system does; ``target`` None leaves
    the state alone.

    ``reason`` says when words are asked for. ``needs_approval_lock`` marks what changes the
    calendar that approvals compare with.
    """

    name: str
    label: str | Promise
    sources: frozenset[S]
    target: S | None
    who: Who | None = None
    guards: tuple[Guard, ...] = ()
    reason: Callable[[Campaign], bool] | None = None
    needs_approval_lock: bool = False

    @property
    def is_for_people(self) -> bool:
        return self.who is not None

    def why_not(self, campaign: Campaign, actor: User | None) -> list[Reason]:
        """Why ``actor`` (None: the clock) may not do this now; empty if he may. Permission comes
        before state.
        """
        if actor is not None:
            denied = self.who(actor, campaign) if self.who else guards.NOT_YOURS
            if denied is not None:
                return [denied]
        if S(campaign.state) not in self.sources:
            return [_wrong_state(campaign, actor)]
        every = (*self.guards, *registered_guards(self.name))
        return [reason for guard in every for reason in guard(actor, campaign)]

    def asks_reason(self, campaign: Campaign) -> bool:
        """Whether this step on this plan has to be explained."""
        return self.reason is not None and self.reason(campaign)


def _wrong_state(campaign: Campaign, actor: User | None) -> Reason:
    return Reason(
        "wrong-state",
        _("This cannot be done with a plan in the state “%(state)s”."),
        params={"state": campaign.get_state_display()},
    )


def _always(campaign: Campaign) -> bool:
    """Always."""
    return True


def _before_last_day(campaign: Campaign) -> bool:
    """Before the last day."""
    return campaign.in_force is not None and clock.today() < campaign.in_force.ends_on


def _once_approved(campaign: Campaign) -> bool:
    """Once the plan is approved."""
    return campaign.state == S.APPROVED


def _table(rows: Iterable[Transition]) -> dict[str, Transition]:
    return {row.name: row for row in rows}


BEFORE_APPROVAL = frozenset({S.CHECKING, S.COORDINATING, S.FINALISED})

TRANSITIONS: dict[str, Transition] = _table(
    [
        Transition(
            name="announce",
            label=pgettext_lazy("action", "Announce"),
            sources=frozenset({S.DRAFT}),
            target=None,
            who=guards.planner,
            guards=(guards.not_announced,),
        ),
        Transition(
            name="submit",
            label=pgettext_lazy("action", "Submit"),
            sources=frozenset({S.DRAFT}),
            target=S.CHECKING,
            who=guards.planner,
            guards=(guards.complete_for_submission,),
        ),
        Transition(
            name="check_done",
            label=pgettext_lazy("action", "Check done"),
            sources=frozenset({S.CHECKING}),
            target=S.COORDINATING,
        ),
        Transition(
            name="retry_check",
            label=pgettext_lazy("action", "Check again"),
            sources=frozenset({S.CHECKING}),
            target=None,
            who=guards.planner_or_administrator,
        ),
        Transition(
            name="recall",
            label=pgettext_lazy("action", "Recall"),
            sources=BEFORE_APPROVAL,
            target=S.DRAFT,
            who=guards.planner,
            needs_approval_lock=True,
        ),
        Transition(
            name="finalise",
            label=pgettext_lazy("action", "Finalise"),
            sources=frozenset({S.COORDINATING}),
            target=S.FINALISED,
            who=guards.planner,
            guards=(guards.can_still_start,),
        ),
        Transition(
            name="approve",
            label=pgettext_lazy("action", "Approve"),
            sources=frozenset({S.FINALISED}),
            target=S.APPROVED,
            who=guards.approver,
            guards=(guards.signature_missing, guards.can_still_start),
            needs_approval_lock=True,
        ),
        Transition(
            name="return_to_plan",
            label=pgettext_lazy("action", "Return"),
            sources=frozenset({S.FINALISED}),
            target=S.DRAFT,
            who=guards.approver,
            reason=_always,
            needs_approval_lock=True,
        ),
        Transition(
            name="reject",
            label=pgettext_lazy("action", "Reject"),
            sources=frozenset({S.FINALISED}),
            target=S.REJECTED,
            who=guards.approver,
            reason=_always,
            needs_approval_lock=True,
        ),
        Transition(
            name="redate",
            label=pgettext_lazy("action", "To be re-dated"),
            sources=frozenset({S.FINALISED}),
            target=S.COORDINATING,
        ),
        Transition(
            name="launch",
            label=pgettext_lazy("action", "Launch"),
            sources=frozenset({S.APPROVED}),
            target=S.LIVE,
            who=guards.head,
            guards=(guards.in_window,),
        ),
        Transition(
            name="override_launch",
            label=pgettext_lazy("action", "Launch in spite of open points"),
            sources=frozenset({S.APPROVED}),
            target=S.LIVE,
            who=guards.leader,
            guards=(guards.in_window,),
            reason=_always,
        ),
        Transition(
            name="suspend",
            label=pgettext_lazy("action", "Suspend"),
            sources=frozenset({S.LIVE}),
            target=S.SUSPENDED,
            who=guards.suspender,
            reason=_always,
        ),
        Transition(
            name="resume",
            label=pgettext_lazy("action", "Resume"),
            sources=frozenset({S.SUSPENDED, S.LIVE}),  # live: a part of the plan stands still
            target=S.LIVE,
            who=guards.resumer,
            guards=(guards.resume_missing, guards.can_still_run),
        ),
        Transition(
            name="end",
            label=pgettext_lazy("action", "End"),
            sources=frozenset({S.LIVE, S.SUSPENDED}),
            target=S.ENDED,
            who=guards.head,
            reason=_before_last_day,
            needs_approval_lock=True,
        ),
        Transition(
            name="evaluate",
            label=pgettext_lazy("action", "Evaluate"),
            sources=frozenset({S.ENDED}),
            target=S.EVALUATED,
            who=guards.evaluator,
        ),
        Transition(
            name="withdraw",
            label=pgettext_lazy("action", "Withdraw"),
            sources=frozenset({S.DRAFT, S.APPROVED}) | BEFORE_APPROVAL,
            target=S.WITHDRAWN,
            who=guards.planner_then_head,
            reason=_once_approved,
            needs_approval_lock=True,
        ),
        Transition(
            name="lapse",
            label=pgettext_lazy("action", "Lapse"),
            sources=frozenset({S.DRAFT, S.CHECKING, S.COORDINATING, S.APPROVED}),
            target=S.LAPSED,
            needs_approval_lock=True,
        ),
        Transition(
            name="copy",
            label=pgettext_lazy("action", "Copy"),
            sources=frozenset(S),
            target=None,
            who=guards.planner,
        ),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A step as one person finds it: allowed, or why not."""

    name: str
    label: str | Promise
    reasons: tuple[Reason, ...]
    asks_reason: bool

    @property
    def is_allowed(self) -> bool:
        return not self.reasons


def why_not(name: str, campaign: Campaign, actor: User) -> list[Reason]:
    """Why ``actor`` may not take the step ``name`` now; empty if he may. Raises ``KeyError`` for an
    unknown step.
    """
    return TRANSITIONS[name].why_not(campaign, actor)


def transitions_for(campaign: Campaign, actor: User) -> list[Offered]:
    """Every step that people take, in the order of the table, each allowed or with the reasons
    against it.
    """
    return [
        Offered(
            name=row.name,
            label=row.label,
            reasons=tuple(row.why_not(campaign, actor)),
            asks_reason=row.asks_reason(campaign),
        )
        for row in TRANSITIONS.values()
        if row.is_for_people
    ]
