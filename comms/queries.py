"""What waits for whom, what stands in a period, what speaks of a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from campaigns.access import visible_to
from campaigns.enums import SCHEDULED
from campaigns.loading import hold
from campaigns.models import Campaign
from common import clock
from common.nested import WrittenOnce, array_of, rows_of
from comms.access import drafts_visible_to, reads_released_only, sees_comms
from comms.enums import Decision, DraftState
from comms.models import CommunicationPlan, Draft, DraftVersion
from comms.people import READERS, readers, writers
from comms.signoff import UNDER_REVIEW, signing_rows
from organization.models import Membership, Unit, User
from organization.permissions import Permission

NOBODY = Q(pk__in=[])


class PendingAction(StrEnum):
    """What a draft waits for."""

    REVIEW = "review"
    SIGN = "sign"
    REWRITE = "rewrite"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class PendingDraft:
    """A draft, and what it waits for from one person."""

    draft: Draft
    what: PendingAction


def _to_review(user: User) -> Q:
    if not user.may(Permission.REVIEW_DRAFT):
        return NOBODY
    return Q(state=DraftState.IN_REVIEW) & ~Q(author=user)


def _to_release(user: User) -> Q:
    if not user.may(Permission.REVIEW_DRAFT):
        return NOBODY
    here = signing_rows().filter(draft=OuterRef("pk"))
    unsigned = here.filter(Q(said__isnull=True) | ~Q(said=Decision.AGREE))
    unapproved = Draft.campaigns.through.objects.filter(draft=OuterRef("pk")).exclude(
        campaign__state__in=SCHEDULED
    )
    return Q(~Exists(unsigned), ~Exists(unapproved), state=DraftState.APPROVED) & ~Q(author=user)


def _to_sign(user: User) -> Q:
    if not user.may(Permission.WRITE_PLAN):
        return NOBODY
    own = Campaign.objects.filter(user.scope(Permission.WRITE_PLAN).q("owner_unit"))
    unsaid = signing_rows().filter(
        draft=OuterRef("pk"), said__isnull=True, campaign__in=own.values("pk")
    )
    return Q(Exists(unsaid), state__in=UNDER_REVIEW) & ~Q(author=user)


def _to_rewrite(user: User) -> Q:
    """One's own, and those of who writes no more: another editor takes them over."""
    if not user.may(Permission.WRITE_DRAFT):
        return NOBODY
    mine = Q(author=user) | ~Q(author__in=writers().values("pk"))
    return Q(state=DraftState.CHANGES_REQUIRED) & mine


def _conditions(user: User) -> dict[PendingAction, Q]:
    return {
        PendingAction.REVIEW: _to_review(user),
        PendingAction.SIGN: _to_sign(user),
        PendingAction.REWRITE: _to_rewrite(user),
        PendingAction.RELEASE: _to_release(user),
    }


def drafts_waiting_for(user: User) -> list[PendingDraft]:
    """Everything about drafts that this person has to do: review, sign, rewrite, release; the
    earliest due first.
    """
    if not _has_part(user):
        return []
    rows = unpacked(user.read(pending_drafts))
    return [PendingDraft(row, PendingAction(row.waits)) for row in rows]


def pending_drafts(user: User) -> QuerySet[Any]:
    """The drafts that wait for this person, ``with_parts``, each with what it ``waits`` for."""
    conditions = _conditions(user)
    every = NOBODY
    for condition in conditions.values():
        every |= condition
    what = Case(
        *[When(condition, then=Value(str(name))) for name, condition in conditions.items()],
        output_field=CharField(),
    )
    rows = Draft.objects.filter(every).annotate(waits=what)
    return with_parts(rows).order_by("due_on", "updated_at")


def waiting_drafts(user: User) -> QuerySet[Draft]:
    """The drafts that wait for this person."""
    every = NOBODY
    for condition in _conditions(user).values() if _has_part(user) else ():
        every |= condition
    return Draft.objects.filter(every)


def _has_part(user: User) -> bool:
    return any(
        user.may(one)
        for one in (Permission.REVIEW_DRAFT, Permission.WRITE_DRAFT, Permission.WRITE_PLAN)
    )


def drafts_under_review(user: User) -> QuerySet[Any]:
    """What the person wrote and others decide on, ``with_parts``."""
    return with_parts(Draft.objects.filter(author=user, state__in=UNDER_REVIEW))


