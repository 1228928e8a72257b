"""Reasons against a step in the life of a draft: whose step it is, and what has to be true
first.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.enums import SCHEDULED, CampaignState
from campaigns.people import planners_by_unit
from common.errors import NO_PERMISSION, Reason
from comms.access import OWN_DRAFT
from comms.enums import DraftState
from comms.models import Draft
from comms.people import reviewers, writers
from comms.signoff import signatures
from organization.models import User
from organization.permissions import Permission

GIVEN_UP = frozenset({CampaignState.WITHDRAWN, CampaignState.REJECTED, CampaignState.LAPSED})
# States in which the author may write.
WRITABLE = frozenset({DraftState.WRITING, DraftState.CHANGES_REQUIRED})


# Whose step it is


def author(actor: User, draft: Draft) -> Reason | None:
    """Who wrote it, as long as they are an editor."""
    return (
        None if draft.author_id == actor.pk and actor.may(Permission.WRITE_DRAFT) else NO_PERMISSION
    )


def reviewer(actor: User, draft: Draft) -> Reason | None:
    """A reviewer who did not write it."""
    if not actor.may(Permission.REVIEW_DRAFT):
        return NO_PERMISSION
    return OWN_DRAFT if draft.author_id == actor.pk else None


def author_then_reviewer(actor: User, draft: Draft) -> Reason | None:
    """The author or a reviewer; once it is released, a reviewer alone."""
    is_reviewer = reviewer(actor, draft) is None
    if draft.state == DraftState.RELEASED:
        return None if is_reviewer else NO_PERMISSION
    return None if is_reviewer or author(actor, draft) is None else NO_PERMISSION


def successor(actor: User, draft: Draft) -> Reason | None:
    """Another editor, once who wrote it may write no more."""
    may = actor.may(Permission.WRITE_DRAFT) and draft.author_id != actor.pk
    return None if may and not writers().filter(pk=draft.author_id).exists() else NO_PERMISSION


def why_not_write(draft: Draft, actor: User) -> list[Reason]:
    """Why ``actor`` may not change the text now; empty if they may."""
    if (denied := author(actor, draft)) is not None:
        return [denied]
    if draft.state not in WRITABLE:
        return [
            Reason("wrong-state", _("The draft is with its reviewers. Take it back to change it."))
        ]
    return []


# What has to be true first


def has_text(actor: User | None, draft: Draft) -> Iterator[Reason]:
    """An empty sheet is no draft."""
    newest = draft.versions.order_by("-number").first()
    if newest is None or not newest.body.strip():
        yield Reason("empty", _("Write the text first."), attr="body")


def was_rewritten(actor: User | None, draft: Draft) -> Iterator[Reason]:
    """What was sent back is not handed in again as it was."""
    newest = draft.versions.order_by("-number").first()
    if (
        draft.state == DraftState.CHANGES_REQUIRED
        and newest is not None
        and newest.handed_in_at is not None
    ):
        yield Reason("not-rewritten", _("Changes were asked for. Write the next version first."))


def somebody_decides(actor: User | None, draft: Draft) -> Iterator[Reason]:
    """It is handed to people: a reviewer who did not write it, and a planner for each plan that it
    speaks of.
    """
    if all(one.pk == draft.author_id for one in reviewers()):
        yield Reason(
            "no-reviewer", _("There is no reviewer but its author. Ask the administrator.")
        )
    plans = draft.campaigns.select_related("owner_unit").order_by("code")
    signers = planners_by_unit({one.owner_unit for one in plans})
    for plan in plans:
        if all(one.pk == draft.author_id for one in signers[plan.owner_unit_id]):
            yield Reason(
                "no-signer",
                _("Nobody can sign for “%(campaign)s”: its unit has no planner."),
                params={"campaign": plan.name},
            )


def planners_signed(actor: User | None, draft: Draft) -> Iterator[Reason]:
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


def plans_approved(actor: User | None, draft: Draft) -> Iterator[Reason]:
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
