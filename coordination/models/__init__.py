from coordination.models.cadence import CycleStep, InitiativeReview, InitiativeTarget, LateEntry
from coordination.models.commitment import Commitment, Evidence
from coordination.models.component import RoleComponent
from coordination.models.meeting import AgendaItem, Meeting
from coordination.models.negotiation import Negotiation, Position, Proposal
from coordination.models.playbook import Playbook, PlaybookItem, PlaybookVersion
from coordination.models.workgroup import WorkgroupWord

__all__ = [
    "AgendaItem",
    "Commitment",
    "CycleStep",
    "Evidence",
    "InitiativeReview",
    "InitiativeTarget",
    "LateEntry",
    "Meeting",
    "Negotiation",
    "Playbook",
    "PlaybookItem",
    "PlaybookVersion",
    "Position",
    "Proposal",
    "RoleComponent",
    "WorkgroupWord",
]
