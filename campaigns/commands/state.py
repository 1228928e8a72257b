"""The one command that moves a plan through its life, for people and for the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from campaigns.models import Campaign
from campaigns.workflow import machine_of
from campaigns.workflow.step import Step
from organization.models import User


def change_state(
    *,
    campaign_id: int,
    name: str,
    actor: User | None,
    reason: str = "",
    revision: int | None = None,
    content: int | None = None,
    etag: int | None = None,
    placements: Sequence[str] = (),
    branches: Sequence[str] = (),
    rank: int | None = None,
    on_page: bool = False,
    now: dt.datetime | None = None,
) -> Step:
    """Take the step ``name`` of a plan's life. ``actor`` None is the clock.

    ``revision``, ``content`` (the content tag) and ``etag`` (the write counter) are those that were
    read, ``placements`` and ``branches`` (launch, suspend, resume) are codes, ``rank`` is the one
    that leadership gives, None to take it back; ``on_page`` says that a page asked, which asks for
    more words than the API's contract does.

    Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now or another revision, 412
    stale, 400 no reason given; and ``Busy``. A refusal that leaves something behind is not raised
    but stands in the result: call ``raise_refusal`` outside the transaction.
    """
    campaign = Campaign.objects.only("amends").get(pk=campaign_id)
    return machine_of(campaign).apply(
        name,
        campaign_id,
        actor=actor,
        reason=reason,
        read={"revision": revision, "content": content, "etag": etag},
        now=now,
        on_page=on_page,
        placements=placements,
        branches=branches,
        rank=rank,
    )
