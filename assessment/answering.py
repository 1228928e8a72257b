"""What an answer says: read, checked, and whether it is good enough. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessment.enums import AnswerKind, ProofKind, YesNo
from assessment.models import AssessmentLine, Question, parted
from common.text import normalise, validate_plain

LONGEST = 2000
MOST_DIGITS = 12
PICTURE = "image/"


def read_answer(question: Question, given: str) -> str:
    """The answer as it is kept. Raises ``ValidationError`` for none and for one that cannot be
    given.
    """
    text = normalise(given)
    if not text:
        raise wrong("required", _("Give an answer."))
    if len(text) > LONGEST:
        raise wrong("max_length", _("At most 2,000 characters."))
    validate_plain(text)
    if question.answer_kind == AnswerKind.NUMBER:
        return f"{number_of(text):f}"
    offered = question.choices
    if offered and text not in {code for code, _word in offered}:
        raise wrong("invalid_choice", _("Choose one of the answers that are offered."))
    return text


def number_of(text: str) -> Decimal:
    """The number that somebody wrote. Raises ``ValidationError``."""
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise wrong("invalid", _("Write a number.")) from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** MOST_DIGITS:
        raise wrong("invalid", _("Write a number of at most twelve digits."))
    return number.quantize(Decimal("0.01")).normalize() + 0


def wrong(code: str, text: Any) -> ValidationError:
    return ValidationError(text, code=code)


def is_good(question: Question, answer: str) -> bool:
    """Whether the answer itself is good enough; a text and a lesson are once they are there."""
    good = parted(question.satisfied_by)
    match question.answer_kind:
        case AnswerKind.YES_NO:
            return answer in (good or [YesNo.YES.value])
        case AnswerKind.CHOICE:
            return not good or answer in good
        case AnswerKind.NUMBER:
            number = Decimal(answer)
            low, high = question.at_least, question.at_most
            return (low is None or number >= low) and (high is None or number <= high)
    return bool(answer)


def has_proof(line: AssessmentLine, media_types: Iterable[str]) -> bool:
    """Whether what has to lie beside the answer is there; ``media_types`` are those of its
    files.
    """
    match line.proof:
        case ProofKind.PICTURE:
            return any(one.startswith(PICTURE) for one in media_types)
        case ProofKind.FILE:
            return any(True for _one in media_types)
        case ProofKind.LINK:
            return bool(line.link)
        case ProofKind.DAY:
            return line.day is not None
    return True


def met(line: AssessmentLine, media_types: Iterable[str]) -> bool | None:
    """Whether the line is satisfied; None while nobody has answered it."""
    if not line.answer:
        return None
    return is_good(line, line.answer) and has_proof(line, media_types)
