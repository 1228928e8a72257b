"""Texts: those that I review, sign, rewrite or release, and those of mine that others have."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Campaign
from common import display
from common.errors import refuse
from comms import commands
from comms.access import drafts_visible_to
from comms.enums import Decision
from comms.models import Draft
from comms.queries import PendingAction, drafts_under_review, drafts_waiting_for, unpacked
from comms.signoff import newest_handed_in, signatures, signing_rows
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer, own_plans
from desk.inbox.seen import bound, parted, require_seen
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


def to_sign(drafts: list[Draft], user: User) -> Mapping[int, list[str]]:
    """The names of the plans for which the user has still to sign each of the drafts, by its key;
    one query. Other people's plans in it are not named: they may not be theirs to see.
    """
    own = own_plans(user, Permission.WRITE_PLAN)
    rows = signing_rows().filter(
        draft__in=[one.pk for one in drafts],
        said__isnull=True,
        campaign__in=Campaign.objects.filter(own).values("pk"),
    )
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in rows.order_by("campaign__code").values_list("draft", "campaign__name"):
        names[key].append(name)
    return names


class Drafts:
    """A row for each draft."""

    code = "draft"

    def items(self, user: User, today: dt.date) -> list[Item]:
        waits = drafts_waiting_for(user)
        unsigned = [one.draft for one in waits if one.what == PendingAction.SIGN]
        names = to_sign(unsigned, user) if unsigned else {}
        found = [
            self._item(one.draft, ROWS[one.what], Side.OWE, names.get(one.draft.pk, []))
            for one in waits
        ]
        if user.may(Permission.WRITE_DRAFT):
            mine = unpacked(user.read(drafts_under_review))
            waiting = Row(
                gettext_lazy("Answer on “%(title)s”"),
                gettext_lazy("Review"),
                (),
                gettext_lazy("See its status"),
            )
            found += [self._item(draft, waiting, Side.OWED) for draft in mine]
        return found

    def _item(self, draft: Any, row: Row, side: Side, own: Sequence[str] = ()) -> Item:
        return Item(
            key=f"{self.code}:{bound(draft.code, draft.handed_in)}",
            side=side,
            kind=row.kind,
            icon="document",
            title=str(row.title) % {"title": draft.title, "campaign": display.few(own)},
            url=reverse("comms:draft", args=[draft.code]),
            campaign=draft.plan.name,
            person=str(draft.author) if side == Side.OWE else "",
            due=draft.due_on,
            weight=3,
            answers=row.answers,
            go=row.go,
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        code, seen = parted(rest)
        draft = drafts_visible_to(actor).filter(code=code).first()
        if draft is None:
            refuse("not-found", gettext_lazy("There is no such draft."), status=404)
        version = newest_handed_in(draft)
        require_seen(seen, version and version.number)
        if name in SIGNS:
            return self._sign(draft, SIGNS[name], actor, reason)
        if name not in STEPS:
            no_such_answer()
        commands.change_draft_state(
            draft_id=draft.pk, name=name, actor=actor, reason=reason, etag=draft.etag
        )
        return {
            APPROVE.name: _(
                "“%(title)s” is approved; it is released once every planner has signed."
            ),
            CHANGES.name: _("“%(title)s” goes back to its author with your words."),
            RELEASE.name: _("“%(title)s” is released; the branches see it now."),
        }[name] % {"title": draft.title}

    @transaction.atomic
    def _sign(self, draft: Draft, decision: Decision, actor: User, reason: str) -> str:
        """Sign for each of one's own campaigns that nobody has signed for; changes asked for on
        behalf of one send the draft back for all.
        """
        own = [
            one
            for one in signatures(draft)
            if actor.may(Permission.WRITE_PLAN, one.campaign.owner_unit)
        ]
        if not own:
            refuse(
                "no-permission",
                gettext_lazy("The draft speaks of none of your campaigns."),
                status=403,
            )
        open_ones = [one.campaign for one in own if one.review is None] or [own[0].campaign]
        for campaign in open_ones if decision == Decision.AGREE else open_ones[:1]:
            commands.sign_draft(
                draft_id=draft.pk, campaign=campaign, decision=decision, text=reason, actor=actor
            )
        if decision == Decision.AGREE:
            return _("You agree to what “%(title)s” says of your campaigns.") % {
                "title": draft.title
            }
        return _("The author of “%(title)s” sees what you ask for.") % {"title": draft.title}


SOURCE = Drafts()
