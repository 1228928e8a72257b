"""What can be done with plans. Every command is one transaction with its audit row, its change and
its notices.
"""

from campaigns.commands.acknowledging import acknowledge
from campaigns.commands.cycles import remove_cycle, save_cycle, save_initiative
from campaigns.commands.moments import remove_moment, save_moment
from campaigns.commands.own_part import OwnPart, change_own_part
from campaigns.commands.participation import answer_invitation, leave_plan, sign_participation
from campaigns.commands.plans import change_plan, create_campaign, delete_draft, refuse_later_change
from campaigns.commands.results import remove_result, save_result
from campaigns.commands.state import change_state

__all__ = [
    "OwnPart",
    "acknowledge",
    "answer_invitation",
    "change_own_part",
    "change_plan",
    "change_state",
    "create_campaign",
    "delete_draft",
    "leave_plan",
    "refuse_later_change",
    "remove_cycle",
    "remove_moment",
    "remove_result",
    "save_cycle",
    "save_initiative",
    "save_moment",
    "save_result",
    "sign_participation",
]
