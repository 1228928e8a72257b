from assessment.models.checklist import ChecklistItem, ChecklistVersion
from assessment.models.question import COPIED, FULL_WEIGHT, Question, parted
from assessment.models.running import Assessment, AssessmentLine, EvidenceFile

__all__ = [
    "COPIED",
    "FULL_WEIGHT",
    "Assessment",
    "AssessmentLine",
    "ChecklistItem",
    "ChecklistVersion",
    "EvidenceFile",
    "Question",
    "parted",
]
