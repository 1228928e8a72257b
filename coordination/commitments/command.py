"""The one command that moves a commitment through its life, for people and for the clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from campaigns.models import Campaign
from common import locks
from coordination.commitments.workflow import COMMITMENT
from coordination.models import Commitment
from organization.models import User


@transaction.atomic
def change_commitment(
    *,
    commitment: Commitment,
    name: str,
    actor: User | None,
    reason: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
    **asked: Any,
) -> Commitment:
    """Take the step ``name``; ``etag`` is the write counter that was read, ``asked`` what the step
    asks for: ``due_on`` and ``conditions`` (counter), ``evidence``, ``link``, ``file_name`` and
    ``content`` (done), ``mark`` (accept), ``unit_code`` and ``person`` (reassign).

    The plan is locked first, so that it is never finalised or launched on a promise that is being
    taken back. Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now, 400 at what is
    missing, 412 changed since it was read; and ``Busy``.
    """
    locks.one(Campaign, commitment.campaign_id)
    read = {"etag": etag}
    step = COMMITMENT.apply(
        name, commitment.pk, actor=actor, reason=reason, read=read, now=now, **asked
    )
    return step.obj
