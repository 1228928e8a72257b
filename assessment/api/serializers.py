"""A plan's pre-assessment as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessment.enums import AnswerKind, LineState, ProofKind
from campaigns.enums import Category, GateName
from common.api.fields import BoundedDateField, PlainCharField, WholeNumberField
from common.api.serializers import StrictSerializer
from organization.enums import Role


class ProofSerializer(serializers.Serializer[Any]):
    """A file beside an answer; ``media_type`` is what its content is."""

    key = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    added_by = serializers.CharField(source="added_by.username")
    added_at = serializers.DateTimeField()


class LineSerializer(serializers.Serializer[Any]):
    """``item`` names the line within the plan. ``evidence`` is what of the plan is looked at: such
    an answer is computed. ``read`` is to be sent back with an answer; ``lesson_of`` is the past
    plan whose lesson it is.
    """

    item = serializers.SerializerMethodField()
    question = serializers.CharField(source="line.label")
    evidence = serializers.CharField(source="line.evidence")
    answer_kind = serializers.ChoiceField(AnswerKind.choices, source="line.answer_kind")
    options = serializers.SerializerMethodField()
    proof = serializers.ChoiceField(ProofKind.choices, source="line.proof", allow_blank=True)
    role = serializers.ChoiceField(Role.choices, source="line.role")
    gate = serializers.ChoiceField(GateName.choices, source="line.gate")
    weight = serializers.IntegerField(source="line.weight")
    is_mandatory = serializers.BooleanField(source="line.is_mandatory")
    is_due = serializers.BooleanField()
    state = serializers.ChoiceField(LineState.choices)
    may_answer = serializers.BooleanField()
    answer = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()
    link = serializers.SerializerMethodField()
    day = serializers.SerializerMethodField()
    answered_by = serializers.SerializerMethodField()
    answered_at = serializers.SerializerMethodField()
    lesson_of = serializers.SerializerMethodField()
    read = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()

    def get_item(self, one: Any) -> str:
        return str(getattr(one.line, "item", None) or one.line.code)

    def get_options(self, one: Any) -> list[str]:
        return [code for code, _word in one.line.choices] if not one.line.evidence else []

    def get_answer(self, one: Any) -> str:
        return str(getattr(one.line, "answer", ""))

    def get_note(self, one: Any) -> str:
        return str(getattr(one.line, "note", ""))

    def get_link(self, one: Any) -> str:
        return str(getattr(one.line, "link", "")) if self.context["sees_proofs"] else ""

    def get_day(self, one: Any) -> str | None:
        day = getattr(one.line, "day", None)
        return day.isoformat() if day else None

    def get_answered_by(self, one: Any) -> str | None:
        person = getattr(one.line, "answered_by", None)
        return person.username if person else None

    def get_answered_at(self, one: Any) -> str | None:
        at = getattr(one.line, "answered_at", None)
        return at.isoformat() if at else None

    def get_lesson_of(self, one: Any) -> str:
        return str(getattr(one.line, "lesson_of", ""))

    def get_read(self, one: Any) -> int:
        return int(getattr(one.line, "changes", 0))

    def get_files(self, one: Any) -> ProofSerializer(many=True):  # type: ignore[valid-type]
        return ProofSerializer(one.files if self.context["sees_proofs"] else [], many=True).data


class AssessmentSerializer(serializers.Serializer[Any]):
    """How far the pre-assessment of a plan is. ``has_begun`` is false before the first submission:
    then the lines are those that will be asked. ``list`` is the version of the category's list by
    which it runs, ``newest_list`` that of today.
    """

    campaign = serializers.CharField()
    has_begun = serializers.BooleanField()
    category = serializers.ChoiceField(Category.choices, allow_null=True)
    list = serializers.IntegerField(allow_null=True)
    newest_list = serializers.IntegerField()
    due_weight = serializers.IntegerField()
    met_weight = serializers.IntegerField()
    missing = serializers.ListField(child=serializers.CharField())
    lines = LineSerializer(many=True)


class LineAnswerSerializer(StrictSerializer):
    """An answer: ``yes`` or ``no``, one of the options, a number, a text, or for a lesson
    ``applied`` or ``not_here``. ``read`` is what the line said; with it nobody's answer is lost.
    """

    answer = PlainCharField(max_length=2000)
    note = PlainCharField(max_length=1000, required=False, allow_blank=True)
    link = serializers.URLField(max_length=400, required=False, allow_blank=True)
    day = BoundedDateField(required=False, allow_null=True)
    read = WholeNumberField(required=False, min_value=0, max_value=2_000_000_000)
