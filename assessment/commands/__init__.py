"""What can be done with checklists and pre-assessments."""

from assessment.commands.answers import answer_line
from assessment.commands.checklists import remove_item, save_item
from assessment.commands.evidence import add_evidence, remove_evidence
from assessment.commands.questions import AREA as ANSWERS
from assessment.commands.renewal import renew_assessment

__all__ = [
    "ANSWERS",
    "add_evidence",
    "answer_line",
    "remove_evidence",
    "remove_item",
    "renew_assessment",
    "save_item",
]
