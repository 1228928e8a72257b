"""What a question of the pre-assessment is, wherever it stands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.enums import (
    ASKED_KINDS,
    ROLE_CHOICES,
    AnswerKind,
    Evidence,
    Heeded,
    ProofKind,
    YesNo,
)
from campaigns.enums import GateName
from common.display import in_language
from organization.enums import Role

FULL_WEIGHT = 100
FEWEST_OPTIONS = 2
BETWEEN = re.compile(r"\s*[;；\n]\s*")


class Question(models.Model):
    """One line: what is asked, how it is answered, by whom, by which gate, how much it weighs, and
    whether the plan may go without.

    ``evidence`` is where the plan itself says it, so that the answer is computed; without it a
    person answers ``name``. ``satisfied_by`` are the answers that are good enough (empty: yes, or
    any), ``at_least`` and ``at_most`` the bounds of a number, ``proof`` what has to lie beside the
    answer.
    """

    name = models.CharField(max_length=200, blank=True, default="", db_default="")
    name_en = models.CharField(max_length=200, blank=True, default="", db_default="")
    evidence = models.CharField(
        max_length=16, choices=Evidence.choices, blank=True, default="", db_default=""
    )
    answer_kind = models.CharField(
        max_length=8, choices=ASKED_KINDS, default=AnswerKind.YES_NO, db_default=AnswerKind.YES_NO
    )
    options = models.CharField(max_length=400, blank=True, default="", db_default="")
    satisfied_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    at_least = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    at_most = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    proof = models.CharField(
        max_length=8, choices=ProofKind.choices, blank=True, default="", db_default=""
    )
    role = models.CharField(
        max_length=20, choices=ROLE_CHOICES, default=Role.PLANNER, db_default=Role.PLANNER
    )
    gate = models.CharField(max_length=8, choices=GateName.choices)
    weight = models.PositiveSmallIntegerField(validators=[MaxValueValidator(FULL_WEIGHT)])
    is_mandatory = models.BooleanField(default=False, db_default=False)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """The question, or what of the plan is looked at, in the reader's language."""
        if self.name:
            return in_language(self.name, self.name_en)
        return str(Evidence(self.evidence).label) if self.evidence else ""

    @property
    def is_computed(self) -> bool:
        return bool(self.evidence)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be answered, with its words; none where it is typed."""
        match self.answer_kind:
            case AnswerKind.YES_NO:
                return [(one.value, str(one.label)) for one in YesNo]
            case AnswerKind.LESSON:
                return [(one.value, str(one.label)) for one in Heeded]
            case AnswerKind.CHOICE:
                return [(one, one) for one in parted(self.options)]
        return []

    def clean(self) -> None:
        super().clean()
        wrong = dict(self.troubles())
        if wrong:
            raise ValidationError(wrong)

    def troubles(self) -> list[tuple[str, ValidationError]]:
        """What does not fit together, each at its field."""
        if not self.name and not self.evidence:
            return [("name", error(_("Write the question, or say what of the plan answers it.")))]
        if self.evidence:
            return [
                (name, error(_("A computed answer takes none; leave it empty.")))
                for name in ("options", "satisfied_by", "at_least", "at_most", "proof")
                if getattr(self, name) not in (None, "")
            ]
        return [*self.trouble_with_options(), *self.trouble_with_bounds()]

    def trouble_with_options(self) -> list[tuple[str, ValidationError]]:
        given, good = parted(self.options), parted(self.satisfied_by)
        if self.answer_kind == AnswerKind.CHOICE:
            if len(set(given)) < FEWEST_OPTIONS or len(set(given)) < len(given):
                text = _("Name two or more different answers, with semicolons between them.")
                return [("options", error(text))]
            if set(good) - set(given):
                return [("satisfied_by", error(_("Only answers that can be given.")))]
            return []
        found = []
        if given:
            found.append(("options", error(_("Only for a question with one of several answers."))))
        if self.answer_kind == AnswerKind.YES_NO:
            if set(good) - set(YesNo.values):
                found.append(("satisfied_by", error(_("Write yes or no."))))
        elif good:
            found.append(("satisfied_by", error(_("Not for this kind of answer."))))
        return found

    def trouble_with_bounds(self) -> list[tuple[str, ValidationError]]:
        if self.answer_kind != AnswerKind.NUMBER:
            return [
                (name, error(_("Only for a question whose answer is a number.")))
                for name in ("at_least", "at_most")
                if getattr(self, name) is not None
            ]
        low, high = (self.at_least, self.at_most)
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            return [("at_most", error(_("The highest number lies below the lowest.")))]
        return []


def parted(text: str) -> list[str]:
    """The answers that a text names, semicolons of either script between them."""
    return [one for one in BETWEEN.split(text.strip()) if one]


def error(text: Any) -> ValidationError:
    return ValidationError(text, code="invalid")


COPIED = (
    "name",
    "name_en",
    "evidence",
    "answer_kind",
    "options",
    "satisfied_by",
    "at_least",
    "at_most",
    "proof",
    "role",
    "gate",
    "weight",
    "is_mandatory",
)
