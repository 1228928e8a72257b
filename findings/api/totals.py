"""A plan's open findings added up, as JSON."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.views.base import visible_plan
from common.api.filters import refuse_unknown
from common.api.views import ApiView
from findings.access import readable, sees_findings
from findings.enums import Severity
from findings.totals import totals_of


class CrowdSerializer(serializers.Serializer[Any]):
    """``persons`` counts everybody once: ``in_one`` whom one finding alone is about, ``in_several``
    the others.
    """

    findings = serializers.IntegerField()
    persons = serializers.IntegerField(source="crowd.persons")
    in_one = serializers.IntegerField(source="crowd.in_one")
    in_several = serializers.IntegerField(source="crowd.in_several")


class TotalSerializer(CrowdSerializer):
    """The findings of a rule that weigh alike."""

    rule = serializers.CharField()
    title = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)


class TotalsSerializer(CrowdSerializer):
    """All open findings, then by rule, the worst first. A person in several lines is counted in
    each of them, and once in ``persons`` of all.
    """

    by_rule = TotalSerializer(many=True, source="lines")


class FindingTotals(ApiView):
    """The open findings of a plan added up: many of one cause are one line."""

    @extend_schema(operation_id="campaigns_findings_totals", responses=TotalsSerializer)
    def get(self, request: Request, code: str) -> Response:
        refuse_unknown(request.query_params, {"format"})
        plan = visible_plan(request.user, code)
        if not sees_findings(request.user, plan):
            raise Http404
        return Response(TotalsSerializer(totals_of(readable(request.user, plan))).data)
