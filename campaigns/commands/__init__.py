"""What can be done with plans. Every command is one transaction with its audit row, its change and
its notices.
"""

from campaigns.commands.findings import accept_finding, comment_finding, propose_way_out
from campaigns.commands.plans import change_plan, create_campaign, delete_draft
from campaigns.commands.recording import mark_run_failed, open_recheck, record_findings, start_run
from campaigns.commands.state import change_state
from campaigns.commands.ways_out import apply_way_out
from campaigns.workflow.step import Changed

__all__ = [
    "Changed",
    "accept_finding",
    "apply_way_out",
    "change_plan",
    "change_state",
    "comment_finding",
    "create_campaign",
    "delete_draft",
    "mark_run_failed",
    "open_recheck",
    "propose_way_out",
    "record_findings",
    "start_run",
]
