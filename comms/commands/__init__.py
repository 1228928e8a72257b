"""What editors, reviewers and planners change."""

from comms.commands.drafts import create_draft, write_draft
from comms.commands.planning import change_plan, create_plan, save_theme
from comms.commands.reviewing import change_draft_state, confirm_recall, remark, sign_draft

__all__ = [
    "change_draft_state",
    "change_plan",
    "confirm_recall",
    "create_draft",
    "create_plan",
    "remark",
    "save_theme",
    "sign_draft",
    "write_draft",
]
