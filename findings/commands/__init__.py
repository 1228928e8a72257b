"""What can be done with check runs and findings. Every command is one transaction with its audit
row, its change and its notices.
"""

from findings.commands.recording import record_findings
from findings.commands.revising import revise_plan
from findings.commands.runs import mark_run_failed, open_recheck, request_recheck, start_run
from findings.commands.settling import accept_alike, accept_finding, comment_finding
from findings.commands.ways_out import Agreement, apply_way_out, foresee_way_out

__all__ = [
    "Agreement",
    "accept_alike",
    "accept_finding",
    "apply_way_out",
    "comment_finding",
    "foresee_way_out",
    "mark_run_failed",
    "open_recheck",
    "record_findings",
    "request_recheck",
    "revise_plan",
    "start_run",
]