def with_parts(drafts: QuerySet[Any]) -> QuerySet[Any]:
    """The query for ``unpacked``."""
    versions = DraftVersion.objects.filter(draft=OuterRef("pk"), handed_in_at__isnull=False)
    rows: QuerySet[Any] = drafts.select_related("author", "plan").annotate(
        handed_in=Subquery(versions.order_by("-number").values("number")[:1]),
        campaigns_json=WrittenOnce(_campaigns, F("pk")),
        branches_json=WrittenOnce(_branches, F("pk")),
    )
    return rows


def unpacked(rows: Iterable[Any]) -> list[Any]:
    """Drafts with what a list shows of them: author, plan, campaigns, branches, ``handed_in`` (the
    number of the version under review).
    """
    found = []
    for row in rows:
        read = row.__dict__
        parts: dict[str, Sequence[Any]] = {
            "campaigns": rows_of(Campaign, read.pop("campaigns_json")),
            "branches": rows_of(Unit, read.pop("branches_json")),
        }
        hold(row, parts)
        found.append(row)
    return found


def _campaigns(draft: Any) -> ArraySubquery:
    through = Draft.campaigns.through.objects.filter(draft=draft)
    return array_of(through.order_by("-campaign_id"), prefix="campaign__")


def _branches(draft: Any) -> ArraySubquery:
    through = Draft.branches.through.objects.filter(draft=draft)
    ordered = through.order_by(*(f"unit__{name}" for name in Unit._meta.ordering or ()))
    return array_of(ordered, prefix="unit__")


def drafts_for(user: User) -> QuerySet[Draft]:
    """The drafts that a person may open, the newest change first; of their campaigns only those
    that they see.
    """
    campaigns = Prefetch("campaigns", visible_to(user).order_by("code"))
    rows = drafts_visible_to(user).select_related("author", "reviewer", "plan__theme")
    return rows.prefetch_related(campaigns, "branches").order_by("-updated_at", "-id")


def released_for(user: User) -> QuerySet[Draft]:
    """The released drafts that a person may read, the newest first."""
    return drafts_for(user).filter(state=DraftState.RELEASED).order_by("-released_at", "-id")


def recalled_for(user: User) -> QuerySet[Draft]:
    """The recalled drafts that a reader of released ones had and has not confirmed: none that was
    recalled before they came.
    """
    if not reads_released_only(user):
        return Draft.objects.none()
    rows = drafts_for(user).filter(state=DraftState.WITHDRAWN, released_at__isnull=False)
    had_it = Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=OuterRef("withdrawn_at")),
        user=user,
        role__in=READERS,
        user__date_joined__lte=OuterRef("withdrawn_at"),
    )
    rows = rows.filter(Exists(had_it)).exclude(receipts__user=user)
    return rows.order_by("-withdrawn_at", "-id")


def successor_of(draft: Draft, user: User) -> Draft | None:
    """What took the place of a recalled draft: the newest of its kind and plan that was released
    after it, if the user may read it.
    """
    rows = released_for(user).filter(
        plan=draft.plan_id, kind=draft.kind, released_at__gt=draft.released_at
    )
    return rows.first()


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of a recalled draft, where they work, and when they said that it is not used."""

    person: User
    unit: str
    confirmed_at: dt.datetime | None


def receipts_of(draft: Draft) -> list[Reader]:
    """Who had a recalled draft, those who have not confirmed first."""
    said = {row.user_id: row.created_at for row in draft.receipts.all()}
    people = [one for one in readers(draft) if reads_released_only(one)]
    units: dict[int, dict[str, None]] = {one.pk: {} for one in people}
    here = Membership.objects.valid_on(clock.today()).filter(user__in=people)
    here = here.filter(user__date_joined__lte=draft.withdrawn_at or clock.now())
    for own in here.select_related("unit"):
        units[own.user_id][own.unit.label] = None
    found = [
        Reader(one, ", ".join(units[one.pk]), said.get(one.pk)) for one in people if units[one.pk]
    ]
    return sorted(found, key=lambda one: (one.confirmed_at is not None, one.unit))


def plans_for(user: User) -> QuerySet[CommunicationPlan]:
    """Communication plans, for those whose business they are, with the campaigns and drafts that
    they may see.
    """
    if not sees_comms(user):
        return CommunicationPlan.objects.none()
    campaigns = Prefetch(
        "campaigns", visible_to(user).select_related("owner_unit", "working").order_by("code")
    )
    drafts = Prefetch("drafts", drafts_visible_to(user).order_by("code"))
    return CommunicationPlan.objects.select_related("theme", "created_by").prefetch_related(
        campaigns, drafts, "channels"
    )
