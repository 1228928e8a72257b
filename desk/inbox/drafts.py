"""Texts: those that I review, sign, rewrite or release, and those of mine that others have."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import display
from common.errors import refuse
from comms import commands
from comms.access import drafts_visible_to
from comms.enums import Decision, DraftState
from comms.models import Draft
from comms.queries import PendingAction, drafts_waiting_for, listed
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, own_plans
from organization.models import User
from organization.permissions import Permission

APPROVE = Answer(
    name="approve",
    label=pgettext_lazy("draft", "Approve"),
    icon="check",
    is_best=True,
    is_bulk=True,
)
CHANGES = Answer(name="require_changes", label=gettext_lazy("Require changes"), asks_reason=True)
AGREE = Answer(name="agree", label=gettext_lazy("Agree"), icon="check", is_best=True)
OBJECT = Answer(name="changes", label=gettext_lazy("Ask for changes"), asks_reason=True)
RELEASE = Answer(name="release", label=gettext_lazy("Release"), icon="send", is_best=True)


@dataclass(frozen=True, slots=True)
class Row:
    """How a draft looks in the inbox, by what it waits for."""

    title: str | Promise
    kind: str | Promise
    answers: tuple[Answer, ...]
    go: str | Promise


ROWS = {
    PendingAction.REVIEW: Row(
        gettext_lazy("Review “%(title)s”"),
        gettext_lazy("Review"),
        (APPROVE, CHANGES),
        gettext_lazy("Read it"),
    ),
    PendingAction.SIGN: Row(
        gettext_lazy("Is “%(title)s” right about “%(campaign)s”?"),
        gettext_lazy("Signature"),
        (AGREE, OBJECT),
        gettext_lazy("Read it"),
    ),
    PendingAction.REWRITE: Row(
        gettext_lazy("Rewrite “%(title)s”"),
        gettext_lazy("Changes required"),
        (),
        gettext_lazy("Write"),
    ),
    PendingAction.RELEASE: Row(
        gettext_lazy("Release “%(title)s” to the branches"),
        gettext_lazy("Release"),
        (RELEASE,),
        gettext_lazy("Read it"),
    ),
}
STEPS = {APPROVE.name, CHANGES.name, RELEASE.name}
SIGNS = {AGREE.name: Decision.AGREE, OBJECT.name: Decision.CHANGES}


def spoken_of(draft: Draft) -> str:
    """The names of the campaigns of a draft that ``listed`` read."""
    return display.few([one.name for one in draft.campaigns.all()])


class Drafts:
    """A row for each draft."""

    code = "draft"

    def items(self, user: User, today: dt.date) -> list[Item]:
        found = [
            self._item(one.draft, ROWS[one.what], Side.OWE) for one in drafts_waiting_for(user)
        ]
        if user.may(Permission.WRITE_DRAFT):
            mine = listed(
                Draft.objects.filter(
                    author=user, state__in=(DraftState.IN_REVIEW, DraftState.APPROVED)
                )
            )
            waiting = Row(
                gettext_lazy("Answer on “%(title)s”"),
                gettext_lazy("Review"),
                (),
                gettext_lazy("See its status"),
            )
            found += [self._item(draft, waiting, Side.OWED) for draft in mine]
        return found

    def _item(self, draft: Draft, row: Row, side: Side) -> Item:
        return Item(
            key=f"{self.code}:{draft.code}",
            side=side,
            kind=row.kind,
            icon="document",
            title=str(row.title) % {"title": draft.title, "campaign": spoken_of(draft)},
            url=reverse("comms:draft", args=[draft.code]),
            campaign=draft.plan.name,
            person=str(draft.author) if side == Side.OWE else "",
            due=draft.due_on,
            weight=3,
            answers=row.answers,
            go=row.go,
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        draft = drafts_visible_to(actor).filter(code=rest).first()
        if draft is None:
            refuse("not-found", gettext_lazy("There is no such draft."), status=404)
        if name in SIGNS:
            return self._sign(draft, SIGNS[name], actor, reason)
        if name not in STEPS:
            no_such_answer()
        commands.change_draft_state(draft_id=draft.pk, name=name, actor=actor, reason=reason)
        return {
            APPROVE.name: _(
                "“%(title)s” is approved; it is released once every planner has signed."
            ),
            CHANGES.name: _("“%(title)s” goes back to its author with your words."),
            RELEASE.name: _("“%(title)s” is released; the branches see it now."),
        }[name] % {"title": draft.title}

    def _sign(self, draft: Draft, decision: Decision, actor: User, reason: str) -> str:
        """Sign for each of one's own campaigns that the draft speaks of."""
        mine = list(
            draft.campaigns.filter(own_plans(actor, Permission.WRITE_PLAN)).select_related(
                "owner_unit"
            )
        )
        if not mine:
            refuse(
                "no-permission",
                gettext_lazy("The draft speaks of none of your campaigns."),
                status=403,
            )
        for campaign in mine:
            commands.sign_draft(
                draft_id=draft.pk, campaign=campaign, decision=decision, text=reason, actor=actor
            )
        if decision == Decision.AGREE:
            return _("You agree to what “%(title)s” says of your campaigns.") % {
                "title": draft.title
            }
        return _("The author of “%(title)s” sees what you ask for.") % {"title": draft.title}


SOURCE = Drafts()
