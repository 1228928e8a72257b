from __future__ import annotations

from rest_framework import serializers

from common.job_kinds import name_of
from common.models import Fault, Job
from operations.work import may_try_again, reason_of


class WorkSerializer(serializers.ModelSerializer[Job]):
    """Background work that failed; ``asked_by`` is the number of the request that asked for it."""

    name = serializers.SerializerMethodField(help_text="What people call the kind.")
    why = serializers.SerializerMethodField(help_text="Why it failed the last time.")
    asked_by = serializers.CharField(source="request")
    may_try_again = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "name",
            "key",
            "state",
            "attempt",
            "why",
            "not_before",
            "finished_at",
            "asked_by",
            "may_try_again",
        )
        read_only_fields = fields

    def get_name(self, job: Job) -> str:
        return name_of(job.kind)

    def get_why(self, job: Job) -> str:
        return reason_of(job)

    def get_may_try_again(self, job: Job) -> bool:
        return may_try_again(job)


class FaultSerializer(serializers.ModelSerializer[Fault]):
    """An answer that failed by our mistake."""

    class Meta:
        model = Fault
        fields = ("number", "happened_at", "method", "path", "error", "place")
        read_only_fields = fields
