"""Check runs and findings as JSON, and what may be said about them."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from campaigns.registries import Freshness
from common import clock
from common.api.steps import WhyNotSerializer
from common.models import JobState
from findings.enums import FindingClass, FindingState, RunTrigger, Severity
from findings.outlooks import HINDRANCES
from findings.presenting import FindingView, RecordedView
from findings.rule_info import known_rules
from findings.way_views import WayView


def way_json(way: WayView) -> dict[str, Any]:
    """What is said of a way out whether its finding is on record or not."""
    return {
        "id": way.id,
        "kind": str(way.kind),
        "label": way.label,
        "campaign": way.campaign,
        "params": way.params,
        "effect": way.effect,
        "solves": way.solves,
        "recommended": way.is_best,
        "outlook": way.foreseen.as_json() if way.foreseen else None,
        "warnings": way.warnings,
    }


def finding_json(view: FindingView) -> dict[str, Any]:
    """What is said of a finding whether it is on record or not."""
    return {
        "rule": view.rule.code,
        "case": view.case,
        "severity": view.severity,
        "class": view.finding_class,
        "title": view.title,
        "subject": view.subject,
        "facts": view.facts,
        "message": view.message,
        "campaigns": view.campaigns,
        "persons": view.persons,
    }


def facts_help() -> str:
    """The facts of every rule, as it declares them."""
    return "What the rule counted, by its case:" + "".join(
        f"\n- `{code}`: {rule.facts.summary()}" for code, rule in sorted(known_rules().items())
    )


# The rules are known only after this module is read, and the text is needed for the schema alone.
FACTS_HELP = lazy(facts_help, str)()


class OutlookSerializer(serializers.Serializer[Any]):
    """How many findings the changed plan would have; ``is_better`` if that is fewer blocking, else
    warning, else notice ones. ``hindrances`` are codes of why it is never recommended.
    """

    blocking = serializers.IntegerField()
    warning = serializers.IntegerField()
    notice = serializers.IntegerField()
    is_better = serializers.BooleanField()
    hindrances = serializers.ListField(child=serializers.ChoiceField(list(HINDRANCES)))


class WayOutSerializer(serializers.Serializer[Any]):
    """A typed step. ``campaign`` is the plan that it changes; ``reasons`` say why the caller cannot
    apply it themselves, ``warnings`` why it is not recommended. ``outlook`` is null as long as no
    check looked ahead.
    """

    id = serializers.CharField()
    kind = serializers.CharField()
    label = serializers.CharField()
    campaign = serializers.CharField()
    params = serializers.DictField()
    effect = serializers.DictField()
    solves = serializers.BooleanField()
    recommended = serializers.BooleanField()
    outlook = OutlookSerializer(allow_null=True)
    warnings = serializers.ListField(child=serializers.CharField())
    allowed = serializers.BooleanField()
    reasons = WhyNotSerializer(many=True)

    def to_representation(self, instance: WayView) -> dict[str, Any]:
        return {
            **way_json(instance),
            "allowed": instance.is_applicable,
            "reasons": [
                {"code": reason.code, "detail": str(reason), "attr": reason.attr}
                for reason in instance.reasons
            ],
        }


class AcceptanceSerializer(serializers.Serializer[Any]):
    role = serializers.CharField()
    accepted_by = serializers.CharField(source="accepted_by.username")
    accepted_at = serializers.DateTimeField()
    reason = serializers.CharField()
    until = serializers.DateField(source="valid_until", allow_null=True)


class CommentSerializer(serializers.Serializer[Any]):
    author = serializers.CharField(source="author.username")
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class FindingSerializer(serializers.Serializer[Any]):
    """A finding from the side of the plan in the address: of facts told of both plans, ``_own`` is
    this plan's.
    """

    id = serializers.UUIDField()
    rule = serializers.CharField()
    case = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    state = serializers.ChoiceField(FindingState.choices)
    title = serializers.CharField()
    subject = serializers.DictField()
    facts = serializers.DictField(help_text=FACTS_HELP)
    message = serializers.CharField()
    campaigns = serializers.ListField(child=serializers.CharField())
    persons = serializers.IntegerField(allow_null=True)
    first_seen_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()
    waiting_for = serializers.ListField(child=serializers.CharField())
    ways_out = WayOutSerializer(many=True)
    acceptances = AcceptanceSerializer(many=True)
    comments = CommentSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["class"] = serializers.ChoiceField(FindingClass.choices)
        return fields

    def to_representation(self, instance: RecordedView) -> dict[str, Any]:
        finding = instance.finding
        return {
            "id": str(finding.pk),
            "state": finding.state,
            **finding_json(instance),
            "first_seen_at": clock.iso(finding.first_seen_at),
            "last_seen_at": clock.iso(finding.last_seen_at),
            "waiting_for": instance.waiting_for,
            "ways_out": WayOutSerializer(instance.ways_out, many=True).data,
            "acceptances": AcceptanceSerializer(instance.acceptances, many=True).data,
            "comments": CommentSerializer(instance.comments, many=True).data,
        }


class CountsSerializer(serializers.Serializer[Any]):
    blocking = serializers.IntegerField()
    warning = serializers.IntegerField(source="warnings")
    notice = serializers.IntegerField(source="notices")


class RunSerializer(serializers.Serializer[Any]):
    """A check run without its findings. ``is_history``: it came in after the plan had moved on.
    ``freshness`` says of the newest run of a plan in play whether something that it stands on has
    changed: it is being checked again, or that was given up; null of any other run.
    """

    id = serializers.UUIDField()
    campaign = serializers.CharField(source="campaign.code")
    state = serializers.ChoiceField(JobState.choices, source="job.state")
    progress = serializers.IntegerField(source="job.progress")
    trigger = serializers.ChoiceField(RunTrigger.choices)
    revision = serializers.IntegerField(source="version.number")
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    risk_grade = serializers.CharField(allow_blank=True)
    risk = serializers.DictField()
    plans_compared = serializers.IntegerField()
    rules_run = serializers.IntegerField()
    is_history = serializers.BooleanField()
    freshness = serializers.SerializerMethodField()
    counts = CountsSerializer(source="*")

    @extend_schema_field(serializers.ChoiceField(Freshness.choices, allow_null=True))
    def get_freshness(self, run: Any) -> str | None:
        newest = self.context.get("newest")
        return self.context["freshness"] if newest is not None and run.pk == newest.pk else None


class RunWithFindingsSerializer(RunSerializer):
    """A check run with what it found."""

    findings = FindingSerializer(many=True, source="found")


class ConcernedSerializer(serializers.Serializer[Any]):
    """A customer whom a finding concerns, masked."""

    number = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    phone = serializers.CharField()
    group = serializers.CharField()
    tier = serializers.CharField()
    unit = serializers.CharField()
