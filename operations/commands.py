"""What whoever runs the platform does about failed work."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, jobs, locks
from common.errors import Reason, Refused
from common.models import Job, JobState
from common.write import written
from operations.access import may_operate
from operations.work import may_try_again
from organization.models import User

NOT_YOURS = Reason("not-yours", _("Only administrators run the platform."), status=403)
NOT_GIVEN_UP = Reason("not-given-up", _("This work is not given up, or was ended for good."))
NOT_WAITING = Reason(
    "not-waiting", _("This work is under way or has ended; it cannot be given up.")
)


@transaction.atomic
def try_again(*, job_id: int, actor: User, now: dt.datetime | None = None) -> Job:
    """Have work that was given up done once more. Raises ``Refused`` or ``Job.DoesNotExist``."""
    job = _locked(job_id, actor)
    if not may_try_again(job):
        raise Refused([NOT_GIVEN_UP])
    jobs.put_back(job, now=now)
    written("try_again", "job", str(job.pk), actor=actor, now=now, details={"kind": job.kind})
    return job


@transaction.atomic
def give_up(*, job_id: int, actor: User, reason: str, now: dt.datetime | None = None) -> Job:
    """End work that keeps failing. Raises ``Refused`` or ``Job.DoesNotExist``."""
    job = _locked(job_id, actor)
    if job.state != JobState.PENDING or not job.error:
        raise Refused([NOT_WAITING])
    jobs.give_up(job, now=now or clock.now())
    details = {"kind": job.kind}
    written("give_up", "job", str(job.pk), actor=actor, now=now, reason=reason, details=details)
    return job


def _locked(job_id: int, actor: User) -> Job:
    if not may_operate(actor):
        raise Refused([NOT_YOURS])
    return locks.one(Job, job_id)
