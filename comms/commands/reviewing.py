"""Deciding about drafts: the command that moves them, the planners' signatures, remarks."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common import clock, locks
from common.errors import Refused, refuse, words_within
from common.write import check_etag, written
from comms.access import is_insider, reads_released_only
from comms.enums import Decision, DraftState
from comms.models import Draft, DraftReceipt, DraftReview, DraftVersion
from comms.notices import notify_about
from comms.people import reviewers
from comms.signoff import newest_handed_in, why_not_sign
from comms.workflow import DRAFT
from organization.mentions import mentioned_readers
from organization.models import User

MAX_PASSAGE = 300


def change_draft_state(
    *,
    draft_id: int,
    name: str,
    actor: User,
    reason: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Draft:
    """Take the step ``name`` of a draft's life; ``etag`` is the write counter that was read.

    Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now, 400 no reason given, 412
    changed since it was read; ``Busy``.
    """
    read = {"etag": etag}
    return DRAFT.apply(name, draft_id, actor=actor, reason=reason, read=read, now=now).obj


@transaction.atomic
def sign_draft(
    *,
    draft_id: int,
    campaign: Campaign,
    decision: Decision,
    text: str = "",
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> DraftReview:
    """Say for a campaign whether the version under review may be released; the last word of a
    campaign's planners counts. Changes asked for send the draft back to its author.

    Raises ``Refused``: 404 for a campaign that the draft does not speak of; 403 for anybody but its
    planners; 409 outside of a review; 400 for changes asked for without saying which; 412 when it
    was written after ``etag`` was read. Raises ``Busy``.
    """
    at = now or clock.now()
    draft = locks.one(Draft, draft_id)
    check_etag(draft.etag, etag)
    if not draft.campaigns.filter(pk=campaign.pk).exists():
        refuse("not-found", _("The draft does not speak of this campaign."), status=404)
    if reasons := why_not_sign(actor, draft, campaign):
        raise Refused(reasons)
    text = words_within(text, attr="text")
    if decision == Decision.REMARK:
        refuse("invalid", _("Agree, or ask for changes."), status=400, attr="decision")
    if decision == Decision.CHANGES and not text:
        refuse("required", _("Say what is to be changed."), status=400, attr="text")
    review = DraftReview.objects.create(
        version=_under_review(draft),
        author=actor,
        campaign=campaign,
        decision=decision,
        text=text,
        created_at=at,
    )
    details = {"campaign": campaign.code, "decision": str(decision)}
    case = "signed" if decision == Decision.AGREE else "changes_asked"
    told = [draft.author, *([draft.reviewer] if draft.reviewer else reviewers())]
    notify_about(told, case, draft, by=actor, reason=text, campaign=campaign.code, now=at)
    before = draft.state
    if decision == Decision.CHANGES:
        draft.state = DraftState.CHANGES_REQUIRED
        draft.reviewer, draft.reviewed_at = None, None
    _touch(draft, at)
    written(
        "sign",
        "draft",
        draft.code,
        actor=actor,
        now=at,
        log=("comms", "sign"),
        reason=text,
        from_state=before,
        to_state=draft.state,
        details=details,
    )
    return review


@transaction.atomic
def confirm_recall(*, draft_id: int, actor: User, now: dt.datetime | None = None) -> DraftReceipt:
    """Say that a recalled draft is no longer used where one works; said twice, the first counts.

    Raises ``Refused``: 403 for who is not among its readers; 409 for a draft that is not recalled.
    Raises ``Busy``.
    """
    at = now or clock.now()
    draft = locks.one(Draft, draft_id)
    if not reads_released_only(actor):
        refuse("no-permission", _("Your role does not allow this."), status=403)
    if not draft.is_recalled:
        refuse("wrong-state", _("This draft is not recalled."))
    receipt, is_new = DraftReceipt.objects.get_or_create(
        draft=draft, user=actor, defaults={"created_at": at}
    )
    if is_new:
        written("confirm_recall", "draft", draft.code, actor=actor, now=at)
    return receipt


@transaction.atomic
def remark(
    *,
    draft_id: int,
    text: str,
    passage: str = "",
    actor: User,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> DraftReview:
    """Write a remark on the newest version handed in, perhaps on a passage quoted from it. It
    decides nothing. Who is mentioned by ``@`` is told.

    Raises ``Refused``: 403 for who only reads released drafts; 409 before the draft was handed in;
    400 for an empty remark, a passage that is not in the text, or somebody mentioned who may not
    see the draft; 412 when it was written after
    ``etag`` was read. Raises ``Busy``.
    """
    at = now or clock.now()
    draft = locks.one(Draft, draft_id)
    check_etag(draft.etag, etag)
    if not is_insider(actor, draft):
        refuse("no-permission", _("Your role does not allow this."), status=403)
    version = _under_review(draft)
    text = words_within(text, attr="text")
    passage = words_within(passage, MAX_PASSAGE, attr="passage")
    if not text:
        refuse("required", _("Write your remark."), status=400, attr="text")
    if passage:
        passage = as_written(passage, version.body) or refuse(
            "not-in-text", _("This passage is not in the text."), status=400, attr="passage"
        )
    people = mentioned_readers(text, lambda person: is_insider(person, draft))
    review = DraftReview.objects.create(
        version=version,
        author=actor,
        decision=Decision.REMARK,
        passage=passage,
        text=text,
        created_at=at,
    )
    told = [one for one in (draft.author,) if one not in people]
    notify_about(told, "remarked", draft, by=actor, reason=text, now=at)
    notify_about(people, "mentioned", draft, by=actor, reason=text, now=at)
    written("remark", "draft", draft.code, actor=actor, now=at, log=("comms", "remark"))
    return review


def as_written(passage: str, body: str) -> str:
    """The passage as it stands in the text, however its blanks and line breaks were copied; empty
    if it is not there.
    """
    found = re.search(r"\s*".join(re.escape(one) for one in "".join(passage.split())), body)
    return found[0] if found else ""


def _under_review(draft: Draft) -> DraftVersion:
    version = newest_handed_in(draft)
    if version is None:
        refuse("not-handed-in", _("The draft was not handed in yet."))
    return version


def _touch(draft: Draft, now: dt.datetime) -> None:
    """A signature is a change of the draft for who reads it by its ETag."""
    draft.updated_at, draft.etag = now, draft.etag + 1
    draft.save(update_fields=["state", "reviewer", "reviewed_at", "updated_at", "etag"])
