"""The life of a draft as one table: buttons, API, command and tests all read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import SCHEDULED, CampaignState
from campaigns.workflow import Offered
from common.errors import Reason
from comms.access import NOT_YOURS, OWN_DRAFT
from comms.enums import DraftState as S
from comms.models import Draft
from comms.signoff import signatures
from organization.models import User
from organization.permissions import Permission

Who = Callable[[User, Draft], Reason | None]
Guard = Callable[[User, Draft], Iterable[Reason]]
GIVEN_UP = frozenset({CampaignState.WITHDRAWN, CampaignState.REJECTED, CampaignState.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table. ``reason`` says whether words are asked for."""

    name: str
    label: str | Promise
    sources: frozenset[S]
    target: S
    who: Who
    guards: tuple[Guard, ...] = ()
    reason: Callable[[Draft], bool] | None = None

    def why_not(self, draft: Draft, actor: User) -> list[Reason]:
        """Why ``actor`` may not do this now; empty if he may. Permission comes before state."""
        denied = self.who(actor, draft)
        if denied is not None:
            return [denied]
        if S(draft.state) not in self.sources:
            sentence = _("This cannot be done with a draft in the state “%(state)s”.")
            return [Reason("wrong-state", sentence, params={"state": draft.get_state_display()})]
        return [reason for guard in self.guards for reason in guard(actor, draft)]

    def asks_reason(self, draft: Draft) -> bool:
        """Whether this step has to be explained."""
        return self.reason is not None and self.reason(draft)


def author(actor: User, draft: Draft) -> Reason | None:
    """Who wrote it, as long as he is an editor."""
    return None if draft.author_id == actor.pk and actor.may(Permission.WRITE_DRAFT) else NOT_YOURS


def reviewer(actor: User, draft: Draft) -> Reason | None:
    """A reviewer who did not write it."""
    if not actor.may(Permission.REVIEW_DRAFT):
        return NOT_YOURS
    return OWN_DRAFT if draft.author_id == actor.pk else None


def author_then_reviewer(actor: User, draft: Draft) -> Reason | None:
    """The author or a reviewer; once it is released, a reviewer alone."""
    is_reviewer = reviewer(actor, draft) is None
    if draft.state == S.RELEASED:
        return None if is_reviewer else NOT_YOURS
    return None if is_reviewer or author(actor, draft) is None else NOT_YOURS


def has_text(actor: User, draft: Draft) -> Iterator[Reason]:
    """An empty sheet is no draft."""
    newest = draft.versions.order_by("-number").first()
    if newest is None or not newest.body.strip():
        yield Reason("empty", _("Write the text first."))


def was_rewritten(actor: User, draft: Draft) -> Iterator[Reason]:
    """What was sent back is not handed in again as it was."""
    newest = draft.versions.order_by("-number").first()
    if draft.state == S.CHANGES_REQUIRED and newest is not None and newest.handed_in_at is not None:
        yield Reason("not-rewritten", _("Changes were asked for. Write the next version first."))


def planners_signed(actor: User, draft: Draft) -> Iterator[Reason]:
    """The planner of every campaign that the draft speaks of agrees to this version."""
    for signature in signatures(draft):
        names = {"campaign": signature.campaign.name}
        if signature.asks_changes:
            yield Reason(
                "changes-asked", _("The planner of “%(campaign)s” asks for changes."), params=names
            )
        elif not signature.is_signed:
            yield Reason(
                "not-signed", _("The planner of “%(campaign)s” has not signed yet."), params=names
            )


def plans_approved(actor: User, draft: Draft) -> Iterator[Reason]:
    """Branches hear of approved plans only, so what speaks of others waits."""
    for campaign in draft.campaigns.order_by("code"):
        if campaign.state in GIVEN_UP:
            sentence = _("It speaks of “%(campaign)s”, which does not take place.")
            yield Reason("plan-given-up", sentence, params={"campaign": campaign.name})
        elif campaign.state not in SCHEDULED:
            sentence = _(
                "“%(campaign)s” is not approved yet; branches hear of approved plans only."
            )
            yield Reason("plan-not-approved", sentence, params={"campaign": campaign.name})


def _always(draft: Draft) -> bool:
    return True


def _once_released(draft: Draft) -> bool:
    return draft.state == S.RELEASED


TRANSITIONS: dict[str, Transition] = {
    row.name: row
    for row in (
        Transition(
            name="hand_in",
            label=pgettext_lazy("draft", "Hand in for review"),
            sources=frozenset({S.WRITING, S.CHANGES_REQUIRED}),
            target=S.IN_REVIEW,
            who=author,
            guards=(has_text, was_rewritten),
        ),
        Transition(
            name="take_back",
            label=pgettext_lazy("draft", "Take back"),
            sources=frozenset({S.IN_REVIEW, S.APPROVED}),
            target=S.WRITING,
            who=author,
        ),
        Transition(
            name="approve",
            label=pgettext_lazy("draft", "Approve"),
            sources=frozenset({S.IN_REVIEW}),
            target=S.APPROVED,
            who=reviewer,
        ),
        Transition(
            name="require_changes",
            label=pgettext_lazy("draft", "Require changes"),
            sources=frozenset({S.IN_REVIEW, S.APPROVED}),
            target=S.CHANGES_REQUIRED,
            who=reviewer,
            reason=_always,
        ),
        Transition(
            name="release",
            label=pgettext_lazy("draft", "Release to branches"),
            sources=frozenset({S.APPROVED}),
            target=S.RELEASED,
            who=reviewer,
            guards=(planners_signed, plans_approved),
        ),
        Transition(
            name="withdraw",
            label=pgettext_lazy("draft", "Withdraw"),
            sources=frozenset(S) - {S.WITHDRAWN},
            target=S.WITHDRAWN,
            who=author_then_reviewer,
            reason=_once_released,
        ),
    )
}
# States in which the author may write.
WRITABLE = frozenset({S.WRITING, S.CHANGES_REQUIRED})


def why_not(name: str, draft: Draft, actor: User) -> list[Reason]:
    """Why ``actor`` may not take the step ``name`` now; empty if he may. Raises ``KeyError`` for an
    unknown step.
    """
    return TRANSITIONS[name].why_not(draft, actor)


def transitions_for(draft: Draft, actor: User) -> list[Offered]:
    """Every step in the order of the table, each allowed or with the reasons against it."""
    return [
        Offered(
            name=row.name,
            label=row.label,
            reasons=tuple(row.why_not(draft, actor)),
            asks_reason=row.asks_reason(draft),
        )
        for row in TRANSITIONS.values()
    ]


def why_not_write(draft: Draft, actor: User) -> list[Reason]:
    """Why ``actor`` may not change the text now; empty if he may."""
    if (denied := author(actor, draft)) is not None:
        return [denied]
    if draft.state not in WRITABLE:
        return [
            Reason("wrong-state", _("The draft is with its reviewers. Take it back to change it."))
        ]
    return []
