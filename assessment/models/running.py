from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from assessment.enums import AnswerKind
from assessment.models.question import Question
from campaigns.enums import Category
from campaigns.models import Campaign


class Assessment(models.Model):
    """The pre-assessment of a plan: the lines of its category's list as they were when it began,
    with their answers. A plan that changes its category, or takes over a newer list, begins another
    round; the rounds before stay as they are.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="assessments")
    round = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    category = models.CharField(max_length=16, choices=Category.choices)
    list_number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ("campaign", "round")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "round"], name="assessment_round_once"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(is_current=True), name="assessment_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.round}"


class AssessmentLine(Question):
    """A question as it is asked of one plan, and its answer. ``code`` names it everywhere, ``item``
    within the plan; ``lesson_of`` is the past plan whose lesson it is.

    ``is_met`` says whether the answer and what lies beside it are good enough, None without an
    answer; ``changes`` counts the answers, so that two people at once lose nothing.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="lines")
    code = models.CharField(max_length=100, unique=True)
    item = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    answer_kind = models.CharField(
        max_length=8, choices=AnswerKind.choices, default=AnswerKind.YES_NO
    )
    lesson_of = models.CharField(max_length=40, blank=True, default="")
    answer = models.CharField(max_length=2000, blank=True, default="")
    note = models.CharField(max_length=1000, blank=True, default="")
    link = models.URLField(max_length=400, blank=True, default="")
    day = models.DateField(null=True, blank=True)
    is_met = models.BooleanField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("assessment", "position", "id")
        indexes = [
            models.Index(
                fields=["role", "gate"],
                condition=Q(is_met__isnull=True, evidence=""),
                name="assessment_line_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="assessment_line_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="assessment_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether a person still has to answer it."""
        return not self.is_computed and not self.answer


class EvidenceFile(models.Model):
    """A picture or document beside an answer; ``media_type`` is what its content is."""

    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    line = models.ForeignKey(AssessmentLine, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=60)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
