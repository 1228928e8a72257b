from common.models.audit import AuditEvent
from common.models.call_count import CallCount
from common.models.changelog import Change, ChangeFollower
from common.models.counter import Counter
from common.models.fault import Fault
from common.models.idempotency import IdempotencyKey
from common.models.job import Heartbeat, Job, JobState

__all__ = [
    "AuditEvent",
    "CallCount",
    "Change",
    "ChangeFollower",
    "Counter",
    "Fault",
    "Heartbeat",
    "IdempotencyKey",
    "Job",
    "JobState",
]
